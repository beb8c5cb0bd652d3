"""What is to be mended and what is done well: a line for each, and behind it what there is to know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dockerlayers.elements import Child, Markup, element, join
from dockerlayers.explain.annotations import Advice, AdviceKind, Annotation
from dockerlayers.explain.opening.told import Praise
from dockerlayers.render.labels import render_inline
from dockerlayers.render.view import View

LABELS = {
    AdviceKind.CHECK: "check-flag",
    AdviceKind.PRACTICE: "practice-flag",
    AdviceKind.TRADE: "trade",
}
_PREFIX = "fix-"


@dataclass(frozen=True, kw_only=True)
class ListedFinding:
    """The same advice on several rows: `head` is told in full, `places` are the rows with what is theirs."""

    head: Advice
    places: tuple[tuple[Annotation, Advice], ...]


def list_findings(view: View) -> tuple[ListedFinding, ...]:
    """List what is to be mended on the rows that are shown, each advice once; Docker's own come first."""
    if not view.options.has_advice or view.options.is_brief:
        return ()
    same: dict[str, list[tuple[Annotation, Advice]]] = {}
    for group in view.breakdown.groups:
        for row in group.rows:
            for advice in row.advice:
                same.setdefault(advice.rule, []).append((row, advice))
    order = list(AdviceKind)
    found = [
        ListedFinding(
            head=next((one for _, one in places if one.first is None), places[0][1]),
            places=tuple((row, one) for row, one in places if view.shows(row)),
        )
        for places in same.values()
    ]
    return tuple(sorted((one for one in found if one.places), key=lambda one: order.index(one.head.kind)))


def finding_anchor(advice: Advice) -> str:
    """Return the anchor of what is said of an advice."""
    return f"{_PREFIX}{advice.rule.lower()}"


def render_findings(view: View) -> Markup | None:
    """Render the list; None where there is nothing to be said."""
    entries = [*(_finding(view, one) for one in list_findings(view)), *_praises(view)]
    return element("ul", entries, class_="bd-finds", data_search_exclude=True) if entries else None


def _finding(view: View, finding: ListedFinding) -> Markup:
    head = finding.head
    lines = [(row.line, row.end_line) for row, _ in finding.places]
    summary = _summary(view, LABELS[head.kind], render_inline(head.wrong), lines)
    body = [*_reasons(view, head), *(_mend(view, *place) for place in finding.places)]
    return element(
        "li",
        element("details", summary, body, class_="bd-more"),
        class_=f"bd-find bd-find--{head.kind.value}",
        id=view.id_of(finding_anchor(head)),
    )


def _summary(view: View, label: str, says: Child, lines: Sequence[tuple[int, int]]) -> Markup:
    """Say it in one line, the style writes of which kind it is before that, and the lines behind."""
    places = " · ".join(view.texts.line_range(*one) for one in lines)
    return element("summary", says, data_of=view.label(label), data_at=places)


def _reasons(view: View, advice: Advice) -> Iterator[Markup]:
    """Say why it matters, what speaks against it, what Docker says; the last leads to the rule's page."""
    texts = view.texts
    says: list[list[Child]] = [[render_inline(advice.why)]] if advice.why else []
    if advice.trade:
        says.append(
            [element("span", texts.label("trade"), class_="bd-trade"), " ", render_inline(advice.trade)]
        )
    if advice.detail:
        says.append([texts.label("docker-says"), " ", element("q", advice.detail, lang="en")])
    *first, last = says or [[]]
    rule = element("a", advice.rule, href=view.page_of(advice))
    yield from (element("p", one) for one in first)
    yield element("p", last, " ", rule)


def _mend(view: View, row: Annotation, advice: Advice) -> Markup:
    """Link to a row, and show the lines to take out and those to put in."""
    tables = [("del", "removed", advice.removed), ("ins", "added", advice.added)]
    lines = [
        element(name, element("span", view.label(spoken), class_="bd-sr"), f"{text}\n")
        for name, spoken, texts in tables
        for text in texts
    ]
    link = view.link(row.anchor, view.texts.line_range(row.line, row.end_line), class_="bd-from")
    return join([link, element("pre", lines, class_="bd-diff") if lines else None])


def _praises(view: View) -> Iterator[Markup]:
    if view.options.is_brief or not view.options.has_advice:
        return
    for praise in view.breakdown.opening.praises:
        lines = [one for one in praise.lines if view.shows_lines(*one)]
        if lines:
            yield _praise(view, praise, lines)


def _praise(view: View, praise: Praise, lines: Sequence[tuple[int, int]]) -> Markup:
    rule = element("a", praise.title, href=praise.url)
    summary = _summary(view, "praise", render_inline(praise.good), lines)
    body = [render_inline(praise.why), " ", rule, *view.link_lines(praise.lines)]
    return element("li", element("details", summary, body, class_="bd-more"), class_="bd-find bd-find--good")
