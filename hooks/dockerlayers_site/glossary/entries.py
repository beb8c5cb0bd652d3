"""Write the page of all terms in Markdown: what each means, where it is explained, its other names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from dockerlayers_site.glossary.terms import GlossaryError, Term
from dockerlayers_site.texts import SiteTexts

_FIRST, _LAST = "\uac00", "\ud7a3"
# Syllables stand in order of their first consonant: https://www.unicode.org/charts/PDF/UAC00.pdf
_PER_CONSONANT = 21 * 28


def write_entries(terms: Sequence[Term], synonyms: Sequence[Sequence[str]], texts: SiteTexts) -> str:
    """Write the page; of synonyms, those of which one is a name of a term are told with it.

    Raise GlossaryError where a term has the id of a letter.
    """
    letters = _Letters(texts)
    taken = {id_ for _, id_ in letters.of_hangul} | {letters.others[1]}
    for term in terms:
        if term.id in taken:
            raise GlossaryError(f"{term.ko}: {term.id} is the id of a letter", term.line)
    words = texts.words
    title = json.dumps(words["glossary"], ensure_ascii=False)
    lines = ["---", f"title: {title}", f"description: {words['glossary-description']}"]
    # The page about a term is worth more than its entry.
    lines += ["search:", "  boost: 0.35", "tooltips: false", "---", ""]
    lines += [f"# {words['glossary']} {{#glossary}}", "", words["glossary-says"], ""]
    ordered = sorted(terms, key=lambda term: (letters.place(term.ko), _plain(term.ko)))
    for place, group in groupby(ordered, lambda term: letters.place(term.ko)):
        letter, id_ = letters.name(place)
        lines += [f"## {letter} {{#{id_}}}", ""]
        for term in group:
            lines += [*_write_term(term, synonyms, texts), ""]
    return "\n".join(lines)


def find_other_words(term: Term, synonyms: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return what else a thing is called: right names, wrong spellings, words that a search takes for it."""
    names = {term.ko, term.en, *term.aliases}
    others = [*term.aliases, *term.forbidden]
    others += [word for group in synonyms if names & {*group} for word in group]
    seen = {term.ko.lower(), term.en.lower()}
    different = {word.lower(): word for word in reversed(others) if word.lower() not in seen}
    return tuple(sorted(different.values(), key=lambda word: others.index(word)))


def _write_term(term: Term, synonyms: Sequence[Sequence[str]], texts: SiteTexts) -> Iterator[str]:
    yield f"### {term.ko} {{#{term.id}}}"
    yield ""
    name = "" if term.en.lower() == term.ko.lower() else f"**{term.en}**: "
    yield name + term.meaning
    more = [texts.word("glossary-more", page=term.explained, term=term.ko)] if term.explained else []
    if term.source.startswith("https://"):
        more.append(texts.word("glossary-source", address=term.source, term=term.ko))
    if more:
        yield ""
        yield texts.words["glossary-between"].join(more)
    others = find_other_words(term, synonyms)
    if others:
        yield ""
        yield texts.word("glossary-others", words=", ".join(others))


class _Letters:
    """The letters under which terms stand, with their ids: those of Hangul in order, then all others."""

    def __init__(self, texts: SiteTexts) -> None:
        pairs = [tuple(pair.split("=")) for pair in texts.words["glossary-letters"].split()]
        self.of_hangul: Sequence[tuple[str, ...]] = pairs[:-1]
        self.others = pairs[-1]
        self.order: Mapping[str, int] = {id_: number for number, (_, id_) in enumerate(pairs)}

    def place(self, word: str) -> int:
        """Return where the letter of a word stands; that of a doubled consonant is the one of a single."""
        first = _plain(word)[:1]
        if not _FIRST <= first <= _LAST:
            return self.order[self.others[1]]
        return self.order[self.of_hangul[(ord(first) - ord(_FIRST)) // _PER_CONSONANT][1]]

    def name(self, place: int) -> tuple[str, ...]:
        """Return the letter and the id that stand at a place."""
        return next(pair for pair in (*self.of_hangul, self.others) if self.order[pair[1]] == place)


def _plain(word: str) -> str:
    """Return a word as it is ordered: in small letters, without what stands before the first one."""
    return word.lower().lstrip("._-@/ ")
