"""The files of records: what is written is read again, and what is wrong is refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from dockerlayers.typography.page import set_type
from dockerlayers_site.links.addresses import Address, parse_address
from dockerlayers_site.links.command import main
from dockerlayers_site.links.decisions import add_decisions, load_decisions, parse_decisions
from dockerlayers_site.links.errors import LinksError
from dockerlayers_site.links.ledger import Ledger, PageRecord, Section, format_ledger, parse_ledger
from dockerlayers_site.links.page import read_page

LEDGER = Ledger(
    pages={
        "": PageRecord(title="처음", others=("web", "web-from-alpine")),
        "guide/": PageRecord(
            title='"안내"',
            sections=(Section(id="a", text="가", level=3, path=("나",), aliases=("가", "가_1")),),
            past=(Section(id="old", text="옛", level=2),),
        ),
    }
)


def test_a_ledger_is_read_as_it_was_written() -> None:
    again = parse_ledger(format_ledger(LEDGER))
    assert again.pages == LEDGER.pages
    assert again.lines[Address("guide/", "가_1")] == 5
    assert list(again) == list(LEDGER)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "published.jsonl:1: this line is no address"),
        ('{"page": "a/", "title": "A"}\n[]', "published.jsonl:2"),
        ('{"page": "a/", "id": "x"}', "no line has the title of the page 'a/'"),
        ('{"page": "a/", "id": "x", "text": "X", "level": "2"}', "published.jsonl:1"),
    ],
)
def test_a_wrong_ledger_is_refused(text: str, message: str) -> None:
    with pytest.raises(LinksError, match=message):
        parse_ledger(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[moved]]\n", "has the keys from, to"),
        ('[moved]\nfrom = "a/"\nto = "b/"\n', "two pairs of brackets"),
        ('[[gone]]\naddress = "a/"\nreason = " "\n', "empty value"),
        ('[[lost]]\naddress = "a/"\n', "found lost"),
        (
            '[[moved]]\nfrom = "a/"\nto = "b/"\n[[gone]]\naddress = "/a/"\nreason = "x"\n',
            "a/ is decided on twice",
        ),
        ("[[", "decisions.toml"),
    ],
)
def test_wrong_decisions_are_refused(text: str, message: str) -> None:
    with pytest.raises(LinksError, match=message):
        parse_decisions(text)


def test_decisions_are_added_below_what_stands_there(tmp_path: Path) -> None:
    add_decisions(tmp_path, [("moved", {"from": "a/", "to": "b/#'\"\\"})])
    add_decisions(tmp_path, [("gone", {"address": "c/", "reason": "«까닭»"})])
    decisions = load_decisions(tmp_path)
    assert decisions.moved == {Address("a/"): Address("b/", "'\"\\")}
    assert decisions.gone[Address("c/")].reason == "«까닭»"
    with pytest.raises(LinksError):
        add_decisions(tmp_path, [("gone", {"address": "a/", "reason": "x"})])
    assert load_decisions(tmp_path) == decisions


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("guide/#a", Address("guide/", "a")),
        ("/guide/#%EA%B0%80", Address("guide/", "가")),
        ("./", Address("")),
        ("#a", Address("", "a")),
        ("guide/index.html", Address("guide/")),
    ],
)
def test_an_address_is_read_as_people_write_it(text: str, address: Address) -> None:
    assert parse_address(text) == address
    assert parse_address(str(address)) == address


@pytest.mark.parametrize(
    ("words", "decisions", "said"),
    [
        (("record",), "", "site 폴더에 글이 없습니다. 먼저 사이트를 빌드해 주세요."),
        (("check",), "", "site 폴더에 글이 없습니다. 먼저 사이트를 빌드해 주세요."),
        (("move", "never/", "new/"), "", "never/ 주소는 공개한 적이 없습니다."),
        (("farewell", "never/", "--reason", "x"), "", "never/ 주소는 공개한 적이 없습니다."),
        (("check",), "moved = ", "decisions.toml: TOML로 읽을 수 없습니다: Invalid value"),
        (("check",), "moved = 1", "decisions.toml: 대괄호를 두 겹으로 적어 주세요: [[moved]]"),
    ],
)
def test_a_command_that_cannot_be_carried_out_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], decisions: str, said: str
) -> None:
    (tmp_path / ".links").mkdir()
    (tmp_path / ".links/decisions.toml").write_text(decisions, encoding="utf-8")
    assert main(["--docs", str(tmp_path), "--site", str(tmp_path / "site"), *words]) == 2
    assert said in capsys.readouterr().err


def test_what_is_set_into_a_built_page_is_not_recorded() -> None:
    """What the ledger has of a section is its text, whether the page or the built site is read."""
    html = (
        "<article><h2 id=x>도커(Docker)는 <code>FROM</code>을<a class=headerlink href=#x>¶</a></h2></article>"
    )
    assert set_type(html) != html
    assert read_page(set_type(html)) == read_page(html)
