"""What an author writes never becomes markup, wherever it stands."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.fence.pages import convert_page

_ATTACKS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</pre></figure><img src=x onerror=alert(1)>",
    "<!--",
    "--><svg onload=alert(1)>",
    "\"'><b onclick=alert(1)>",
    "&lt;script&gt;&#60;b&#62;",
    "<![CDATA[<b>]]>",
    "`**[x](javascript:alert(1))**`",
    "\x02wzxhzdk:0\x03",
)
_PLACES = {
    "argument": "FROM alpine\nRUN echo {}",
    "keyword": "FROM alpine\n{} x",
    "flag": "FROM alpine\nRUN --mount={} true",
    "unknown flag": "FROM alpine\nCOPY --{} a b",
    "stage": "FROM alpine AS {}",
    "image": "FROM {}",
    "heredoc": "FROM alpine\nRUN <<EOF\n{}\nEOF",
    "comment": "FROM alpine\n# {}\nRUN true",
    "comment inside": "FROM alpine\nRUN true \\\n# {}\n  && true",
    "directive": "# syntax={}\nFROM alpine",
    "label": "FROM alpine\nLABEL a={}",
    "exec form": 'FROM alpine\nCMD ["{}"]',
    "legacy pair": "FROM alpine\nENV a {}",
    "volume": "FROM alpine\nVOLUME {}",
    "onbuild": "FROM alpine\nONBUILD RUN {}",
}
_HEADERS = (
    "title='{}'",
    'title="{}"',
    "target='{}'",
    "file='{}'",
    "build-arg='A={}'",
    "breakdown='{}'",
    "expect-error='{}'",
    "{}",
    "titel='{}'",
    "breakdown=off title='{}'",
    "{{ .dockerfile #x .{} }}",
    "{{ .dockerfile title='{}' }}",
)


class _Tags(HTMLParser):
    """Collect what could run or change the page: names of elements and attributes, and comments."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "img", "b", "strong", "svg"):
            self.bad.append(tag)
        for name, value in attrs:
            if name.startswith("on") or (
                name in ("href", "src") and not (value or "").startswith(("#", "https://"))
            ):
                self.bad.append(f"{name}={value}")
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.bad.append(f"/{tag}")

    def handle_comment(self, data: str) -> None:
        self.bad.append(f"comment: {data}")

    def unknown_decl(self, data: str) -> None:
        self.bad.append(f"declaration: {data}")


def _bad_markup(html: str) -> list[str]:
    tags = _Tags()
    tags.feed(html)
    tags.close()
    return tags.bad + [f"open: {tag}" for tag in tags.open]


@pytest.mark.parametrize("attack", _ATTACKS)
def test_text_in_a_dockerfile_stays_text(
    attack: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    blocks = [f"```dockerfile\n{text.format(attack)}\n```" for text in _PLACES.values()]
    html = convert_page(tmp_path, "\n\n".join(blocks), caplog).html
    assert html.count("<figure") == len(_PLACES)
    assert _bad_markup(html) == []


@pytest.mark.parametrize("attack", _ATTACKS)
def test_text_in_a_header_stays_text(attack: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    blocks = []
    for header in _HEADERS:
        tag = "" if header.startswith("{{") else "dockerfile "
        blocks.append(f"```{tag}{header.format(attack)}\nFROM alpine\n```")
    html = convert_page(tmp_path, "\n\n".join(blocks), caplog).html
    assert _bad_markup(html) == []


@pytest.mark.parametrize("attack", _ATTACKS)
def test_the_name_and_the_text_of_a_file_stay_text(
    attack: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    name = attack.replace("/", "").replace('"', "")
    (tmp_path / name).write_text(f"FROM alpine\n{attack} x\n", encoding="utf-8")
    page = f'```dockerfile file="{name}"\n```'
    html = convert_page(tmp_path, page, caplog).html
    assert "<figure" in html or "\x02" in attack
    assert _bad_markup(html) == []


def test_a_checker_that_sees_nothing_would_be_useless() -> None:
    assert _bad_markup(
        "<p><script></script><i onclick=x></i><a href='javascript:x'></a><!-- --></p></pre>"
    ) == [
        "script",
        "onclick=x",
        "href=javascript:x",
        "comment:  ",
        "/pre",
    ]


def test_placeholders_of_markdown_are_shown_as_signs(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "Dockerfile").write_text("FROM alpine\nRUN echo \x02wzxhzdk:0\x03\n", encoding="utf-8")
    html = convert_page(tmp_path, '```dockerfile file="Dockerfile"\n```', caplog).html
    assert "␂wzxhzdk:0␃" in html
