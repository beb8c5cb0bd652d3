"""Find spellings that the glossary forbids, in prose and with their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.glossary.terms import Term

FENCE = lazy_pattern(r"^[>\s]*(?P<marks>`{3,}|~{3,})")
# Code, addresses and HTML tags are no prose. Their columns are kept, so that a place stays right.
NOT_PROSE = lazy_pattern(r"(?P<ticks>`+).+?(?P=ticks)|\]\([^)]*\)|https?://\S+|<[^>]+>|\{[#.:][^}]*\}")

Line = tuple[int, str]


@dataclass(frozen=True, kw_only=True)
class Misspelling:
    """A forbidden spelling in a text, and the one to use; line and column count from 1."""

    line: int
    column: int
    found: str
    right: str

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.found} → {self.right}"


def prose_of_markdown(text: str) -> Iterator[Line]:
    """Return the numbered lines of a page without code, addresses and markup."""
    closing: str | None = None
    for number, line in enumerate(text.splitlines(), 1):
        fence = FENCE.match(line)
        if closing is not None:
            if fence and fence["marks"].startswith(closing) and not line[fence.end() :].strip():
                closing = None
        elif fence:
            closing = fence["marks"]
        else:
            yield number, _blank_out(line)


def prose_of_toml(text: str) -> Iterator[Line]:
    """Return the numbered lines of a TOML file without its comments and the code in its texts."""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.lstrip().startswith("#"):
            yield number, _blank_out(line)


def find_misspellings(lines: Iterable[Line], terms: Sequence[Term]) -> Iterator[Misspelling]:
    """Find forbidden spellings in numbered lines; one counts only where a word begins."""
    rejected = {wrong: term.ko for term in terms for wrong in term.rejected}
    longest_first = sorted(rejected, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\uac00-\ud7a3])(?:{'|'.join(map(re.escape, longest_first))})")
    for number, line in lines:
        for match in pattern.finditer(line):
            found = match[0]
            yield Misspelling(line=number, column=match.start() + 1, found=found, right=rejected[found])


def _blank_out(line: str) -> str:
    return NOT_PROSE.sub(lambda match: " " * len(match[0]), line)
