"""Check the style of pages: the one way, for the command and for the tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dockerlayers_site.glossary import Term, find_misspellings, prose_of_markdown
from dockerlayers_site.pages.page_file import page_file, span_of
from dockerlayers_site.pages.problem import Problem
from dockerlayers_site.style.prose import read_prose
from dockerlayers_site.style.rules import StyleFinding, find_breaches, load_rules
from dockerlayers_site.style.spelling import Knows, find_misspelled
from dockerlayers_site.texts import SiteTexts


@dataclass(frozen=True, kw_only=True)
class StyleCheck:
    """What a text is held against. Without `knows`, spelling is not looked at."""

    terms: Sequence[Term]
    texts: SiteTexts
    knows: Knows | None

    def find(self, path: str, text: str) -> Iterator[Problem]:
        """Yield what is to be mended in a page, in the order of its lines."""
        page = page_file(path, text)
        found = sorted(self._find(text), key=lambda one: (one.line, one.column))
        for one in found:
            said = self.texts.word(one.rule, **one.slots)
            yield page.report(said, span_of(one.line, one.column, one.slots.get("found", "")))

    def _find(self, text: str) -> Iterator[StyleFinding]:
        for wrong in find_misspellings(prose_of_markdown(text), self.terms):
            slots = {"found": wrong.found, "right": wrong.right}
            yield StyleFinding(line=wrong.line, column=wrong.column, rule="style-term", slots=slots)
        for line in read_prose(text):
            yield from find_breaches(line, load_rules())
            if self.knows and not line.text.startswith(load_rules().searched):
                yield from find_misspelled(line, self.knows)
