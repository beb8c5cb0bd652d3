"""The page that the command writes: whole, safe, and it asks for nothing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from dockerlayers.render import styles
from tests.cli.calls import Caller
from tests.render.reading import Page


def test_one_file_is_one_page(call: Caller, dockerfile: Path) -> None:
    result = call("--format", "html", dockerfile)
    body = Page(result.out[result.out.index("<body>") :].removesuffix("</html>\n"))
    assert result.status == 0
    assert '<html lang="ko">' in result.out
    assert f"<title>레이어 풀이: {dockerfile}</title>" in result.out
    assert [tag for tag, _ in body.tags].count("figure") == 1
    assert "nav" not in [tag for tag, _ in body.tags]
    assert body.open == []
    assert body.source == dockerfile.read_text(encoding="utf-8")


def test_several_files_are_one_page_with_contents(call: Caller, dockerfile: Path) -> None:
    arguments = (
        "--format",
        "html",
        dockerfile,
        "-",
        "--context",
        dockerfile.parent,
        "--if-changed",
        "file:a",
    )
    result = call(*arguments, stdin=b"FROM scratch\nFORM <script>\n")
    assert result.status == 1
    assert result.out.count("<figure") == 2
    assert result.out.count("<!doctype html>") == 1
    assert '<a href="#d1">' in result.out
    assert '<a href="#d2">&lt;stdin&gt;</a>' in result.out
    assert "FORM &lt;script&gt;" in result.out
    assert "2행 COPY: 빌드 컨텍스트에 없는 경로입니다: a" in result.out
    assert "<li>다시 빌드: 2행</li>" in result.out


def test_nothing_rebuilt_is_said(call: Caller, dockerfile: Path) -> None:
    out = call("--format", "html", dockerfile, "--if-changed", "line:3", "--context", dockerfile.parent).out
    assert "<p>없습니다. 모두 캐시를 씁니다.</p>" in out


def test_the_colours_follow_the_system() -> None:
    style = styles.load_page_style()
    assert "color-scheme: light dark" in style
    assert "data-md-color-scheme" not in style
    assert style.index("--dl-u:") < style.index(".bd.bd")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_a_browser_asks_for_nothing_and_shows_all(
    call: Caller, dockerfile: Path, browser: Browser, scheme: Literal["light", "dark"], width: int
) -> None:
    page_file = dockerfile.with_name("page.html")
    out = call("--format", "html", dockerfile, "-", "--if-changed", "file:a", stdin=b"FORM x\n").out
    page_file.write_text(out, encoding="utf-8")
    requests: list[str] = []
    problems: list[str] = []
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(page_file.as_uri())
    assert requests == [page_file.as_uri()]
    assert problems == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    red = int(re.findall(r"\d+", background)[0])
    assert red < 64 if scheme == "dark" else red > 192
    assert page.locator(".bd-pick-question").first.is_visible()
    assert page.locator(".bd-tools > .bd-tool--copy").count() == 2
    page.close()
