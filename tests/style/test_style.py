"""The style of Korean prose: what is found, with its place, what passes, and that the handbook passes."""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dockerlayers_site.glossary import load_terms
from dockerlayers_site.style.check import StyleCheck
from dockerlayers_site.style.command import main
from dockerlayers_site.style.prose import CODE, read_prose
from dockerlayers_site.style.spelling import SpellingError, load_accepted, load_dictionary
from dockerlayers_site.texts import load_site_texts
from dockerlayers_site.vendor.installed import SPELLING, read_locked
from tests.support.site import ROOT

_TEXTS = load_site_texts()


@pytest.fixture(scope="module")
def knows() -> Callable[[str], bool]:
    """Load the dictionary that `make vendor` installs: without it, nothing is known of the spelling."""
    if (sys.platform, platform.machine()) == ("darwin", "x86_64"):
        pytest.skip("no wheel has Hunspell for this machine")
    return load_dictionary(ROOT)


def _found(text: str, knows: Callable[[str], bool] | None = None) -> list[str]:
    check = StyleCheck(terms=load_terms(), texts=_TEXTS, knows=knows)
    return [f"{one.line}:{one.column}: {one.text}" for one in check.find("docs/a.md", text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("쉘을 씁니다.", ["1:1: 용어집의 말과 다릅니다: 쉘 → 셸"]),
        ("하나입니다. 둘입니다.", ["1:8: 한 줄에 문장이 둘입니다. 여기서 줄을 바꿉니다."]),
        ("- 하나입니다. `b`는 둘입니다.", ["1:10: 한 줄에 문장이 둘입니다. 여기서 줄을 바꿉니다."]),
        ("이 문장은\n이어집니다.", ["1:5: 문장이 끝나기 전에 줄이 바뀌었습니다."]),
        ("이것은 파일이다.", ["1:5: 합니다체가 아닙니다: 파일이다"]),
        ("- 이렇게 해요.", ["1:7: 합니다체가 아닙니다: 해요"]),
        ("파일을를 엽니다.", ["1:3: 같은 말이 두 번 겹쳤습니다: 을를"]),
        ("`a`은는 다릅니다.", ["1:4: 같은 말이 두 번 겹쳤습니다: 은는"]),
        ("이미지 이미지 둘입니다.", ["1:1: 같은 말이 두 번 겹쳤습니다: 이미지 이미지"]),
        ("이미지의 의 값입니다.", ["1:6: 조사가 앞말과 떨어졌습니다: 의"]),
        ("`a` 를 씁니다.", ["1:5: 조사가 앞말과 떨어졌습니다: 를"]),
        (
            "이 메세지가 됬습니다.",
            ["1:3: 흔히 틀리는 말입니다: 메세지 → 메시지", "1:8: 흔히 틀리는 말입니다: 됬 → 됐"],
        ),
        ("Docker을 씁니다.", ["1:7: Docker 뒤의 조사는 를입니다: 을"]),
        ("**`docker run`는** 다릅니다.", ["1:15: docker run 뒤의 조사는 은입니다: 는"]),
        ("URL으로 갑니다.", ["1:4: URL 뒤의 조사는 로입니다: 으로"]),
        ("`8080`를 엽니다.", ["1:7: 8080 뒤의 조사는 을입니다: 를"]),
        ("[서버](a.md)을 켭니다.", ["1:11: 버 뒤의 조사는 를입니다: 을"]),
        ("이미지(image)을 받습니다.", ["1:11: 지 뒤의 조사는 를입니다: 을"]),
        ("> 파일와 폴더입니다.", ["1:5: 일 뒤의 조사는 과입니다: 와"]),
        ("---\ndescription: 이것은 글이다.\n---\n# 글", ["2:18: 합니다체가 아닙니다: 글이다"]),
    ],
)
def test_what_is_against_a_rule_is_found(text: str, found: list[str]) -> None:
    assert _found(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "하나입니다.\n둘입니다.",
        "1. **열려 있는가.** 명령을 봅니다.",
        "- 하나\n- 둘",
        "| 하나입니다. 둘입니다. | 이다. |",
        "# 이것은 제목이다.",
        "![하나입니다. 둘입니다.](a.svg)",
        "```\n쉘을를 씁니다. 이다.\n```",
        "가을 마을을 지나 이미지(image)를 받습니다.",
        "“파일이다.”라고 합니다.",
        "`셸`과 `Docker`와 URL로 8080을 엽니다.",
        "하나 하나 봅니다.",
        "먼저 봅니다:\n\n글입니다.",
        '??? question "무엇인가. 왜인가."\n\n    글입니다.',
    ],
)
def test_what_is_right_passes(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    ("word", "is_right"),
    [
        *(
            (word, True)
            for word in ("이미지를", "레이어에서만", "빌드합니다", "빌드되는지", "정해집니다", "파일뿐입니다")
        ),
        *(
            (word, False)
            for word in (
                "데이타를",
                "할수",
                "됬습니다",
                "웬지",
                "파일는",
                "서버은",
                "레이어이",
                "볼륨가",
                "이름로",
                "이미지의의",
                "셸를",
                "도커을",
                "빌드함니다",
            )
        ),
    ],
)
def test_the_spelling_of_words(knows: Callable[[str], bool], word: str, is_right: bool) -> None:
    assert knows(word) == is_right


def test_a_misspelled_word_is_found_where_it_is(knows: Callable[[str], bool]) -> None:
    assert _found("`a`는 데이타를 씁니다.", knows) == ["1:6: 사전에 없는 말입니다: 데이타를"]
    assert _found("다른 말로 찾는다면: 데이타.", knows) == []


def test_accepted_words_stand_in_order_each_once() -> None:
    accepted = load_accepted()
    for words in (accepted["forms"], accepted["tails"], *accepted["like"].values()):
        assert words == sorted(set(words))


def test_what_is_spoken_keeps_its_columns() -> None:
    (line,) = read_prose("- **굵은** [글](a.md) `x y`는 <b>끝</b>입니다.")
    assert (line.kind, line.text, line.codes) == ("item", f"굵은 글 {CODE}는 끝입니다.", ("x y",))
    assert [line.column(line.text.index(part)) for part in ("굵", "글", CODE, "끝")] == [5, 11, 20, 30]


def test_the_command_tells_file_line_and_column(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "docs").mkdir()
    page = tmp_path / "docs/a.md"
    page.write_text("# 글\n\nDocker을 씁니다.\n", encoding="utf-8")
    assert main(["--root", str(tmp_path)]) == 1
    told = capsys.readouterr()
    assert told.out.startswith(
        "docs/a.md:3:7: Docker 뒤의 조사는 를입니다: 을\n    Docker을 씁니다.\n          ^^"
    )
    assert "dictionary-ko is not installed" in told.err
    page.write_text("# 글\n", encoding="utf-8")
    assert main(["--root", str(tmp_path)]) == 0
    assert main(["--root", str(tmp_path), str(tmp_path / "none.md")]) == 2
    with pytest.raises(SpellingError):
        load_dictionary(tmp_path)


@pytest.mark.usefixtures("knows")
def test_the_handbook_passes(capsys: pytest.CaptureFixture[str]) -> None:
    """Mend the place, or add a right word to hooks/dockerlayers_site/style/accepted.toml."""
    assert main(["--root", str(ROOT)]) == 0, capsys.readouterr().out
    assert capsys.readouterr().err == ""


def test_what_terms_mean_passes(knows: Callable[[str], bool]) -> None:
    assert _found("\n\n".join(term.meaning for term in load_terms()), knows) == []


def test_the_dictionary_is_locked() -> None:
    locked = read_locked(SPELLING)
    packages = json.loads(locked["package-lock.json"])["packages"]
    assert json.loads(locked["package.json"])["dependencies"] == {
        "dictionary-ko": packages["node_modules/dictionary-ko"]["version"]
    }
    assert packages["node_modules/dictionary-ko"]["integrity"].startswith("sha512-")
    assert b"resolved" not in locked["package-lock.json"]
