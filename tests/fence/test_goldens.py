"""Whole pages: Markdown in, what a reader sees and what an author is told out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fence.outline import outline
from tests.fence.pages import convert_page
from tests.golden import GoldenCase, check_golden, golden_cases


@pytest.mark.parametrize("case", golden_cases("fence"), ids=str)
def test_golden(
    case: GoldenCase, tmp_path: Path, caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest
) -> None:
    for name, text in case.fields.get("files", {}).items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("⇥", "\t"), encoding="utf-8")
    converted = convert_page(tmp_path, case.fields["markdown"].replace("⇥", "\t"), caplog)
    assert bool(converted.log) == case.name.endswith("-nope")
    actual = {"html": outline(converted.html), "log": converted.log}
    # YAML cannot hold a tab in a readable form.
    check_golden(case, {name: text.replace("\t", "⇥") for name, text in actual.items()}, request)
