"""What is said of a page and its sections elsewhere than in their texts, and helps to find them.

A page's description says in a sentence what it answers; its last words may name what others call its subject;
its address, and those of its sections, say the same in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from dockerlayers.explain.roman import romanize

_LATIN = re.compile(r"[a-z]{3,}")

Entry = dict[str, object]


def add_about(entries: Iterable[Entry], *, descriptions: Mapping[str, str], lead: str | None) -> None:
    """Give each entry what is said of it elsewhere; `descriptions` has a page's by its URL.

    `lead` is what a page begins its last paragraph with, where that names its subject in other words: they
    are for all of the page, no part of the section in which they stand.
    """
    for url, of_page in by_page(entries).items():
        first, *others = of_page
        words = _take_other_words(of_page[-1], lead) if lead else ""
        named = _words_of_address(url.rstrip("/").rpartition("/")[2], str(first["title"]))
        _say(first, descriptions.get(url, ""), words, named)
        for entry in others:
            _say(entry, _words_of_address(str(entry["location"]).partition("#")[2], str(entry["title"])))


def by_page(entries: Iterable[Entry]) -> Mapping[str, Sequence[Entry]]:
    """Return the entries of each page by its URL."""
    pages: dict[str, list[Entry]] = {}
    for entry in entries:
        pages.setdefault(str(entry["location"]).partition("#")[0], []).append(entry)
    return pages


def _say(entry: Entry, *said: str) -> None:
    if text := " ".join(filter(None, said)):
        entry["about"] = text


def _take_other_words(entry: Entry, lead: str) -> str:
    """Take the other words of a page out of the text at the end of which they stand, and return them."""
    text, found, words = str(entry["text"]).rpartition(f"{lead}: ")
    if not found:
        return ""
    entry["text"] = text.rstrip()
    return words.rstrip(". ")


def _words_of_address(slug: str, title: str) -> str:
    """Return the English words of an address: those that are no Hangul of the title in Latin letters."""
    spelled = romanize(title).lower()
    return " ".join(word for word in _LATIN.findall(slug.lower()) if word not in spelled)
