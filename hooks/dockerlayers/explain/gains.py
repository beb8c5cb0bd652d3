"""What is told of two Dockerfiles that differ."""

from __future__ import annotations

from dataclasses import dataclass

from dockerlayers.texts.inline import Inline


@dataclass(frozen=True, kw_only=True, eq=False)
class Gain:
    """A fact of the image or of its build that differs: what it was, what it is, and why.

    `name` is the key of its label. `is_gain` is None where neither of the two is better as such.
    """

    name: str
    before: Inline
    after: Inline
    why: Inline = ()
    is_gain: bool | None = None
