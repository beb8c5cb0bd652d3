"""What the terminal and the page say alike: of the build context, and of what a change rebuilds."""

from __future__ import annotations

from dockerlayers.model.changes import Affected, Doubt, Rebuild
from dockerlayers.model.context import CopiedSource
from dockerlayers.render.report import ContextFolder, layer_lines
from dockerlayers.render.terminal.characters import visible
from dockerlayers.sizes import show_size
from dockerlayers.texts.texts import Texts

_STATES = {Rebuild.REBUILT: "rebuilt", Rebuild.MAYBE: "maybe"}

_DOUBTS = {
    Doubt.SOURCE: "doubt-source",
    Doubt.DOCKERFILE: "doubt-dockerfile",
    Doubt.OVERRIDDEN: "doubt-overridden",
    Doubt.STORE: "doubt-image-store",
}


def describe_context(texts: Texts, folder: ContextFolder) -> str:
    """Say how much a build context holds."""
    context = folder.context
    ignored = {path for path in context.files if context.ignore.excludes(path)}
    size = sum(size for path, size in context.files.items() if path not in ignored)
    facts = [texts.phrase("context", n=len(context.files) - len(ignored), size=show_size(size))]
    if folder.ignore_file:
        facts.append(texts.phrase("context-ignored", file=visible(folder.ignore_file), n=len(ignored)))
    return texts.grammar.comma.join(facts)


def describe_source(texts: Texts, source: CopiedSource, folder: ContextFolder) -> str:
    """Say what a source of COPY or ADD selects, or that it selects nothing."""
    name = visible(source.source)
    if source.is_missing and source.ignored_count:
        return texts.phrase("missing-ignored", source=name, file=visible(folder.ignore_file or ""))
    if source.is_missing:
        return texts.phrase("missing", source=name)
    facts = [texts.phrase("copied", source=name, n=source.file_count, size=show_size(source.byte_count))]
    facts += [texts.phrase("copied-ignored", n=source.ignored_count)] if source.ignored_count else []
    return texts.grammar.comma.join(facts)


def describe_affected(texts: Texts, affected: Affected) -> tuple[str, str]:
    """Say what becomes of some layers, on which lines of which stage they are, and on what it depends."""
    place = texts.line_range(*layer_lines(affected))
    name = affected.stage.name
    parts = [place, texts.label("named-stage", stage=visible(name))] if name else [place]
    parts += [texts.phrase(phrase) for doubt, phrase in _DOUBTS.items() if doubt in affected.doubts]
    return texts.phrase(_STATES[affected.state]), texts.grammar.comma.join(parts)
