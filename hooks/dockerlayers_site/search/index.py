"""Prepare Material's search index: give it synonyms and where breakdowns' lines are, and make it small."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from html import unescape
from operator import add
from typing import TypeVar, cast

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.cache.fingerprint import fingerprint
from dockerlayers_site.search.about import add_about, by_page
from dockerlayers_site.search.dictionary import Dictionary
from dockerlayers_site.search.rows import Row

# How Material's index writes the code of a breakdown's row: no other code stands directly in `li` and `pre`.
INDEXED_ROW = lazy_pattern(r"<li><pre>(?!<code>)(.*?)</pre></li>", re.DOTALL)
TAG = lazy_pattern(r"<[^>]*>")
# What of a text has to stay as it is: code, and that a row of a breakdown is one.
KEPT = lazy_pattern(r"(<li><pre>(?!<code>).*?</pre></li>|<pre>.*?</pre>)", re.DOTALL)
INLINE = lazy_pattern(r"</?(?:code|sub|sup|em|strong|mark|wbr)/?>")

DRAWING = lazy_pattern("[\u2500-\u257f]+")
BLANKS = lazy_pattern(r"[ \t]+")
ID = lazy_pattern(r"\b(?=[a-f]*\d)[0-9a-f]{12,}\b")
EMPTY = lazy_pattern(r" ?\n[ \n]*")

# What says where a line may break or not: the word joiner, the soft hyphen, the mark of the order of bytes.
UNSEEN = str.maketrans("", "", "\u2060\u00ad\ufeff")

# A name in Latin letters with fewer is part of many words.
SHORT = 4

_VERB = "\ub2e4"
"""The ending with which a Korean dictionary names a verb."""

Entry = dict[str, object]
_Wanted = tuple[str, bool, str, str]
"""A word that is looked for, whether only as a word of its own, and its first and its last two letters."""
Value = TypeVar("Value")
Keep = Callable[..., Value]
"""What makes a value by a function, or knows it already by all that it is made of, which stands behind."""


class SearchIndexError(Exception):
    """An index of a form that Material did not use to write."""


def prepare_index(
    text: str | Mapping[str, object],
    *,
    rows: Mapping[str, Sequence[Row]],
    synonyms: Iterable[Sequence[str]],
    line: str,
    dictionary: Dictionary | None = None,
    descriptions: Mapping[str, str] | None = None,
    lead: str | None = None,
    made_of: Mapping[str, object] | None = None,
    keep: Keep[bytes] | None = None,
) -> list[bytes]:
    """Return the JSON of an index with synonyms, rows and what is said of pages elsewhere added, in pieces.

    `text` is the JSON of the index that Material's plugin makes; read by `read_index` it serves as well.
    `rows` and `descriptions` have those of each page by its URL. `line` names a line of a Dockerfile, with
    {line} in it; `lead` is what other words for a page's subject stand behind. Of the synonyms, those of
    `dictionary` are only counted, as the scripts have them. Material's own worker reads the result as well:
    it ignores what it does not know. `keep` may know the JSON of a page's entries; `made_of` has, by the URL
    of a page, what tells its entries from all others in less room than they take.
    """
    data, keep = read_index(text), keep or _make
    groups = [list(group) for group in synonyms]
    korean = {**_synonyms_in_index(groups, dictionary), "line": line}
    config = _write({**_config(data), "korean": korean})
    drop_glosses, docs = _glosses(groups), list[bytes]()
    # One text is compared faster than all groups are, for each page.
    known_groups = _write(groups)
    for url, entries in by_page(_docs(data)).items():
        about = {url: (descriptions or {}).get(url, "")}
        of_page = fingerprint([(row.id, row.line, row.code) for row in rows.get(url, ())])
        make = partial(_prepare_page, entries, rows.get(url, ()), drop_glosses, about, lead)
        told = (made_of or {}).get(url, entries)
        docs += [b",", keep(make, "prepared", url, told, of_page, known_groups, about, lead)]
    more = "".join(f",{_write(name)}:{_write(data[name])}" for name in data if name not in ("config", "docs"))
    return [f'{{"config":{config},"docs":['.encode(), *docs[1:], f"]{more}}}".encode()]


def _synonyms_in_index(groups: Sequence[Sequence[str]], dictionary: Dictionary | None) -> Entry:
    """Return what an index says of synonyms: which of the dictionary are of use, and the others."""
    if dictionary is None:
        return {"synonyms": groups}
    known, others = dictionary.tell_known(groups)
    return {"dictionary": dictionary.name, "known": known, "synonyms": others}


def read_index(index: str | Mapping[str, object]) -> Mapping[str, object]:
    """Return what the JSON of an index holds; what is read already stays."""
    found: Mapping[str, object] = json.loads(index) if isinstance(index, str) else index
    return found


def _write(value: object) -> str:
    # As Material does with a value of front matter that JSON does not have, such as a date.
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


def _make(make: Callable[[], Value], *_: object) -> Value:
    """Know nothing."""
    return make()


def _prepare_page(
    entries: Sequence[Entry],
    rows: Sequence[Row],
    drop_glosses: Callable[[str], str],
    about: Mapping[str, str],
    lead: str | None,
) -> bytes:
    """Return the JSON of a page's entries as they are published, without what stands around them."""
    waiting, prepared = list(rows), [_without_unseen(entry) for entry in entries]
    for entry in prepared:
        if found := _take_rows(str(entry["text"]), waiting):
            entry["rows"] = found
        entry["text"] = drop_glosses(_without_tags(str(entry["text"])))
    add_about(prepared, descriptions=about, lead=lead)
    return _write(prepared)[1:-1].encode()


def _glosses(synonyms: Sequence[Sequence[str]]) -> Callable[[str], str]:
    """Return what takes the name in brackets away behind a term that is known to have it."""
    terms: dict[str, tuple[str, ...]] = {}
    for group in synonyms:
        words = tuple(word for word in group if not word.isascii())
        for name in group:
            if name.isascii():
                terms[f"({name})"] = (*terms.get(f"({name})", ()), *words)
    # Longest first: a name can hold brackets itself. One pattern for all pairs would be tried at each letter.
    names = re.compile("|".join(map(re.escape, sorted(terms, key=len, reverse=True))) or "(?!)")

    def drop(found: re.Match[str]) -> str:
        return "" if found.string.endswith(terms[found[0]], 0, found.start()) else found[0]

    return lambda text: names.sub(drop, text)


def _without_tags(text: str) -> str:
    """Return a text without the tags that the search has no use for."""
    parts = KEPT.split(text)
    prose = (" ".join(TAG.sub(" ", INLINE.sub("", part)).split()) for part in parts[::2])
    kept = [part if INDEXED_ROW.match(part) else _without_drawing(part) for part in parts[1::2]]
    pieces = [piece for pair in zip(prose, [*kept, ""], strict=True) for piece in pair]
    return " ".join(piece for piece in pieces if piece)


def _without_drawing(sample: str) -> str:
    """Return a sample without lines of tables, runs of blanks and long ids, which no one looks for."""
    return EMPTY.sub("\n", BLANKS.sub(" ", ID.sub("", DRAWING.sub(" ", sample))))


def synonyms_of_use(
    text: str | Mapping[str, object],
    synonyms: Iterable[Sequence[str]],
    made_of: Mapping[str, object] | None = None,
    keep: Keep[list[int]] | None = None,
) -> tuple[Sequence[str], ...]:
    """Return the groups of which an index has a word, a verb in any form: the others would find nothing.

    A group that comes twice, as where a site's glossary is the handbook's own, is one. Of words that differ
    in their blanks alone one is enough. `keep` may know which a page has, by what `made_of` tells of it.
    """
    keep = keep or _make
    groups = [[(_squeeze(word), word) for word in group] for group in distinct_groups(synonyms)]
    wanted = [[_as_wanted(squeezed) for squeezed, _ in group] for group in groups]
    used: set[int] = set()
    # One text is compared faster than all groups are, for each page.
    known_groups = _write(groups)
    for url, entries in by_page(_docs(read_index(text))).items():
        told = (made_of or {}).get(url, entries)
        used.update(keep(partial(_find_used, entries, wanted), "synonyms", url, told, known_groups))
    return tuple(tuple(word for _, word in groups[number]) for number in sorted(used))


def distinct_groups(synonyms: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Return each group once, of words that differ in their blanks alone the last."""
    each_once = dict.fromkeys(map(tuple, synonyms))
    return tuple(tuple({_squeeze(word): word for word in group}.values()) for group in each_once)


def _find_used(entries: Iterable[Entry], groups: Sequence[Sequence[_Wanted]]) -> list[int]:
    """Return the numbers of the groups of which some entries have a word."""
    texts = (f"{entry['title']} {entry['text']}" for entry in entries)
    text = TAG.sub(" ", _seen(" ".join(texts)))
    here, names = _squeeze(text), frozenset(re.findall(r"[a-z0-9]+", text.lower()))
    # Of most words not even the first two letters are there: that is known faster than they are looked for.
    pairs = {*here, *map(add, here, here[1:])}
    return [
        number
        for number, group in enumerate(groups)
        if any(
            word in names if is_short else first in pairs and last in pairs and word in here
            for word, is_short, first, last in group
        )
    ]


def _as_wanted(word: str) -> _Wanted:
    """Return how a word is looked for; a short name, such as CI, only as a word of its own."""
    is_short = word.isascii() and len(word) < SHORT
    stem = word if is_short else word.removesuffix(_VERB)
    return stem, is_short, stem[:2], stem[-2:]


def _squeeze(text: str) -> str:
    return re.sub(r"[\s_-]+", "", text).lower()


def _config(data: object) -> Entry:
    config = data.get("config") if isinstance(data, dict) else None
    if not isinstance(config, dict):
        raise SearchIndexError("the search index has no `config`")
    return config


def _docs(data: Mapping[str, object]) -> list[Entry]:
    docs = data.get("docs")
    if not isinstance(docs, list) or not all({"location", "title", "text"} <= set(entry) for entry in docs):
        raise SearchIndexError("the search index has no `docs` with location, title and text")
    return cast("list[Entry]", docs)


def _without_unseen(entry: Entry) -> Entry:
    """Return an entry without the characters that no reader sees, which would part words."""
    seen = {key: _seen(str(entry[key])) for key in ("title", "text")}
    return {**entry, **seen}


def _seen(text: str) -> str:
    """Return a text without such characters; to look for one costs a fraction of a translation."""
    return text.translate(UNSEEN) if any(map(text.__contains__, map(chr, UNSEEN))) else text


def _take_rows(text: str, waiting: list[Row]) -> list[tuple[str, int]]:
    """Return id and line of the rows whose code stands in an entry, and take them from those that wait."""
    found = []
    for match in INDEXED_ROW.finditer(text):
        code = unescape(TAG.sub("", match[1]))
        place = next((place for place, row in enumerate(waiting) if row.code.translate(UNSEEN) == code), None)
        found.append(("", 0) if place is None else (waiting[place].id, waiting[place].line))
        if place is not None:
            del waiting[: place + 1]
    return found
