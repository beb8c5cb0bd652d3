"""What unfolds beneath a line: what to mend, and what there is to know of it."""

from __future__ import annotations

from dockerlayers.elements import Child, Markup, element
from dockerlayers.explain.annotations import Advice, AdviceKind, Annotation, Gloss
from dockerlayers.render.labels import render_inline
from dockerlayers.render.sentences import describe_same
from dockerlayers.render.view import View
from dockerlayers.texts.inline import Inline
from dockerlayers.texts.texts import Texts

_FLAGS = {
    AdviceKind.CHECK: "check-flag",
    AdviceKind.PRACTICE: "practice-flag",
    AdviceKind.TRADE: "trade",
}


def render_flags(view: View, row: Annotation) -> list[Child]:
    """Render the flags of a row on which something is to be mended: one for each who says so."""
    kinds = {one.kind for one in row.advice} if view.options.has_advice else set()
    flags = [
        element("span", view.label(_FLAGS[kind]), class_="bd-flag") for kind in AdviceKind if kind in kinds
    ]
    return [part for flag in flags for part in (" ", flag)]


def render_details(view: View, row: Annotation) -> Markup | None:
    """Render all that is told of a row beyond its sentence; None where that is nothing."""
    advice = row.advice if view.options.has_advice else ()
    facts = [fact for fact in _facts(view.texts, row) if fact]
    if view.options.is_brief or not (advice or facts):
        return None
    spoken = element("span", view.label("details-of", line=row.line), class_="bd-sr")
    summary = element("summary", spoken, title=view.label("details"))
    body = [
        *(_mend(view.texts, one) for one in advice),
        element("dl", facts, class_="bd-facts") if facts else None,
    ]
    folded = element("div", body, class_="bd-body")
    return element("details", summary, folded, class_="bd-more", data_search_exclude=True)


def _facts(texts: Texts, row: Annotation) -> list[Markup | None]:
    return [
        _fact(texts, "pieces", _pieces(row.glosses)),
        _fact(texts, "leaves", _text(row.leaves)),
        _fact(texts, "cache", _text(row.cache)),
        _fact(texts, "change", _text(row.change.say), "bd-if") if row.change else None,
        *(_fact(texts, "term", _text(term)) for term in row.terms),
    ]


def _fact(texts: Texts, name: str, content: Markup | None, class_: str | None = None) -> Markup | None:
    if content is None:
        return None
    return element("div", element("dt", texts.label(name)), element("dd", content, class_=class_))


def _text(inline: Inline) -> Markup | None:
    return render_inline(inline) if inline else None


def _pieces(glosses: tuple[Gloss, ...]) -> Markup | None:
    """List the words of a command; the number of each is that of its stretches in the code."""
    pieces = [
        element(
            "div",
            element("dt", element("code", gloss.code)),
            " ",
            element("dd", render_inline(gloss.say)),
            class_="bd-part" if gloss.is_part else None,
            data_w=number,
        )
        for number, gloss in enumerate(glosses, 1)
    ]
    return element("dl", pieces, class_="bd-pieces") if pieces else None


def _mend(texts: Texts, advice: Advice) -> Markup:
    rule = element("a", advice.rule, href=advice.url)
    says = [element("p", render_inline(one)) for one in (advice.wrong, advice.why) if one]
    trade = None
    if advice.trade:
        trade = element(
            "p", element("span", texts.label("trade"), class_="bd-trade"), " ", render_inline(advice.trade)
        )
    detail = None
    if advice.detail:
        message = element("q", advice.detail, lang="en")
        detail = element("p", texts.label("docker-says"), " ", message, class_="bd-note")
    heading = element("p", f"{texts.label(_FLAGS[advice.kind])} · ", rule, class_="bd-sub")
    same = describe_same(texts, advice)
    note = element("p", same, class_="bd-note") if same else None
    return element("div", heading, says, trade, detail, _diff(texts, advice), note, class_="bd-mend")


def _diff(texts: Texts, advice: Advice) -> Markup | None:
    """Show the lines to take out and those to put in."""
    tables = [("del", "removed", advice.removed), ("ins", "added", advice.added)]
    lines = [
        element(name, element("span", texts.label(spoken), class_="bd-sr"), f"{text}\n")
        for name, spoken, lines in tables
        for text in lines
    ]
    return element("pre", lines, class_="bd-diff") if lines else None
