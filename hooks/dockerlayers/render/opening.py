"""What stands before the lines: what the file makes, how that is built and run; whole without a script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dockerlayers.elements import Child, Markup, element
from dockerlayers.explain.opening.told import ComposeKey, HowTo
from dockerlayers.render.labels import render_inline
from dockerlayers.render.view import View
from dockerlayers.texts.inline import Inline

LONGEST = 72
"""How many characters of a command stand on one line; a longer one is broken before its options."""


def render_first(view: View) -> Markup | None:
    """Render the first sentence: what the file makes, and who runs what."""
    say = view.breakdown.opening.say
    return element("p", render_inline(say), class_="bd-what") if say else None


def render_howto(view: View) -> Markup | None:
    """Render the commands, folded; a part of a file has none."""
    howto = view.breakdown.opening.howto
    if not howto or not view.is_whole or view.options.is_brief:
        return None
    commands = [one for one in (howto.build, howto.run) if one]
    label = view.label("howto" if howto.run else "howto-build")
    summary = element("summary", label, " ", element("code", " && ".join(commands)))
    shown = [element("pre", break_command(one), class_="bd-cmd") for one in commands]
    facts = element("dl", _facts(view, howto), class_="bd-list")
    return element("details", summary, shown, facts, class_="bd-more bd-howto", data_search_exclude=True)


def break_command(command: str, longest: int = LONGEST) -> str:
    """Break a command that is longer than a line before its options, so that a shell still takes it."""
    if len(command) <= longest:
        return command
    lines: list[str] = []
    for word in command.split(" "):
        is_option = word.startswith("-") or word == "."
        if lines and not (is_option and len(lines[-1]) > 2):
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return " \\\n  ".join(lines)


def _facts(view: View, howto: HowTo) -> Iterator[list[Markup]]:
    if howto.given:
        yield _fact(view.label("howto-given"), howto.given)
    yield _fact(view.label("howto-context"), [howto.context])
    if howto.replaces:
        yield _fact(view.label("howto-replaces"), [howto.replaces])
    if howto.compose:
        entries = [element("dd", _compose(view, one)) for one in howto.compose]
        yield [element("dt", view.label("howto-compose")), *entries]


def _fact(name: str, says: Iterable[Inline]) -> list[Markup]:
    return [element("dt", name), *(element("dd", render_inline(one)) for one in says)]


def _compose(view: View, entry: ComposeKey) -> list[Child]:
    keys = [part for key in entry.keys for part in (", ", element("code", key))][1:]
    return [*keys, ": ", render_inline(entry.say), *view.link_lines((line, line) for line in entry.lines)]
