"""What the terminal and the page say alike: of the build context, and of what a change rebuilds."""

from __future__ import annotations

from dockerlayers.model.changes import Affected, Rebuild
from dockerlayers.model.context import CopiedSource
from dockerlayers.render.labels import label, line_range
from dockerlayers.render.report import ContextFolder, layer_lines
from dockerlayers.render.terminal.characters import visible
from dockerlayers.render.texts import show_size, text

_STATES = {Rebuild.REBUILT: "rebuilt", Rebuild.MAYBE: "maybe"}


def describe_context(folder: ContextFolder) -> str:
    """Say how much a build context holds."""
    context = folder.context
    ignored = {path for path in context.files if context.ignore.excludes(path)}
    size = sum(size for path, size in context.files.items() if path not in ignored)
    facts = [text("context", n=len(context.files) - len(ignored), size=show_size(size))]
    if folder.ignore_file:
        facts.append(text("context-ignored", file=visible(folder.ignore_file), n=len(ignored)))
    return ", ".join(facts)


def describe_source(source: CopiedSource, folder: ContextFolder) -> str:
    """Say what a source of COPY or ADD selects, or that it selects nothing."""
    name = visible(source.source)
    if source.is_missing and source.ignored_count:
        return text("missing-ignored", source=name, file=visible(folder.ignore_file or ""))
    if source.is_missing:
        return text("missing", source=name)
    facts = [text("copied", source=name, n=source.file_count, size=show_size(source.byte_count))]
    facts += [text("copied-ignored", n=source.ignored_count)] if source.ignored_count else []
    return ", ".join(facts)


def describe_affected(affected: Affected) -> tuple[str, str]:
    """Say what becomes of some layers, and on which lines of which stage they are."""
    place = line_range(*layer_lines(affected))
    stage = f", {visible(affected.stage.name)} {label('stage')}" if affected.stage.name else ""
    return text(_STATES[affected.state]), f"{place}{stage}"
