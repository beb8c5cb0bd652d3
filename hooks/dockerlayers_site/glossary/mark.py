"""Lead from the first use of each term on a page to its entry.

Nothing is added to the text: what is copied, printed or searched is what the author wrote. What a term means
comes with the script that shows it, once for all pages.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from dockerlayers.elements import element
from dockerlayers_site.glossary.terms import Term
from dockerlayers_site.pages.html import HEADINGS, HtmlReader

CLASS = "term"
"""The class of the link at a term's first use."""

_RUNNING = frozenset({"p", "li", "dd"})
_NO_SENTENCE = frozenset(
    {
        *HEADINGS,
        "a",
        "abbr",
        "button",
        "code",
        "details",
        "dfn",
        "figure",
        "kbd",
        "label",
        "math",
        "pre",
        "samp",
    }
    | {"script", "select", "style", "summary", "svg", "table", "template", "textarea"}
)
# Breakdowns, titles of notices, and what is there to be shown.
_NO_SENTENCE_CLASSES = frozenset({"bd", "admonition-title", "footnote", "headerlink", "tabbed-labels"})
# What the site says of the page.
_ASIDE = "data-search-exclude"
_HANGUL = r"\uac00-\ud7a3"


def mark_terms(html: str, terms: Sequence[Term], address: str) -> str:
    """Return the HTML of a page with links to the entries of the page at an address."""
    if not terms:
        return html
    by_name = _by_name(terms)
    pattern = _compile(tuple(by_name))
    found: set[str] = set()
    parts, done = [], 0
    for begin, end in _TextPlaces.read(html).places:
        for match in pattern.finditer(html, begin, end):
            term = by_name[match["name"]]
            if term.ko in found:
                continue
            found.add(term.ko)
            parts += [html[done : match.start()], _link(match["name"], term, address)]
            done = match.end()
    return "".join([*parts, html[done:]])


def _by_name(terms: Sequence[Term]) -> Mapping[str, Term]:
    return {name: term for term in terms if not term.common for name in (term.ko, *term.aliases)}


def _link(name: str, term: Term, address: str) -> str:
    return element("a", name, href=f"{address}#{term.id}", class_=CLASS, data_term=True)


def list_meanings(terms: Sequence[Term]) -> Mapping[str, str]:
    """Return what each term means that a page may lead to, by its id."""
    return {term.id: term.meaning.replace("`", "") for term in terms if not term.common}


# Each build asks with the same names, for each of its pages.
@cache
def _compile(names: tuple[str, ...]) -> re.Pattern[str]:
    """Make a pattern of names that stand as words, the longest first: only a particle may be behind one."""
    words = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))["behind"]
    behind = "|".join(sorted(words, key=len, reverse=True))
    name = "|".join(re.escape(one) for one in sorted(names, key=len, reverse=True))
    return re.compile(
        rf"(?<![{_HANGUL}\w./@-])(?P<name>{name})"
        rf"(?=(?:{behind})?(?![{_HANGUL}\w]))(?![.@/-]\w)"
    )


class _TextPlaces(HtmlReader):
    """Finds where text of sentences stands."""

    def __init__(self) -> None:
        super().__init__()
        self.places: list[tuple[int, int]] = []
        self.running: list[int] = []
        self.closed_at: int | None = None

    def enter(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Meet what has sentences, or has none in it."""
        if self.closed_at is not None:
            return
        classes = {*attributes.get("class", "").split()}
        if tag in _NO_SENTENCE or _NO_SENTENCE_CLASSES & classes or _ASIDE in attributes:
            self.closed_at = self.depth
        elif tag in _RUNNING:
            self.running.append(self.depth)

    def leave(self, tag: str, *, is_own: bool) -> None:
        """Leave it."""
        del tag, is_own
        if self.closed_at == self.depth:
            self.closed_at = None
        elif self.running and self.running[-1] == self.depth:
            self.running.pop()

    def text(self, text: str) -> None:
        """Note where a sentence is."""
        del text
        if self.running and self.closed_at is None:
            self.places.append((self.begin, self.end))
