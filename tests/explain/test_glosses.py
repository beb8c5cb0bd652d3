"""What is said of the words of a command: stories in tests/golden/gloss."""

from __future__ import annotations

import pytest

from dockerlayers.analysis import analyze
from dockerlayers.explain.annotations import Annotation, Breakdown, Gloss
from dockerlayers.explain.breakdown import explain
from dockerlayers.model.types import Effect
from dockerlayers.texts import DEFAULT
from dockerlayers.texts.inline import plain
from dockerlayers.texts.texts import Texts
from tests.explain.asked import AskedEntries
from tests.golden import GoldenCase, check_golden, golden_cases


def outline(breakdown: Breakdown) -> str:
    """Write down the glosses of each row below its sentence, with the words as they stand in the file."""
    rows = [row for group in breakdown.groups for row in group.rows]
    return "".join(_outline_row(row, breakdown.lines) for row in rows if row.effect is not Effect.BASE)


def _outline_row(row: Annotation, lines: tuple[str, ...]) -> str:
    glosses = "".join(f"{_outline_gloss(gloss, lines)}\n" for gloss in row.glosses)
    return f"{row.line}: {plain(row.say)}\n{glosses}"


def _outline_gloss(gloss: Gloss, lines: tuple[str, ...]) -> str:
    indent = "    " if gloss.is_part else "  "
    places = [lines[line - 1][column - 1 : end_column - 1] for line, column, end_column in gloss.places]
    words = " … ".join(places)
    shown = gloss.code if words == gloss.code else f"{gloss.code} «{words}»"
    return f"{indent}{shown}: {plain(gloss.say)}"


@pytest.mark.parametrize("case", golden_cases("gloss"), ids=str)
def test_golden(case: GoldenCase, request: pytest.FixtureRequest) -> None:
    analysis = analyze(case.fields["dockerfile"], images=case.fields.get("images") or {})
    check_golden(case, {"says": outline(explain(analysis))}, request)


def test_every_text_on_the_shell_is_asked_for_by_a_golden() -> None:
    texts = Texts(DEFAULT)
    entries = texts.shell = AskedEntries(texts.shell)
    for case in golden_cases("gloss"):
        explain(analyze(case.fields["dockerfile"], images=case.fields.get("images") or {}), texts)
    assert entries.asked == set(entries)
