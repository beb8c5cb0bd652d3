"""What unfolds beneath a line: its words one by one, what it leaves, what the cache looks at."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from dockerlayers.elements import Child, Markup, element
from dockerlayers.explain.annotations import Annotation, Gloss
from dockerlayers.render.findings import LABELS, finding_anchor
from dockerlayers.render.labels import render_inline, render_pieces
from dockerlayers.render.view import View
from dockerlayers.texts.inline import Inline
from dockerlayers.texts.texts import Texts


def render_flags(view: View, row: Annotation) -> list[Child]:
    """Render the flags of a row on which something is to be mended: one for each who says so."""
    if not row.advice or not view.options.has_advice:
        return []
    kinds = {one.kind: one for one in reversed(row.advice)}
    flags: list[Child] = []
    for kind, label in LABELS.items():
        if kind in kinds:
            name = view.label(label)
            flag = (
                element("span", name, class_="bd-flag")
                if view.options.is_brief
                else view.link(finding_anchor(kinds[kind]), name, class_="bd-flag")
            )
            flags += [" ", flag]
    return flags


def render_details(view: View, row: Annotation) -> Markup | None:
    """Render all that is told of a row beyond its sentence; None where that is nothing."""
    facts = [fact for fact in _facts(view.texts, row) if fact]
    if view.options.is_brief or not (facts or row.glosses):
        return None
    words = element("dl", _pieces(row.glosses), class_="bd-pieces") if row.glosses else None
    summary = _summary(view.texts, row.line)
    return element("details", summary, words, facts, class_="bd-more", data_search_exclude=True)


@lru_cache(maxsize=1024)
def _summary(texts: Texts, line: int) -> Markup:
    return element("summary", aria_label=texts.label("details-of", line=line), title=texts.label("details"))


def _facts(texts: Texts, row: Annotation) -> Iterator[Markup | None]:
    """Tell each fact in a paragraph; what it is of stands before it, written by the style."""
    yield _fact(texts, "leaves", row.leaves)
    yield _fact(texts, "cache", row.cache)
    yield _fact(texts, "change", row.change.say, "bd-fact bd-if") if row.change else None
    for term in row.terms:
        yield _fact(texts, "term", term)


@lru_cache(maxsize=1024)
def _fact(texts: Texts, name: str, say: Inline, class_: str = "bd-fact") -> Markup | None:
    return element("p", render_inline(say), class_=class_, data_of=texts.label(name)) if say else None


def _pieces(glosses: tuple[Gloss, ...]) -> Iterator[Markup]:
    """List the words of a command; the number of each is that of its stretches in the code."""
    for number, gloss in enumerate(glosses, 1):
        class_ = "bd-part" if gloss.is_part else None
        yield element("dt", render_pieces(gloss.code), class_=class_, data_w=number)
        yield _said(gloss.say)


@lru_cache(maxsize=1024)
def _said(say: Inline) -> Markup:
    return element("dd", render_inline(say))
