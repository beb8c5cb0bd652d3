"""Several words in one sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from dockerlayers.texts.inline import Inline, Slot
from dockerlayers.texts.texts import Texts

_Origin = TypeVar("_Origin")
_MOST = 3
_SHOWN = 2


def say_list(
    texts: Texts,
    some: str,
    many: str,
    slot: str,
    values: Sequence[str],
    count: int | None = None,
    say: Callable[..., Inline] | None = None,
) -> Inline:
    """Fill `some` with all values, or `many` with the first ones and their number where they are too many.

    `say` fills a text, by default one of the instructions.
    """
    say = say or texts.say
    if len(values) <= _MOST:
        return say(some, **{slot: tuple(values)})
    number = len(values) if count is None else count
    slots: dict[str, Slot] = {slot: tuple(values[:_SHOWN]), "count": number}
    return say(many, **slots)


def join_ports(ports: Iterable[tuple[str, _Origin]]) -> Iterator[tuple[str, _Origin]]:
    """Write ports that follow each other as a range: `80/tcp`, `81/tcp` of one origin are `80-81/tcp`."""
    first = last = 0
    before: tuple[str, _Origin] | None = None
    for port, origin in ports:
        number, protocol = int(port.partition("/")[0]), port.partition("/")[2]
        if before and (number, protocol, origin) == (last + 1, *before):
            last = number
            continue
        if before:
            yield _range(first, last, before[0]), before[1]
        first, last, before = number, number, (protocol, origin)
    if before:
        yield _range(first, last, before[0]), before[1]


def _range(first: int, last: int, protocol: str) -> str:
    return f"{first}/{protocol}" if first == last else f"{first}-{last}/{protocol}"
