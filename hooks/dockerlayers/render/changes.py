"""What is rebuilt when something changes that comes from outside: a file that is copied, a base image."""

from __future__ import annotations

from collections.abc import Iterator

from dockerlayers.elements import Markup, element, join
from dockerlayers.explain.annotations import BaseQuestion, Consequence, FileQuestion
from dockerlayers.render.labels import render_inline
from dockerlayers.render.view import View


def render_changes(view: View) -> Markup | None:
    """Render the answers, all of them; the script offers each to be chosen, and shows it on the rows."""
    if view.options.is_brief:
        return None
    breakdown = view.breakdown
    entries = [
        *(part for one in breakdown.files for part in _file(view, one)),
        *(part for one in breakdown.bases for part in _base(view, one)),
    ]
    if not entries:
        return None
    heading = element("p", view.label("changes"), class_="bd-h")
    return join([heading, element("dl", entries, class_="bd-list bd-changes")])


def _file(view: View, question: FileQuestion) -> Iterator[Markup]:
    if question.path:
        shown: str = element("code", question.path)
        asked = view.label("asked-file", what=question.path)
    else:
        is_other = len(view.breakdown.files) > 1
        shown = view.label("other-files" if is_other else "any-file")
        asked = view.label("asked-other-files" if is_other else "asked-any-file")
    yield from _entry(view, "file", shown, asked, question.change)


def _base(view: View, question: BaseQuestion) -> Iterator[Markup]:
    name = question.reference
    yield from _entry(
        view, "base", element("code", name), view.label("asked-base", what=name), question.change
    )


def _entry(view: View, kind: str, name: str, asked: str, change: Consequence) -> Iterator[Markup]:
    yield element("dt", name, data_kind=kind, data_asked=asked, **view.changes(change))
    yield element("dd", render_inline(change.say))
