"""Front matter that cannot be read: MkDocs leaves it in the page, where it would be a heading."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import yaml

from dockerlayers_site.pages.page_file import PageFile
from dockerlayers_site.pages.problem import Problem

_BLOCK = re.compile(r"---[ \t]*\n(?P<text>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_LOOKS_SO = re.compile(r"^[\w-]+[ \t]*:(?:[ \t]|$)", re.MULTILINE)
_FENCE = "```"


_HUGO = re.compile(r"\+\+\+[ \t]*\n(?P<text>.*?)\n\+\+\+[ \t]*(?:\n|$)", re.DOTALL)
# Hexo takes front matter without the line that opens it.
_HEXO = re.compile(r"(?P<text>(?:[\w-]+[ \t]*:[^\n]*\n|[ \t]*-[ \t][^\n]*\n|\n)+?)---[ \t]*(?:\n|$)")
_HEXO_NAMES = frozenset(("title", "date", "tags", "categories", "layout", "permalink"))


def read_blog_front_matter(text: str) -> tuple[dict[str, Any], str] | None:
    """Read front matter as Hugo and Hexo have it, and return it with the rest; None where there is none."""
    hugo = _HUGO.match(text)
    if hugo:
        try:
            return tomllib.loads(hugo["text"]), text[hugo.end() :]
        except tomllib.TOMLDecodeError:
            return None
    hexo = _HEXO.match(text)
    if not hexo:
        return None
    try:
        names = yaml.safe_load(hexo["text"])
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    if not isinstance(names, dict) or _HEXO_NAMES.isdisjoint(names):
        return None
    return names, text[hexo.end() :]


def check_front_matter(markdown: str, page: PageFile) -> tuple[str, Problem | None]:
    """Return the page with front matter that is left in it shown as code, and what is wrong."""
    block = _BLOCK.match(markdown)
    if not block or not _LOOKS_SO.match(block["text"]) or _FENCE in block["text"]:
        return markdown, None
    shown = f"{_FENCE}yaml\n{block['text']}\n{_FENCE}\n{markdown[block.end() :]}"
    text, line = _explain(block["text"])
    return shown, page.report(text, page.locate(line))


def _explain(text: str) -> tuple[str, int]:
    """Say what is wrong, and in which line of the page."""
    try:
        yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        # YAML counts from 0, and does not see the line that begins the front matter.
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        return f"the front matter cannot be read: {error.problem}", line
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return f"the front matter cannot be read: {error}", 1
    return "the front matter is no list of names and values", 1
