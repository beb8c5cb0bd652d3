"""What stands before the lines, and what is done well: plain markup, whole without a script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dockerlayers.elements import Child, Markup, element
from dockerlayers.explain.opening.told import ComposeKey, HowTo, Praise
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
    label = view.label("howto" if howto.run else "howto-build")
    shown = [break_command(one) for one in (howto.build, howto.run) if one]
    commands = [element("pre", one, class_="bd-cmd") for one in shown]
    facts = element("dl", _facts(view, howto), class_="bd-needs")
    body = element("div", commands, facts, class_="bd-howto-body")
    return element(
        "details", element("summary", label), body, class_="bd-more bd-howto", data_search_exclude=True
    )


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


def _facts(view: View, howto: HowTo) -> Iterator[Markup]:
    if howto.given:
        yield _fact(view.label("howto-given"), howto.given)
    yield _fact(view.label("howto-context"), [howto.context])
    if howto.replaces:
        yield _fact(view.label("howto-replaces"), [howto.replaces])
    if howto.compose:
        entries = [element("dd", _compose(view, one)) for one in howto.compose]
        yield element("div", element("dt", view.label("howto-compose")), entries)


def _fact(name: str, says: Iterable[Inline]) -> Markup:
    return element("div", element("dt", name), [element("dd", render_inline(one)) for one in says])


def _compose(view: View, entry: ComposeKey) -> list[Child]:
    keys = [part for key in entry.keys for part in (", ", element("code", key))][1:]
    return [*keys, ": ", render_inline(entry.say), *_places(view, [(line, line) for line in entry.lines])]


def _places(view: View, lines: Iterable[tuple[int, int]]) -> Iterator[Child]:
    """Link to lines; a row of which nothing is shown has no link."""
    anchors = view.anchors
    for line, last in lines:
        name = view.texts.line_range(line, last)
        link = view.link(anchors[line], name, class_="bd-from") if line in anchors else name
        yield from (" ", link)


def render_praises(view: View) -> Markup | None:
    """Render what is done well on the lines that are shown, folded."""
    ranges = view.options.ranges
    praises = [one for one in view.breakdown.opening.praises if _is_shown(one, ranges)]
    if not praises or view.options.is_brief or not view.options.has_advice:
        return None
    items = [element("li", _praise(view, one)) for one in praises]
    summary = element("summary", view.label("praises", n=len(praises)))
    return element(
        "details", summary, element("ul", items), class_="bd-more bd-good", data_search_exclude=True
    )


def _is_shown(praise: Praise, ranges: tuple[tuple[int, int], ...] | None) -> bool:
    return ranges is None or any(
        first <= end and start <= last for start, end in praise.lines for first, last in ranges
    )


def _praise(view: View, praise: Praise) -> list[Child]:
    rule = element("a", praise.title, href=praise.url)
    says = [" ", render_inline(praise.good), " ", render_inline(praise.why)]
    return [rule, *says, *_places(view, praise.lines)]
