"""A site with a history, in Chromium: every address that it ever had brings the reader to the right place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.links.history import History
from tests.support.site import ServedSite, serve_folder
from tests.support.visits import Visits

FILL = "채우는 글입니다.\n\n" * 40
HEADER = 48
FENCE = '```dockerfile {title="예제" #web}\nFROM alpine:3.22\nRUN apk add git\n```\n'
RENAMED = FENCE.replace("#web", "#shop").replace("RUN", "ENV A=1\nRUN")


def sections(*names: str) -> str:
    return "".join(f"## {name}\n\n{FILL}" for name in names)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedSite]:
    history = History(folder=tmp_path_factory.mktemp("history"))
    history.begin(
        index=f"# 처음\n\n{FILL}{FENCE}\n{FILL}",
        old=f"# 옛 글\n\n{sections('하나', '둘')}",
        split=f"# 나눌 글\n\n{sections('앞부분', '뒷부분')}",
        swarm=f"# 스웜\n\n{sections('하나')}",
        kept=f"# 남는 글\n\n{sections('이미지 만들기', '옮길 절', '지울 절')}",
        named=f"# 이름\n\n{FILL}{FENCE}\n{FILL}",
    )
    history.delete("old", "split", "swarm")
    history.write(
        index=f"# 처음\n\n{FILL}",
        new=f"# 새 글\n\n{sections('하나', '둘')}",
        first=f"# 첫째\n\n{sections('앞부분')}",
        second=f"# 둘째\n\n{sections('뒷부분')}",
        kept=f"# 남는 글\n\n{sections('이미지 빌드하고 만들기')}",
        named=f"# 이름\n\n{FILL}{RENAMED}\n{FILL}",
    )
    assert history.build().status != 0
    for words in (
        ("move", "old/", "new/"),
        ("move", "split/", "first/", "second/"),
        ("move", "named/#web", "named/#shop"),
        ("move", "kept/#omgil-jeol", "second/#dwitbubun"),
        ("farewell", "kept/#jiul-jeol", "--reason", "낡았습니다."),
        ("farewell", "swarm/", "--reason", "이제 쓰지 않습니다.", "--instead", "new/"),
        ("farewell", "./#web", "--reason", "다른 예제가 낫습니다.", "--instead", "first/#apbubun"),
    ):
        assert history.command(*words) == 0, words
    history.publish()
    with serve_folder(history.site) as site:
        yield site


@pytest.fixture
def readers(browser: Browser, served: ServedSite) -> Iterator[Visits]:
    visits = Visits(browser=browser, site=served)
    yield visits
    problems = visits.close()
    assert not problems, "\n".join(problems)


def assert_there(page: Page, site: ServedSite, address: str, words: str) -> None:
    """Check that the page is at an address, and that what it names is shown below the header."""
    expect(page).to_have_url(site.address + address)
    target = page.locator(":target")
    expect(target).to_have_count(1)
    place = target if target.inner_text() else target.locator("..")
    expect(place).to_contain_text(words)
    # Without script a browser scrolls there when it has laid out the page.
    expect(place).to_be_in_viewport()
    box = place.bounding_box()
    assert box
    assert HEADER <= box["y"] < 800


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("old/#dul", "new/#dul", "둘"),
        (f"old/#{quote('둘')}", f"new/#{quote('둘')}", "둘"),
        ("split/#apbubun", "first/#apbubun", "앞부분"),
        ("split/#dwitbubun", "second/#dwitbubun", "뒷부분"),
        (f"split/#{quote('뒷부분')}", "second/#dwitbubun", "뒷부분"),
        ("kept/#image-mandeulgi", "kept/#image-mandeulgi", "이미지 빌드하고 만들기"),
        (f"kept/#{quote('이미지-만들기')}", f"kept/#{quote('이미지-만들기')}", "이미지 빌드하고 만들기"),
        ("kept/#omgil-jeol", "second/#dwitbubun", "뒷부분"),
        ("kept/#jiul-jeol", "kept/#jiul-jeol", "낡았습니다."),
        ("#web", "#web", "다른 예제가 낫습니다."),
    ],
)
def test_a_place_is_found(readers: Visits, served: ServedSite, old: str, new: str, words: str) -> None:
    page = readers.open(old)
    assert_there(page, served, new, words)


@pytest.mark.parametrize("id_", ["web-run-apk-add-git", "shop-run-apk-add-git"])
def test_a_line_of_an_example_is_found_and_open(readers: Visits, id_: str) -> None:
    page = readers.open(f"named/#{id_}")
    row = page.locator("#shop-run-apk-add-git")
    expect(row).to_contain_text("RUN apk add git")
    expect(row.locator("details.bd-more")).to_have_attribute("open", "")
    expect(row).to_be_in_viewport()
    box = row.bounding_box()
    assert box
    assert HEADER <= box["y"] < 800
    assert row.evaluate("one => getComputedStyle(one).backgroundColor") != "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize("script", [True, False])
def test_a_moved_page_leads_on(readers: Visits, served: ServedSite, script: bool) -> None:
    page = readers.open("old/", script=script)
    expect(page).to_have_url(f"{served.address}new/")
    expect(page.locator("h1")).to_contain_text("새 글")


def test_a_split_page_says_without_script_where_its_places_are(readers: Visits, served: ServedSite) -> None:
    page = readers.open("split/#dwitbubun", script=False)
    target = page.locator(":target")
    expect(target).to_be_visible()
    target.locator("a").click()
    assert_there(page, served, "second/#dwitbubun", "뒷부분")


def test_a_section_that_moved_says_so_without_script(readers: Visits, served: ServedSite) -> None:
    page = readers.open("kept/#omgil-jeol", script=False)
    target = page.locator(":target")
    expect(target).to_contain_text("'옮길 절'")
    target.locator("a").click()
    assert_there(page, served, "second/#dwitbubun", "뒷부분")


@pytest.mark.parametrize("script", [True, False])
def test_a_page_that_is_gone_says_why(readers: Visits, served: ServedSite, script: bool) -> None:
    page = readers.open("swarm/#hana", script=script)
    expect(page.locator("article")).to_contain_text("이제 쓰지 않습니다.")
    page.locator("article p a").click()
    expect(page).to_have_url(f"{served.address}new/")


def test_redirects_need_no_server(served: ServedSite) -> None:
    """GitHub Pages serves files and nothing else."""
    text = Path(served.folder, "old/index.html").read_text(encoding="utf-8")
    assert 'content="0; url=../new/"' in text
