"""Histories of pages with other names than ASCII: what was published stays, what cannot be is told."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from tests.links.history import History

ASIDE = '```dockerfile {title="예제" #web}\nFROM alpine:3.22\n```\n'


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _ledger(history: History, *entries: dict[str, object]) -> None:
    path = history.docs / ".links/published.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries)
    path.write_text("".join(lines), encoding="utf-8")


def _lines(history: History, page: str) -> list[dict[str, object]]:
    return [one for one in map(json.loads, history.ledger.splitlines()) if one["page"] == page]


def test_an_address_is_recorded_with_the_name_that_leads_there(history: History) -> None:
    history.begin(index="# 처음\n\n[시작](<01 도커 시작.md>)\n", **{"01 도커 시작": "# 시작\n"})
    assert _lines(history, "01-docker-sijak/")[0] == {
        "page": "01-docker-sijak/",
        "title": "시작",
        "aliases": ["01 도커 시작/"],
    }
    assert 'href="01-docker-sijak/"' in history.html()
    assert 'content="0; url=../01-docker-sijak/"' in history.html("01 도커 시작")


@pytest.mark.parametrize("form", [str, nfd])
def test_what_was_published_in_hangul_leads_on_with_its_places(history: History, form: type[str]) -> None:
    """Before there was the rule, a site had the addresses that MkDocs makes, and its own ids."""
    page = form("한글/")
    history.begin(index="# 처음\n")
    _ledger(
        history,
        {"page": "", "title": "처음"},
        {"page": page, "title": "한글"},
        {"page": page, "id": "old-title", "text": "한글", "level": 1},
        {"page": page, "id": "old", "text": "설치하기", "level": 2},
        {"page": page, "id": "web"},
    )
    history.write(한글=f"# 한글\n\n## 설치하기\n\n{ASIDE}")
    history.publish()
    assert 'id="old"' in history.html("hangeul")
    assert 'content="0; url=../hangeul/"' in history.html(page)
    ids = [one["id"] for one in _lines(history, "hangeul/")[1:] if "level" in one]
    assert ids == ["old-title", "old"]


def test_the_rule_may_change_and_no_address_does(history: History) -> None:
    history.begin(index="# 처음\n", 한글="# 한글\n")
    text = history.ledger.replace("hangeul/", "another/")
    (history.docs / ".links/published.jsonl").write_text(text, encoding="utf-8")
    history.publish()
    assert "한글" in history.html("another")
    assert not (history.site / "hangeul").exists()


def test_a_page_that_is_gone_says_so_at_both_of_its_addresses(history: History) -> None:
    history.begin(index="# 처음\n", 한글="# 한글\n")
    history.delete("한글")
    failed = history.build()
    assert next(line for line in failed.warnings if "leads nowhere" in line).count("hangeul/") == 1
    assert len(failed.warnings) == 1
    assert history.command("farewell", "hangeul/", "--reason", "쓰지 않습니다.") == 0
    history.publish()
    assert "쓰지 않습니다." in history.html("hangeul")
    assert 'content="0; url=../hangeul/"' in history.html("한글")


def test_a_file_gets_a_plain_name_and_keeps_its_address(history: History) -> None:
    history.begin(index="# 처음\n", 한글="# 한글\n")
    history.delete("한글")
    history.write(hangeul="# 한글\n")
    history.publish()
    assert 'content="0; url=../hangeul/"' in history.html("한글")


def test_a_place_that_moved_is_found_from_the_name_of_its_page(history: History) -> None:
    history.begin(index="# 처음\n", 한글="# 한글\n\n## 하나 {#one}\n")
    history.write(한글="# 한글\n", new="# 새 글\n\n## 하나 {#one}\n")
    assert history.command("move", "hangeul/#one", "new/#one") == 0
    history.publish()
    assert '"one": "../new/#one"' in history.html("한글").replace("\\u002f", "/")


@pytest.mark.parametrize("option", ["latin", "file"])
def test_files_may_keep_the_addresses_that_mkdocs_makes(history: History, option: str) -> None:
    _use_plugin(history, f"links: {{addresses: {option}}}")
    history.write(index="# 처음\n\n[글](<C%23 글.md>)\n", **{"C# 글": "# 글\n\n[위](#글) [처음](index.md)\n"})
    history.publish()
    page = {"latin": "c-geul", "file": "C# 글"}[option]
    assert "<h1" in history.html(page)
    assert (history.site / "c-geul").exists() == (option == "latin")
    history.delete("C# 글")
    history.write(index="# 처음\n\n[글](other.md)\n", other="# 다른 글\n")
    assert history.command("move", f"{page.replace('#', '%23')}/", "other/") == 0
    history.publish()
    assert 'content="0; url=../other/"' in history.html(page)
    assert 'content="0; url=../other/"' in history.html("C# 글")


def test_a_site_of_files_works_as_well(history: History) -> None:
    _use_plugin(history, more="use_directory_urls: false\n")
    history.write(
        index="# 처음\n\n[글](<폴더 #1/한글?.md>)\n".replace("#1/한글?", "%231/한글%3F"),
        **{"폴더 #1__한글?": "# 글\n\n[처음](../index.md) <a href='../index.md'>처음</a>\n"},
    )
    history.publish()
    assert "<h1" in (history.site / "poldeo-1/hangeul.html").read_text(encoding="utf-8")
    redirect = (history.site / "폴더 #1/한글?.html").read_text(encoding="utf-8")
    assert 'content="0; url=../poldeo-1/hangeul.html"' in redirect
    assert 'href="poldeo-1/hangeul.html"' in (history.site / "index.html").read_text(encoding="utf-8")


def test_the_edit_button_and_the_preview_have_addresses_that_work(history: History) -> None:
    _use_plugin(history, more="repo_url: https://host/us/it\nedit_uri: edit/main/docs/\n")
    (history.folder / "도구#1.txt").write_text("x", encoding="utf-8")
    history.write(index="# 처음\n", **{"C# 글?": "# 글\n\n[파일](../도구%231.txt)\n"})
    history.publish()
    html = history.html("c-geul")
    assert 'href="https://host/us/it/blob/HEAD/%EB%8F%84%EA%B5%AC%231.txt"' in html
    assert 'href="https://host/us/it/edit/main/docs/C%23%20%EA%B8%80%3F.md"' in html
    picture = html.partition('property="og:image" content="')[2].partition('"')[0]
    assert picture == f"{history.site_url}assets/previews/c-geul.png"
    assert (history.site / "assets/previews/c-geul.png").is_file()


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (
            ("Guide", "guide"),
            "docs/Guide.md and docs/guide.md differ in capital letters alone: on Windows and macOS",
        ),
        (
            ("한글", nfd("한글")),
            "are the same name, once in composed letters (NFC) and once in decomposed ones",
        ),
        (
            ("guide", "guide__index"),
            "docs/guide.md and docs/guide/index.md would both be shown at one address",
        ),
    ],
)
def test_names_that_collide_are_an_error_that_names_both(
    history: History, names: tuple[str, str], message: str
) -> None:
    history.begin(index="# 처음\n")
    history.write(**{name: f"# {number}\n" for number, name in enumerate(names)})
    built = history.build()
    assert built.status != 0
    assert message in built.output
    assert built.output.count("rename one of them") == 1
    assert built.output.count("ERROR") == 1


def test_a_link_whose_path_ends_too_early_is_told_as_it_has_to_be_written(history: History) -> None:
    history.begin(index="# 처음\n", **{"C# 글": "# 글\n"})
    history.write(index="# 처음\n\n[글](<C# 글.md>)\n")
    built = history.build()
    assert "the target of the link C does not exist" in built.output
    assert "did you mean C%23%20글.md?" in built.output


def test_a_picture_beside_docs_is_found_in_either_composition(history: History, tmp_path: Path) -> None:
    (tmp_path / nfd("그림 폴더")).mkdir()
    (tmp_path / nfd("그림 폴더") / "그림#1.png").write_bytes(b"x")
    history.begin(index="# 처음\n\n![그림](<../그림 폴더/그림%231.png>)\n")
    assert (history.site / "assets/notes/그림 폴더/그림#1.png").is_file()
    assert 'src="assets/notes/%EA%B7%B8%EB%A6%BC%20' in history.html()


def _use_plugin(history: History, options: str = "", *, more: str = "") -> None:
    history.docs.mkdir()
    config = (
        "site_name: 시험\nsite_url: !ENV [SITE_URL, '']\n"
        f"theme: {{name: material, font: false, features: [content.action.edit]}}\n{more}"
        f"plugins:\n  - search\n  - dockerlayers: {{{options}}}\nvalidation: {{links: {{anchors: ignore}}}}\n"
    )
    history.config.write_text(config, encoding="utf-8")


def test_a_page_in_decomposed_letters_is_read_as_one_in_composed_ones(history: History) -> None:
    _use_plugin(history)
    page = "---\ntitle: 제목\n---\n\n# 글\n\n## 설치하기\n\n[여기](#설치하기) ![x](없음.png)\n\nCafe\u0301\n"
    history.write(index="# 처음\n\n[글](글.md#설치하기)\n", 글=nfd(page))
    built = history.build()
    assert [line.partition("docs/")[2] for line in built.warnings] == [
        "글.md:9:18: 그림 없음.png 파일이 없습니다."
    ]
    html = history.html("geul")
    assert 'id="설치하기"' in html
    assert nfd("설치하기") not in html
    assert "Cafe\u0301" in html
    assert "<title>제목 - 시험</title>" in html


def test_a_suffix_in_capitals_is_that_of_a_page(history: History) -> None:
    _use_plugin(history, more="nav: [index.md, 글.MD]\nrepo_url: https://host/us/it\n")
    history.write(index="# 처음\n\n[글](글.MD) [글](글.md) <a href='글.MD'>글</a> [밖](../README.MD)\n")
    (history.docs / "글.MD").write_text("# 글\n\n[처음](index.md)\n", encoding="utf-8")
    (history.folder / "README.MD").write_text("x", encoding="utf-8")
    history.publish()
    html = history.html()
    article = html[html.index("<article") : html.index("</article>")]
    assert article.count('href="geul/"') == 3
    assert 'href="https://host/us/it/blob/HEAD/README.MD"' in article
    assert "<h1" in history.html("geul")


@pytest.mark.parametrize("feature", ["notes", "links", "search", "previews"])
def test_a_site_with_any_names_builds_without_a_feature(history: History, feature: str) -> None:
    _use_plugin(history, f"{feature}: false")
    history.write(index="# 처음\n\n[글](<C%23 글.md>)\n", **{"C# 글": "# 글\n\n[처음](index.md)\n"})
    built = history.build()
    assert (built.status, built.warnings) == (0, []), built.output


def test_a_record_that_is_wrong_is_named_from_the_project_on(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.begin(index="# 처음\n")
    (history.docs / ".links/published.jsonl").write_text("<<<<<<< HEAD\n", encoding="utf-8")
    monkeypatch.chdir(history.folder)
    assert "docs/.links/published.jsonl:1: 두 브랜치가 같은 자리를 고쳐서" in history.build().output
    assert str(history.folder) not in history.build().output.partition("docs/.links")[0][-40:]


def test_a_name_that_no_address_can_have_takes_nothing_away(history: History) -> None:
    """The pages of these would stand where other pages do."""
    _use_plugin(history)
    history.write(index="# 처음\n\n[a](index.html.md) [b](한글.html.md)\n")
    history.write(**{"index.html": "# 하나\n", "한글.html": "# 둘\n"})
    history.publish()
    assert "처음" in history.html()
    assert "하나" in history.html("index-html")
    assert 'content="0; url=../hangeul-html/"' in history.html("한글.html")
