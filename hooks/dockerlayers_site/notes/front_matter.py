"""Front matter that cannot be read: MkDocs leaves it in the page, where it would be a heading."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import yaml

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.pages.page_file import PageFile
from dockerlayers_site.pages.problem import Problem

_BLOCK = lazy_pattern(r"---[ \t]*\n(?P<text>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_LOOKS_SO = lazy_pattern(r"^[\w-]+[ \t]*:(?:[ \t]|$)", re.MULTILINE)
_FENCE = "```"
# With the end of the last line, if there is one.
_LINES = r"(?P<text>(?:.*?\r?\n)??)"
_YAML = lazy_pattern(rf"---[ \t]*\r?\n{_LINES}(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
_HUGO = lazy_pattern(rf"\+\+\+[ \t]*\r?\n{_LINES}\+\+\+[ \t]*(?:\r?\n|$)", re.DOTALL)
# Hexo takes front matter without the line that opens it: https://hexo.io/docs/front-matter
_HEXO = lazy_pattern(
    r"(?P<text>(?:[\w-]+[ \t]*:[^\n]*\n|[ \t]+\S[^\n]*\n|-[ \t][^\n]*\n|\r?\n)+?)---[ \t]*(?:\r?\n|$)"
)
_HEXO_NAMES = frozenset(("title", "date", "tags", "categories", "layout", "permalink"))


def read_front_matter(text: str) -> tuple[dict[str, Any], int] | None:
    """Read YAML, TOML as Hugo has it, or Hexo's YAML without a first line; return it with its end.

    None where there is none that can be read.
    """
    for pattern, load in ((_YAML, yaml.safe_load), (_HUGO, tomllib.loads), (_HEXO, yaml.safe_load)):
        block = pattern.match(text)
        if not block:
            continue
        try:
            names: object = load(block["text"])
        except (yaml.YAMLError, ValueError, RecursionError):
            return None
        if not isinstance(names, dict) or (pattern is _HEXO and _HEXO_NAMES.isdisjoint(names)):
            return None
        return {str(name): value for name, value in names.items()}, block.end()
    return None


def read_blog_front_matter(text: str) -> tuple[dict[str, Any], str] | None:
    """Read front matter that MkDocs does not, and return it with the rest; None where there is none."""
    found = None if text.startswith("---") else read_front_matter(text)
    return found and (found[0], text[found[1] :])


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
        return f"the front matter cannot be read: {error}", _find_line(text)
    return "the front matter is no list of names and values", 1


def _find_line(text: str) -> int:
    """Return the line of a value that YAML cannot make, such as a day of month 13, if it is a line's own."""
    for number, line in enumerate(text.split("\n"), 2):
        try:
            yaml.safe_load(line)
        except yaml.YAMLError:
            continue
        except (ValueError, RecursionError):
            return number
    return 1
