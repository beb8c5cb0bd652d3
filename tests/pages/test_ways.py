"""Ways through the handbook: what to know before a page, what comes next, and how far each is from home."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.site import DOCS, sources

# Those of the site itself: they tell authors and teams how to use it.
_NO_CHAPTER = {"command.md", "index.md", "parts.md", "team.md", "write.md"}
_CHAPTERS = [path for path in sources() if path.as_posix() not in _NO_CHAPTER and path.parts[0] != "write"]
_FENCE = re.compile(r"^(?P<marks>`{3,}).*?^(?P=marks)`*$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\(<?([^)#:>]+\.md)")
_MOST_STEPS = 3
# A page about a message opens with what it means instead.
_TAUGHT = {"start", "images", "dockerfile", "build", "run", "compose"}


def _read(path: Path) -> str:
    return _FENCE.sub("", DOCS.joinpath(path).read_text(encoding="utf-8"))


def _linked(text: str, path: Path) -> Iterator[Path]:
    for link in _LINK.findall(text):
        yield Path(posixpath.normpath(path.parent.joinpath(link).as_posix()))


@pytest.mark.parametrize("path", _CHAPTERS, ids=str)
def test_a_chapter_says_what_comes_before_and_next(path: Path) -> None:
    """Write `먼저 알아 둘 것: [글](…).` below the first sentences, and end with `다음에 읽을 글`."""
    text = _read(path)
    before = re.findall(r"^먼저 알아 둘 것(?:: .+\.|은 없습니다\.)$", text, re.MULTILINE)
    assert len(before) == 1
    assert list(_linked(before[0], path)) or before[0].endswith("없습니다.")
    following = text.partition("\n## 다음에 읽을 글 {#next}\n")[2]
    assert [*_linked(following, path)]
    assert path not in _linked(before[0] + following, path)


@pytest.mark.parametrize("path", [path for path in _CHAPTERS if path.parent.name in _TAUGHT], ids=str)
def test_a_taught_chapter_says_what_one_can_do_and_lets_one_check_it(path: Path) -> None:
    """Open with `이 글을 읽고 나면`, put myths right, and ask something at the end."""
    text = _read(path)
    assert '\n!!! abstract "이 글을 읽고 나면"\n' in text.partition("\n## ")[0]
    assert "{#myths}\n" in text
    assert "\n??? question " in text.partition("\n## 스스로 확인하기 {#check}\n")[2]


@pytest.mark.parametrize("path", [path for path in _CHAPTERS if path.parent.name == "dockerfile"], ids=str)
def test_an_instruction_has_an_exercise_and_says_what_breaks_its_cache(path: Path) -> None:
    text = DOCS.joinpath(path).read_text(encoding="utf-8")
    assert "\n```dockerfile exercise=" in text
    assert path.name == "syntax.md" or "\n## 캐시를 깨는 것 {#cache}\n" in text


def test_nothing_comes_before_itself() -> None:
    """What is to be known before a page can be read first: no page waits for one that waits for it."""
    before = {path: {*_linked(_before_of(path), path)} for path in _CHAPTERS}
    while ready := {path for path, needed in before.items() if not needed & before.keys()}:
        before = {path: needed for path, needed in before.items() if path not in ready}
    assert before == {}


def _before_of(path: Path) -> str:
    return next((line for line in _read(path).splitlines() if line.startswith("먼저 알아 둘 것")), "")


def test_no_page_is_far_from_home() -> None:
    links = {path: {*_linked(_read(path), path)} for path in sources()}
    near = {Path("index.md")}
    for _ in range(_MOST_STEPS):
        near |= {target for path in near for target in links.get(path, ())}
    assert [str(path) for path in links if path not in near] == []
