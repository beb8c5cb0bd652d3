"""What an example without a title is called: it is told from others on its page by its section."""

from __future__ import annotations

import re
from html import unescape

from markdown import Markdown
from markdown.extensions import Extension

from dockerlayers_site.extension import DockerlayersExtension


def _names(markdown: str) -> list[str]:
    extensions: list[str | Extension] = [DockerlayersExtension(), "toc", "attr_list"]
    html = Markdown(extensions=extensions, extension_configs={"toc": {"permalink": True}}).convert(markdown)
    titles = re.findall(r'<p class="bd-title"[^>]*>(.*?)</p>', html)
    return [unescape(re.sub("<[^>]*>", "", title)) for title in titles]


_BLOCK = "```dockerfile\nFROM alpine\nRUN true\n```\n\n"


def test_an_example_without_a_title_is_named_by_its_section() -> None:
    page = f"# 글\n\n{_BLOCK}## `COPY`와 *A&B* \\* <b>굵게</b> {{#x}}\n\n{_BLOCK}{_BLOCK}### 끝\n\n{_BLOCK}"
    assert _names(page) == [
        "Dockerfile · 글",
        "Dockerfile · COPY와 A&B * 굵게",
        "Dockerfile · COPY와 A&B * 굵게 (2)",
        "Dockerfile · 끝",
    ]


def test_a_title_and_a_page_without_headings_stay() -> None:
    titled = _BLOCK.replace("dockerfile\n", 'dockerfile title="예"\n', 1)
    assert _names(f"## 절\n\n{titled}{_BLOCK}") == ["예", "Dockerfile · 절"]
    assert _names(_BLOCK) == ["Dockerfile"]


def test_an_error_is_named_as_well() -> None:
    assert _names("## 절\n\n```dockerfile expect-error\nFORM alpine\n```\n") == ["Dockerfile · 절"]
