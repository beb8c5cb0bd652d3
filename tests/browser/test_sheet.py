"""The sheet of commands: all of it on one printed page, and each command on it was run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dockerlayers_site.consoles.pages import read_page
from tests.browser.test_print import sheets
from tests.support.site import DOCS, ROOT
from tests.support.visits import Visits

PAGE = "docs/cheat-sheet.md"
# What a reader puts in its place, or any word.
_OF_READER = ("이름", "이미지", "명령", "볼륨", "계정", "파일", "경로")


def _told() -> Iterator[str]:
    """Yield the commands of the tables; of «old and new», those that are used today."""
    rows = (DOCS / "cheat-sheet.md").read_text(encoding="utf-8").partition("{#session}")[0]
    for row in re.findall(r"^\| .* \| (.*) \|$", rows, re.MULTILINE):
        yield from (one for one in re.findall("`([^`]+)`", row) if one.startswith("docker "))


def _is_run(told: str, ran: str) -> bool:
    """Say whether the words of a command are in another, in their order."""
    words = iter(ran.split())
    return all(any(_is_word(one, word) for word in words) for one in told.split())


def _is_word(told: str, word: str) -> bool:
    pattern = re.escape(told)
    for name in _OF_READER:
        pattern = pattern.replace(name, r"[^\s]+")
    return bool(re.fullmatch(pattern, word))


def test_each_command_was_run() -> None:
    ran = [turn.command for one in read_page(ROOT, PAGE).consoles for turn in one.turns]
    told = list(_told())
    assert len(told) > 40
    assert [one for one in told if not any(_is_run(one, command) for command in ran)] == []


def test_another_command_is_missed() -> None:
    assert _is_run("docker rm -f 이름", "docker rm -f site")
    assert not _is_run("docker rm -f 이름", "docker rm site")
    assert not _is_run("docker start 이름", "docker restart site")


def test_it_is_one_sheet(visits: Visits) -> None:
    page = visits.open("cheat-sheet/")
    assert sheets(page) == 1
    page.emulate_media(media="print")
    assert page.locator("article table:visible").count() == 7
    assert page.locator("#session:visible").count() == 0
