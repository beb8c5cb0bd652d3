"""Words that mean the same on any site: they come with the scripts, and an index says which are of use."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

_BETWEEN_WORDS, _BETWEEN_GROUPS = ",", "\n"
# So many groups are told by one digit.
_BITS = 4


@dataclass(frozen=True, kw_only=True)
class Dictionary:
    """Groups of words in the order in which an index counts them."""

    groups: tuple[tuple[str, ...], ...]
    _numbers: dict[tuple[str, ...], int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_numbers", {group: number for number, group in enumerate(self.groups)})

    @property
    def name(self) -> str:
        """Return a name that changes with the groups: an index of another one counts others."""
        return hashlib.sha256(self._lines.encode()).hexdigest()[:8]

    @property
    def text(self) -> str:
        """Return it as the scripts read it: its name, then a line for each group."""
        return _BETWEEN_GROUPS.join([self.name, self._lines])

    @property
    def _lines(self) -> str:
        return _BETWEEN_GROUPS.join(map(_BETWEEN_WORDS.join, self.groups))

    def tell_known(self, groups: Iterable[Sequence[str]]) -> tuple[str, list[Sequence[str]]]:
        """Return which of its groups are among these, four in a hexadecimal digit, and the others of them."""
        bits, others = [0] * -(-len(self.groups) // _BITS), []
        for group in groups:
            number = self._numbers.get(tuple(group))
            if number is None:
                others.append(group)
            else:
                bits[number // _BITS] |= 1 << number % _BITS
        return "".join(f"{one:x}" for one in bits), others
