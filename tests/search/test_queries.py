"""What readers type and what they find in a small site of our own: the search's code, run by Chromium."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.support.site import BuiltSite, ServedSite

SECTIONS = {
    "containers/": ("컨테이너", "격리된 프로세스입니다."),
    "containers/#what": (
        "컨테이너란?",
        "컨테이너를 시작하면 프로세스가 하나 뜹니다. 컨테이너의 파일은 따로 있습니다.",
    ),
    "images/": ("이미지", "이미지는 꾸러미입니다. 베이스이미지는 출발점입니다."),
    "images/#layers": ("이미지와 레이어", "레이어를 쌓아 만듭니다. 이미지가 됩니다."),
    "images/#small": (
        "이미지 용량을 줄이려면",
        "멀티 스테이지를 쓰고 캐시를 비웁니다. 필요 없는 파일은 지웁니다.",
    ),
    "deploy/": ("서버에 배포합니다", "새 판을 올립니다. 옛 판은 버립니다."),
    "files/": ("도커파일 쓰기", "도커파일은 이미지를 만드는 방법입니다."),
    "files/#ignore": (".dockerignore", "docker-compose.yml 따위를 뺍니다."),
    "files/#multi": ("멀티 스테이지", "스테이지를 여럿 둡니다."),
    "files/#cache": ("캐시 없이 빌드하기", "<code>docker build --no-cache .</code>"),
    "files/#nocache": ("HTTP 머리말", "no-cache라는 값이 있습니다."),
    "files/#apt": (
        "패키지",
        "<code>RUN apt-get update</code> 다음에 <code>RUN --mount=type=cache</code>를 씁니다.",
    ),
    "errors/": ("종료 코드", "exit code 137은 메모리가 모자란다는 뜻입니다. Dcokerfile."),
    "ports/": (
        "<code>port is already allocated</code>, <code>address already in use</code>",
        "/var/run/docker.sock을 봅니다.",
    ),
    "mac/": ("macOS에서 느리다", "파일을 나누어 씁니다."),
    "docker/": ("도커", "도커(docker)는 container를 다룹니다. 다운로드합니다."),
    "wait/": ("신호", "도커가 신호를 보내고 10초를 기다립니다."),
    "wait/#hangul": ("한글", "한글이 나오지 않습니다."),
    "merge/": ("가지 합치기", "conflict가 나면 손으로 고칩니다."),
    "remove/": ("도커에서 없애기", "도커 컨테이너가 쓰는 것은 reference가 남습니다."),
    "env/": ("자바가 있는 곳", "JAVA_HOME을 적습니다."),
    "java/": ("자바", "java를 집에서, home에서 씁니다. java는 home을 봅니다."),
    "open/": ("문 열기", "밖에서 들어오게 엽니다."),
    "past/": ("지난 일", "어제 열었고 오늘도 열었습니다."),
    "local/": ("바뀐 것", "local changes를 봅니다."),
    "git/": ("깃", "깃(git)의 local changes를 봅니다."),
    "rows/": (
        "예제",
        "<p>보기입니다.</p><ol><li><pre>FROM alpine</pre></li><li><pre>RUN apk add curl</pre></li></ol>"
        "<p>EXPOSE와 포트 9000을 말합니다. EXPOSE 9000도 됩니다.</p>"
        "<ol><li><pre># 밖으로 열 곳\nEXPOSE 9000</pre></li></ol>",
    ),
}
ABOUT = {
    "deploy/": "릴리스를 되돌리는 법 rollback",
    "ports/": "포트 충돌, Bind for 0.0.0.0 failed",
}
SYNONYMS = [
    ["맥", "macOS"],
    ["도커", "docker"],
    ["컨테이너", "container"],
    ["레이어", "layer", "계층"],
    ["도커파일", "dockerfile"],
    ["크기", "용량", "size"],
    ["깃", "git"],
]

FOUND = [
    # Particles, whichever stands in the text.
    ("컨테이너를", "containers/#what"),
    ("컨테이너에서", "containers/#what"),
    ("컨테이너란", "containers/#what"),
    ("레이어가", "images/#layers"),
    # Forms of a verb.
    ("배포하기", "deploy/"),
    ("배포한다", "deploy/"),
    ("지운다", "images/#small"),
    ("쌓는", "images/#layers"),
    ("쌓았을때", "images/#layers"),
    ("지웠다", "images/#small"),
    ("지워진", "images/#small"),
    ("열었는데", "open/"),
    # Inside of compounds, and however it is spaced.
    ("베이스", "images/"),
    ("베이스 이미지", "images/"),
    ("도커 파일", "files/"),
    ("도커파일", "files/"),
    ("멀티스테이지", "files/#multi"),
    ("멀티 스테이지", "files/#multi"),
    # Korean and English for each other.
    ("container", "containers/#what"),
    ("layer", "images/#layers"),
    ("계층", "images/#layers"),
    ("dockerignore", "files/#ignore"),
    ("dockerfile", "files/"),
    # Questions.
    ("이미지 크기 줄이는 방법", "images/#small"),
    # Half-typed, as an input method composes it.
    ("컨텡", "containers/#what"),
    ("컨테인", "containers/#what"),
    ("컨ㅌ", "containers/#what"),
    ("ㅋ", "containers/#what"),
    ("배폴", "deploy/"),
    # The wrong keyboard.
    ("zjsxpdlsj", "containers/#what"),
    ("ehzj", "docker/"),
    ("ehzjvkdlf", "files/"),
    ("애찯ㄱ", "docker/"),
    # Initials.
    ("ㄷㅋㅍㅇ", "files/"),
    ("ㅋㅌㅇㄴ", "containers/#what"),
    # Identifiers.
    ("--no-cache", "files/#cache"),
    ("docker-compose.yml", "files/#ignore"),
    ("apt-get", "files/#apt"),
    ("RUN --mount", "files/#apt"),
    ("exit code 137", "errors/"),
    # Typos.
    ("컨테이나", "containers/#what"),
    ("컨테이나를", "containers/#what"),
    # A compound of which the text has the end.
    ("초경량컨테이너를", "containers/#what"),
    ("dockefile", "files/"),
    ("dokcer-compose.yml", "files/#ignore"),
    # One that stands in the text, too.
    ("dcokerfile", "files/"),
    # What was copied from a page may have what no one sees.
    ("컨\u2060테\u2060이너\u2060를", "containers/#what"),
    ("--no\u2060-cache", "files/#cache"),
    # What is said of a page elsewhere.
    ("릴리스 되돌리기", "deploy/"),
    ("rollback", "deploy/"),
    # A noun of one syllable that the glossary has, with a particle.
    ("맥에서", "mac/"),
    # The last name of a path, and names as they were typed, with a particle.
    ("/run/docker.sock", "ports/"),
    ("--no-cache로", "files/#cache"),
    # One of several messages of a title.
    ("Error: listen tcp 0.0.0.0:80: bind: address already in use", "ports/"),
    ("driver failed: Bind for 0.0.0.0:8080 failed", "ports/"),
    # What a program says is looked for where that program is written about.
    ("Error response from daemon: conflict: unable to delete reference", "remove/"),
    ("error: local changes would be overwritten by checkout", "git/"),
    # What a program says is about what it does not name.
    ("write /var/lib/libc.a: no space left on device", "images/#small"),
    ("Pod OOMKilled", "errors/"),
    ("ERROR: JAVA_HOME is not set, and java is not in your home", "env/"),
    # A number with its unit and a particle.
    ("왜 10초나 걸리나요", "wait/"),
    # A line of a breakdown.
    ("apk add", "rows/#example-run-apk-add-curl"),
    ("RUN apk add", "rows/#example-run-apk-add-curl"),
    ("EXPOSE 9000", "rows/#example-expose"),
    ("expose", "rows/"),
    ("예제", "rows/"),
]


@pytest.fixture(scope="module")
def engine(browser: Browser, built_site: BuiltSite, served_site: ServedSite) -> Iterator[Page]:
    """Load the built site's search modules into a page, with an index of our own."""
    (script,) = built_site.folder.glob("assets/javascripts/korean-*/engine.js")
    page = browser.new_page()
    page.goto(served_site.address)
    docs: list[dict[str, Any]] = [
        {
            "location": location,
            "title": title,
            "text": text if text.startswith("<") else f"<p>{text}</p>",
            "about": ABOUT.get(location, ""),
        }
        for location, (title, text) in SECTIONS.items()
    ]
    docs[-1]["rows"] = [["example-from-alpine", 1], ["example-run-apk-add-curl", 2], ["example-expose", 3]]
    page.evaluate(
        "async ([script, index]) => { window.engine = new (await import(script)).Engine(index); }",
        [
            served_site.address + script.relative_to(built_site.folder).as_posix(),
            {"config": {"korean": {"synonyms": SYNONYMS, "line": "Dockerfile {line}행"}}, "docs": docs},
        ],
    )
    yield page
    page.close()


def ask(engine: Page, query: str) -> dict[str, Any]:
    result: dict[str, Any] = engine.evaluate("query => window.engine.search(query)", query)
    return result


@pytest.mark.parametrize(("query", "location"), FOUND)
def test_the_first_hit_is_the_section_that_is_meant(engine: Page, query: str, location: str) -> None:
    found = ask(engine, query)["items"]
    assert found, "nothing was found"
    assert found[0][0]["location"] == location, [(item["location"], item["score"]) for item, *_ in found]


def test_a_typo_is_ranked_below_exact_hits(engine: Page) -> None:
    exact, typo = (ask(engine, query)["items"][0][0]["score"] for query in ("컨테이너", "컨테이나"))
    assert typo < exact


@pytest.mark.parametrize(
    "query", ["", " ", "뷁뷁뷁", "-", "*", '"', "()", "[", "a" * 5000, "가" * 5000, "\\", "+^~:", "ㅏ"]
)
def test_nothing_breaks_it(engine: Page, query: str) -> None:
    assert ask(engine, query)["items"] == []


def test_nothing_found_names_the_nearest_words(engine: Page) -> None:
    assert "멀티" in ask(engine, "멀팋핳하")["nearest"]
    assert ask(engine, "컨테이너")["nearest"] == []
    assert ask(engine, "뷁뷁뷁")["nearest"]


def test_what_was_found_is_marked_and_the_rest_escaped(engine: Page) -> None:
    (item, *_), *_ = ask(engine, "도커파일을")["items"]
    assert item["title"] == "<mark>도커파일</mark> 쓰기"
    assert item["text"] == "<p><mark>도커파일</mark>은 이미지를 만드는 방법입니다.</p>"
    assert item["terms"] == {"도커파일": True}


def test_a_word_that_is_missing_is_told(engine: Page) -> None:
    (item, *_), *_ = ask(engine, "배포합니다 exit")["items"]
    assert False in item["terms"].values()


def test_every_page_comes_with_its_first_section(engine: Page) -> None:
    for items in ask(engine, "컨테이너")["items"]:
        page = items[0]["location"].split("#")[0]
        assert page in {item["location"] for item in items}


def test_a_row_names_its_line_and_its_section(engine: Page) -> None:
    (item, *_), *_ = ask(engine, "apk add")["items"]
    assert item["title"] == "RUN <mark>apk</mark> <mark>add</mark> curl"
    assert item["text"] == "<p>예제 · Dockerfile 2행</p>"


def test_a_line_comes_second_where_the_prose_around_it_is_the_answer(engine: Page) -> None:
    (section, line, *_), *_ = ask(engine, "expose")["items"]
    assert (section["location"], line["location"]) == ("rows/", "rows/#example-expose")
    assert line["score"] == section["score"]
    assert line["title"] == "<mark>EXPOSE</mark> 9000"


def test_what_an_error_is_about_need_not_stand_in_its_line(engine: Page) -> None:
    rows, *_ = ask(engine, "ERROR: EXPOSE failed, EADDRINUSE")["items"]
    assert [item["location"] for item in rows] == ["rows/", "rows/#example-expose"]
