"""Several words in one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from dockerlayers.texts.inline import Inline, Slot
from dockerlayers.texts.texts import Texts

_MOST = 3
_SHOWN = 2


def say_list(
    texts: Texts, some: str, many: str, slot: str, values: Sequence[str], count: int | None = None
) -> Inline:
    """Fill `some` with all values, or `many` with the first ones and their number where they are too many."""
    if len(values) <= _MOST:
        return texts.say(some, **{slot: tuple(values)})
    number = len(values) if count is None else count
    slots: dict[str, Slot] = {slot: tuple(values[:_SHOWN]), "count": number}
    return texts.say(many, **slots)
