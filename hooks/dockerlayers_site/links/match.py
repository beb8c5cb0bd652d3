"""Recognise sections that were published before: by their id, their words, or their place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from dockerlayers_site.links.ledger import Section

# How alike the words of a heading must stay to be taken for the same one.
_ALIKE = 0.5


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading of the page as it is now; `own_id` is the one that its author wrote."""

    text: str
    level: int
    path: tuple[str, ...] = ()
    own_id: str | None = None


def match_sections(headings: Sequence[Heading], records: Sequence[Section]) -> list[Section | None]:
    """Return the record of each heading, None for a new one."""
    matching = _Matching(headings, records)
    matching.by_own_id()
    matching.by_key(lambda one: (one.path, one.text))
    matching.by_key(lambda one: one.text, only_single=True)
    matching.by_title()
    matching.by_place()
    return [None if index is None else records[index] for index in matching.found]


class _Matching:
    def __init__(self, headings: Sequence[Heading], records: Sequence[Section]) -> None:
        self.headings = headings
        self.records = records
        self.found: list[int | None] = [None] * len(headings)

    def by_own_id(self) -> None:
        """Take the record that has the id which the author wrote, now or before."""
        owners = {id_: index for index, record in enumerate(self.records) for id_ in reversed(record.ids)}
        for place, heading in enumerate(self.headings):
            index = owners.get(heading.own_id or "")
            if index is not None and index not in self.found:
                self.found[place] = index

    def by_key(self, key: Callable[[Heading | Section], Hashable], *, only_single: bool = False) -> None:
        """Take the record that has the same key: the first for the first, or only one that stands alone."""
        free: dict[Hashable, list[int]] = defaultdict(list)
        places: dict[Hashable, list[int]] = defaultdict(list)
        for index in self.free_records():
            free[key(self.records[index])].append(index)
        for place in self.free_places():
            places[key(self.headings[place])].append(place)
        for one, there in places.items():
            if only_single and max(len(there), len(free[one])) > 1:
                continue
            self.found[there[0] : there[-1] + 1] = self._filled(there, free[one])

    def _filled(self, places: list[int], records: list[int]) -> list[int | None]:
        taken = dict(zip(places, records, strict=False))
        return [taken.get(place, self.found[place]) for place in range(places[0], places[-1] + 1)]

    def by_title(self) -> None:
        """Take the one title of the page for what it was before, whatever it says now."""
        places = [place for place, heading in enumerate(self.headings) if heading.level == 1]
        records = [index for index, record in enumerate(self.records) if record.level == 1]
        if (
            len(places) == len(records) == 1
            and records[0] in self.free_records()
            and self.found[places[0]] is None
        ):
            self.found[places[0]] = records[0]

    def by_place(self) -> None:
        """Take, between the same neighbours, the records whose words are the most alike."""
        free = self.free_records()
        pairs = [
            (likeness, place, index)
            for place in (self.free_places() if free else ())
            for before, behind in [self.neighbours(place)]
            for index in free
            if before < index < behind
            if (likeness := _likeness(self.headings[place], self.records[index])) >= _ALIKE
        ]
        for _, place, index in sorted(pairs, key=lambda pair: -pair[0]):
            if self.found[place] is None and index not in self.found:
                self.found[place] = index

    def neighbours(self, place: int) -> tuple[int, int]:
        """Return the records of the nearest headings before and behind that are known."""
        before = next((index for index in reversed(self.found[:place]) if index is not None), -1)
        behind = next((index for index in self.found[place:] if index is not None), len(self.records))
        return before, behind

    def free_records(self) -> list[int]:
        """Return the records that no heading has."""
        used = set(self.found)
        return [index for index in range(len(self.records)) if index not in used]

    def free_places(self) -> list[int]:
        """Return the headings that have no record."""
        return [place for place, index in enumerate(self.found) if index is None]


def _likeness(heading: Heading, record: Section) -> float:
    if heading.level != record.level:
        return 0
    return SequenceMatcher(None, heading.text, record.text, autojunk=False).ratio()
