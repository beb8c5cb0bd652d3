"""Whole notes: what an author writes for GitHub in, what a reader sees and the author is told out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden import GoldenCase, check_golden, golden_cases
from tests.notes.outline import outline
from tests.notes.pages import convert_note


@pytest.mark.parametrize("case", golden_cases("notes"), ids=str)
def test_golden(
    case: GoldenCase, tmp_path: Path, caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest
) -> None:
    for name in case.fields.get("files", ()):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# 다른 글\n" if name.endswith(".md") else "", encoding="utf-8")
    text = case.fields["markdown"].replace("⇥", "\t").replace("␍", "\r").replace("␣", " ")
    converted = convert_note(tmp_path, text, caplog)
    assert bool(converted.log) == case.name.endswith("-nope")
    actual = {"html": outline(converted.html).replace("\t", "⇥"), "log": converted.log.replace("\t", "⇥")}
    check_golden(case, actual, request)
    assert (tmp_path / "docs" / "note.md").read_bytes() == text.encode()
