"""A place in a block is found in the page's file."""

from __future__ import annotations

from pathlib import Path
from typing import SupportsIndex

import pytest
from markdown import Markdown

from dockerlayers.errors import DockerfileError
from dockerlayers.syntax.nodes import Span
from dockerlayers_site.extension import FENCE_SETTINGS, SUPERFENCES
from dockerlayers_site.fences.defaults import FenceDefaults
from dockerlayers_site.fences.extension import DockerfileFences
from dockerlayers_site.fences.places import Block, PlaceFinder, content_place
from dockerlayers_site.notes.extension import GitHubNotes
from dockerlayers_site.pages.page_file import PageFile
from tests.fence.pages import convert_page

_BLOCK = ("```dockerfile", "FROM alpine", "```")


def _block(lines: tuple[str, ...], start: int, *, width: int = 0) -> Block:
    return Block(tag="dockerfile", lines=lines, start=start, end=start + 3, width=width)


def _line(seen: tuple[str, ...], start: int, file: tuple[str, ...], *, skipped: int = 0) -> int | None:
    return (
        PlaceFinder(PageFile(path="x.md", text="\n".join(file), skipped=skipped))
        .find(_block(seen, start))
        .line
    )


def test_front_matter_is_counted() -> None:
    assert _line(_BLOCK, 0, ("---", "title: x", "---", "", *_BLOCK), skipped=4) == 5


def test_the_same_block_twice_is_found_in_order() -> None:
    file = ("---", "a: b", "---", *_BLOCK, "", *_BLOCK)
    seen = ("added", "added", *_BLOCK, "", *_BLOCK)
    assert [_line(seen, start, file, skipped=3) for start in (2, 6)] == [4, 8]


def test_the_nearest_is_taken_where_other_code_has_added_the_same_block() -> None:
    file = ("", "", *_BLOCK, "", "", "", *_BLOCK)
    seen = ("", "", *_BLOCK, "", "", "", *_BLOCK, *_BLOCK)
    assert _line(seen, 8, file) == 9


def test_a_block_that_is_not_in_the_file_has_no_line() -> None:
    place = PlaceFinder(PageFile(path="x.md", text="글")).find(_block(_BLOCK, 0))
    problem = place.report(DockerfileError("wrong", span=Span(1, 1, 1, 5)))
    assert (place.line, str(place), str(problem)) == (None, "x.md", "x.md: wrong")


def test_a_block_is_told_from_one_with_the_same_beginning() -> None:
    other = ("```dockerfile", "FROM alpine", "RUN true", "```")
    assert _line((*other, *_BLOCK), 4, (*other, *_BLOCK)) == 5


@pytest.mark.parametrize(
    ("prefix", "width", "column"),
    [("", 0, 1), ("    ", 4, 5), ("\t", 4, 2), ("> ", 2, 3), (">\t", 2, 3), (" \t\t", 8, 4), ("> > ", 4, 5)],
)
def test_a_column_is_moved_behind_the_prefix(prefix: str, width: int, column: int) -> None:
    lines = tuple(prefix + line for line in _BLOCK)
    block = _block(lines, 0, width=width)
    header = PlaceFinder(PageFile(path="x.md", text="\n".join(lines))).find(block)
    # A tab that reaches over the prefix's end left blanks in the text that Markdown gives.
    left = len((prefix + "|").expandtabs(4)) - 1 - width
    error = DockerfileError("wrong", span=Span(1, 1 + left, 1, 5 + left))
    span = content_place(header, block).report(error).span
    assert span == Span(2, column, 2, column + 4)


def test_an_error_behind_the_last_line_has_no_text() -> None:
    header = PlaceFinder(PageFile(path="x.md", text="\n".join(_BLOCK))).find(_block(_BLOCK, 0))
    problem = content_place(header, _block(_BLOCK, 0)).report(DockerfileError("end", span=Span(9, 1, 9, 1)))
    assert problem.excerpt is None
    assert str(problem) == "x.md:10:1: end"


def test_lines_that_another_hook_adds_move_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    text = "---\ntitle: t\n---\n\n글\n\n```dockerfile\nFROM alpine\nFORM x\n```\n"
    converted = convert_page(tmp_path, text, caplog, change="덧붙인 글\n\n덧붙인 글\n\n")
    assert "docs/page.md:9:1: unknown instruction: FORM" in converted.log


def test_a_block_that_another_hook_adds_is_reported_without_a_line(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    converted = convert_page(tmp_path, "글\n", caplog, change="```dockerfile\nFORM x\n```\n\n")
    assert "docs/page.md: unknown instruction: FORM\n" in converted.log


def test_breakdowns_and_their_lines_can_be_linked_to(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    text = '# 제목\n\n```dockerfile title="웹"\nFROM alpine\nRUN true\n```\n'
    assert {"제목", "wep", "wep-run-true"} <= convert_page(tmp_path, text, caplog).ids


@pytest.mark.parametrize("is_equal", [True, False])
def test_each_line_of_a_page_is_looked_at_a_few_times(*, is_equal: bool) -> None:
    """However many blocks a page has: their headers are all the same, their contents may be."""
    looked_at = 0

    class Text(str):
        __slots__ = ()

        def expandtabs(self, tabsize: SupportsIndex = 8) -> str:
            nonlocal looked_at
            looked_at += 1
            return str(self).expandtabs(tabsize)

        def split(self, sep: str | None = None, maxsplit: SupportsIndex = -1) -> list[str]:
            return [Text(part) for part in str(self).split(sep, maxsplit)]

    number = 500
    blocks = [("```dockerfile", f"FROM alpine:{0 if is_equal else n}", "```") for n in range(number)]
    lines = tuple(Text(line) for block in blocks for line in block)
    finder = PlaceFinder(PageFile(path="x.md", text=Text("\n".join(("title", *lines))), skipped=1))
    places = [finder.find(_block(lines, 3 * n)).line for n in range(number)]
    assert places == [3 * n + 2 for n in range(number)]
    assert looked_at <= 3 * (len(lines) + 1)


def test_an_empty_fence_in_an_html_block_does_not_move_what_follows_on_a_rewritten_page() -> None:
    """Superfences would give it a line, so that all that follows stood one lower."""
    empty, wrong = ("```dockerfile file=x", "```", ""), ("- ```dockerfile", "  FORM alpine", "  ```", "")
    lines = ("<div markdown>", "", *empty, *empty, "</div>", "", *wrong, "```dockerfile", "FORM b", "```")
    fences, notes = DockerfileFences(root=Path(), defaults=FenceDefaults()), GitHubNotes()
    fences.page = notes.page = PageFile(path="x.md", text="\n".join(lines))
    settings = {SUPERFENCES: FENCE_SETTINGS}
    Markdown(extensions=["md_in_html", SUPERFENCES, notes, fences], extension_configs=settings).convert(
        "\n".join(lines)
    )
    assert [str(problem).partition("\n")[0] for problem in fences.problems] == [
        "x.md:3:20: x does not exist",
        "x.md:6:20: x does not exist",
        "x.md:12:3: unknown instruction: FORM",
        "x.md:16:1: unknown instruction: FORM",
    ]
