"""What the author of a note is told that does not keep it from being shown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.fences.content import is_certainly_dockerfile
from dockerlayers_site.fences.templates import is_template
from dockerlayers_site.pages.page_file import PageFile
from dockerlayers_site.pages.problem import Problem

_BLANK_PATH = lazy_pattern(r"\]\((?P<path>(?!\w+:)[^\s<>\"'()][^<>\"'()]* [^<>\"'()]*\.\w{1,5})\)")
_TOC = lazy_pattern(r"\[\[?toc\]?\]|\$\{toc\}|@\[toc\].*", re.IGNORECASE)
_LIQUID = lazy_pattern(r"\{%-?\s*\w[^{}\n]*%\}|\{\{[<%]?\s*\w[^{}\n]*\}\}")


class Remarks:
    """What the author of one note may want to know, each kind once: nothing is wrong."""

    def __init__(self, page: PageFile) -> None:
        self.page = page
        self.found: dict[str, Problem] = {}

    def add_foreign(self, content: str, begin: int) -> None:
        """Tell, once for a note, what only the blog that it comes from would have replaced."""
        found = _LIQUID.search(content) if "{" in content and "`" not in content else None
        if found and "liquid" not in self.found:
            line = begin + content.count("\n", 0, found.start()) + 1
            hint = "write Markdown in its place"
            text = f"{found[0]} is a template of Liquid or Hugo, and is shown as text"
            self.found["liquid"] = self.page.report(text, self.page.locate(line, found[0]), hint=hint)
        if "toc" not in self.found and _TOC.fullmatch(content.strip()):
            text = f"{content.strip()} stands for a table of contents, which this site shows beside each page"
            place = self.page.locate(begin + 1)
            self.found["toc"] = self.page.report(text, place, hint="remove the line")

    def add_dockerfile(self, content: str, begin: int, how: str) -> None:
        """Tell, once for a note, that code is a Dockerfile though it does not say so."""
        if "dockerfile" not in self.found and is_certainly_dockerfile(content) and not is_template(content):
            hint = "put it into a fence tagged dockerfile, and it is explained line by line"
            text = f"this Dockerfile is {how}"
            self.found["dockerfile"] = self.page.report(text, self.page.locate(begin + 1), hint=hint)


def find_blanks(content: str, begin: int, page: PageFile) -> Iterator[Problem]:
    """Find the paths with blanks, which are shown as text."""
    for number, line in enumerate(content.split("\n"), begin + 1):
        found = _BLANK_PATH.search(line) if "](" in line and "`" not in line else None
        if found:
            path = found["path"]
            text = f"a path with blanks, {path}, makes no link, nor does it on GitHub"
            yield page.report(text, page.locate(number, path), hint=f"write it as <{path}>")


def explain_unclosed(token: Token, begin: int, page: PageFile) -> Problem:
    """Tell of a fence that runs to the end of its page, or of what it stands in."""
    hint = f"end it with {token.markup} in a line of its own"
    return page.report("the fence is never closed", page.locate(begin + 1, token.markup), hint=hint)
