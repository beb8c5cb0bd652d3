"""Publish, change, publish again: what was published leads somewhere, or the build says what is lost."""

from __future__ import annotations

import subprocess

import pytest

from tests.links.history import History

GUIDE = """\
# 안내 {#guide}

## 도커 설치하기

내용입니다.

## 이미지 만들기

내용입니다.
"""


def test_a_heading_gets_an_ascii_id_and_keeps_the_others(history: History) -> None:
    html = history.begin(index="# 처음\n", guide=GUIDE).html("guide")
    assert '<h2 id="docker-seolchihagi">' in html
    assert '<span class="link-alias" id="도커-설치하기"></span>' in html
    assert '<h2 id="image-mandeulgi">' in html


def test_an_authors_id_wins_and_the_proposed_one_stays(history: History) -> None:
    history.begin(index="# 처음\n", guide=GUIDE)
    history.write(guide=GUIDE.replace("설치하기", "설치하기 {#install}"))
    history.publish()
    html = history.html("guide")
    assert '<h2 id="install">' in html
    assert 'id="docker-seolchihagi"></span>' in html


def test_a_renamed_heading_keeps_its_id_and_its_old_aliases(history: History) -> None:
    history.begin(index="# 처음\n", guide=GUIDE)
    history.write(guide=GUIDE.replace("이미지 만들기", "이미지 빌드하고 만들기"))
    history.publish()
    html = history.html("guide")
    assert '<h2 id="image-mandeulgi">' in html
    assert 'id="이미지-만들기"></span>' in html
    assert 'id="이미지-빌드하고-만들기"></span>' in html


def test_a_paragraph_with_the_same_heading_above_moves_no_id(history: History) -> None:
    text = "# 안내\n\n## 리눅스\n\n### 준비\n\n## 맥\n\n### 준비\n"
    history.begin(index=text)
    assert (
        '<h3 id="junbi-2"><span class="note-anchor" id="준비-1"></span><span class="link-alias" id="준비_1">'
        in (history.html())
    )
    history.write(index=text.replace("## 리눅스", "## 윈도우\n\n### 준비\n\n## 리눅스"))
    history.publish()
    html = history.html()
    linux, mac = html.index('id="linux"'), html.index('id="maek"')
    assert linux < html.index('<h3 id="junbi"') < mac < html.index('<h3 id="junbi-2"')
    assert html.index('id="준비_1"') > mac
    assert html.index('<h3 id="junbi-3"') < linux


def test_a_heading_renamed_beyond_recognition_fails_and_says_what_to_do(history: History) -> None:
    history.begin(index="# 처음\n", guide=GUIDE)
    history.write(guide=GUIDE.replace("도커 설치하기", "준비물"))
    built = history.build()
    assert built.status != 0
    assert (
        "docs/guide.md:3:1: the published address guide/#docker-seolchihagi («도커 설치하기») leads nowhere"
        in built.output
    )
    command = "python -m dockerlayers_site links move"
    assert f"{command} 'guide/#docker-seolchihagi' 'guide/#junbimul'" in built.output
    assert history.command("record") == 1
    assert history.command("move", "guide/#docker-seolchihagi", "guide/#junbimul") == 0
    history.publish()
    html = history.html("guide")
    assert '<h2 id="junbimul"><span id="docker-seolchihagi" class="link-alias" data-link-kept></span>' in html
    assert '<span id="도커-설치하기" class="link-alias" data-link-kept></span>' in html


def test_a_section_that_comes_back_has_its_id_again(history: History) -> None:
    history.begin(index="# 처음\n", guide=GUIDE)
    history.write(guide=GUIDE.partition("## 이미지")[0])
    history.build()
    assert history.command("farewell", "guide/#image-mandeulgi", "--reason", "낡았습니다.") == 0
    history.publish()
    (history.docs / ".links/decisions.toml").unlink()
    history.write(guide=GUIDE)
    history.publish()
    assert '<h2 id="image-mandeulgi">' in history.html("guide")


def test_a_moved_page_fails_then_redirects(history: History) -> None:
    history.begin(index="# 처음\n", guide=GUIDE)
    history.delete("guide")
    history.write(setup=GUIDE)
    built = history.build()
    assert built.status != 0
    assert (
        "docs/.links/published.jsonl:3:1: the published address guide/ («안내») leads nowhere (and 6 more"
        in built.output
    )
    assert "python -m dockerlayers_site links move guide/ setup/" in built.output
    assert len(built.warnings) == 1
    assert history.command("move", "guide/", "setup/") == 0
    history.publish()
    page = history.html("guide")
    assert '<meta http-equiv="refresh" content="0; url=../setup/">' in page
    assert f'<link rel="canonical" href="{history.site_url}setup/">' in page


def test_a_moved_page_takes_the_ids_of_renamed_sections_along(history: History) -> None:
    history.begin(index="# 처음\n", guide=GUIDE)
    history.write(guide=GUIDE.replace("이미지 만들기", "이미지 빌드하고 만들기"))
    history.publish()
    history.delete("guide")
    history.write(setup=GUIDE.replace("이미지 만들기", "이미지 빌드하고 만들기"))
    history.build()
    assert history.command("move", "guide/", "setup/") == 0
    history.publish()
    assert '<h2 id="image-mandeulgi">' in history.html("setup")


def test_a_split_page_leads_each_place_to_its_own_page(history: History) -> None:
    history.begin(index="# 처음\n", guide=GUIDE)
    head, install, build = GUIDE.partition("## 도커")[0], "## 도커 설치하기\n", "## 이미지 만들기\n"
    history.delete("guide")
    history.write(install=head + install, build=f"# 만들기\n\n{build}")
    assert history.build().status != 0
    assert history.command("move", "guide/", "install/", "build/") == 0
    history.publish()
    page = history.html("guide")
    assert '"image-mandeulgi": "../build/#image-mandeulgi"' in page
    assert (
        '<li id="image-mandeulgi"><span id="이미지-만들기"></span><a href="../build/#image-mandeulgi">'
        in page
    )
    assert "http-equiv" not in page


def test_a_section_that_moved_leaves_words_and_a_link(history: History) -> None:
    history.begin(index="# 처음\n", guide=GUIDE)
    history.write(guide=GUIDE.partition("## 이미지")[0], build="# 만들기\n\n## 이미지 만들기\n")
    history.build()
    assert history.command("move", "guide/#image-mandeulgi", "build/#image-mandeulgi") == 0
    history.publish()
    html = history.html("guide")
    assert '<li id="image-mandeulgi" data-link-kept>' in html
    assert '"image-mandeulgi": "../build/#image-mandeulgi"' in html


@pytest.mark.parametrize("instead", [True, False])
def test_a_deleted_page_leaves_a_farewell(history: History, instead: bool) -> None:
    history.begin(index="# 처음\n", guide=GUIDE)
    history.delete("guide")
    assert history.build().status != 0
    more = ("--instead", "./") if instead else ()
    assert history.command("farewell", "guide/", "--reason", "오래된 글입니다.", *more) == 0
    history.publish()
    html = history.html("guide")
    assert "오래된 글입니다." in html
    assert "noindex" in html
    assert ("대신 볼 글: <a" in html) is instead
    assert "guide/" not in (history.site / "sitemap.xml").read_text(encoding="utf-8")


FENCE = '```dockerfile {title="예제" #web}\nFROM alpine:3.22\nRUN apk add git\n```\n'


def test_a_deleted_example_takes_its_lines_along(history: History) -> None:
    history.begin(index=f"# 처음\n\n{FENCE}")
    history.write(index="# 처음\n")
    built = history.build()
    assert built.status != 0
    assert len(built.warnings) == 1
    assert "the published address ./#web leads nowhere (and" in built.output
    assert history.command("farewell", "./#web", "--reason", "다른 예제로 바꾸었습니다.") == 0
    history.publish()
    html = history.html()
    assert '<li id="web" data-link-kept>' in html
    assert "다른 예제로 바꾸었습니다." in html


def test_a_renamed_example_takes_its_lines_along(history: History) -> None:
    fence = FENCE.replace(" #web", "")
    history.begin(index=f"# 처음\n\n{fence}")
    history.write(index=f"# 처음\n\n{fence.replace('예제', '다른 이름')}")
    built = history.build()
    assert "python -m dockerlayers_site links move './#yeje' './#dareun-ireum'" in built.output
    assert history.command("move", "./#yeje", "./#dareun-ireum") == 0
    history.publish()
    assert '<span id="yeje-run-apk-add-git" class="link-alias" data-link-kept></span>' in history.html()


def test_an_example_without_a_name_is_moved_by_no_other(history: History) -> None:
    fence = FENCE.replace(' {title="예제" #web}', "")
    text = f"# 처음\n\n## 하나\n\n## 둘\n\n{fence}"
    history.begin(index=text)
    history.write(index=text.replace("## 둘", f"{fence}\n## 둘"))
    history.publish()
    assert '"id": "dul-dockerfile-run-apk-add-git"' in history.ledger


def test_what_is_not_recorded_is_refused(history: History, capsys: pytest.CaptureFixture[str]) -> None:
    history.begin(index="# 처음\n")
    history.write(index="# 처음\n\n## 새 절\n")
    assert history.build().status == 0
    assert history.command("check") == 1
    assert "아직 기록하지 않은 주소입니다: ./#sae-jeol" in capsys.readouterr().err
    history.publish()


def test_a_line_taken_out_of_the_ledger_is_missed(
    history: History, capsys: pytest.CaptureFixture[str]
) -> None:
    history.begin(index="# 처음\n", guide=GUIDE)
    commit(history)
    ledger = history.docs / ".links/published.jsonl"
    kept = [line for line in history.ledger.splitlines() if '"guide/"' not in line]
    ledger.write_text("\n".join(kept) + "\n", encoding="utf-8")
    history.delete("guide")
    commit(history)
    assert history.build().status == 0
    assert history.command("check") == 1
    assert (
        "목록에서 빠진 주소입니다. 그 줄을 되돌려 주세요: guide/#image-mandeulgi" in capsys.readouterr().err
    )


def commit(history: History) -> None:
    """Commit the records, in a repository of their own."""
    author = ("-c", "user.name=x", "-c", "user.email=x@example.invalid")
    for words in (("init", "--quiet"), ("add", "docs"), (*author, "commit", "--quiet", "-m", "x")):
        subprocess.run(("git", *words), cwd=history.folder, check=True)


def test_a_build_twice_changes_nothing(history: History) -> None:
    history.begin(index="# 처음\n", guide=GUIDE)
    before = history.ledger
    history.publish()
    assert history.ledger == before
