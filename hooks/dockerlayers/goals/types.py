"""The goals of an exercise, and the verdict on one."""

from __future__ import annotations

from dataclasses import dataclass

from dockerlayers.texts.inline import Inline


@dataclass(frozen=True, kw_only=True)
class FewRebuilds:
    """A change of the file at `path` rebuilds at most so many layers."""

    path: str
    most: int


@dataclass(frozen=True, kw_only=True)
class NoFinding:
    """Neither a build check nor a practice of this name finds anything."""

    rule: str


@dataclass(frozen=True, kw_only=True)
class NoRoot:
    """The container runs as a user that is not root."""


@dataclass(frozen=True, kw_only=True)
class FewLayers:
    """The build adds at most so many layers."""

    most: int


@dataclass(frozen=True, kw_only=True)
class Kept:
    """An instruction that is built holds this text, whatever blanks are in it."""

    text: str


@dataclass(frozen=True, kw_only=True)
class ConfigHas:
    """The image config has a value under a key: the text itself, or one of several."""

    key: str
    value: str


Goal = FewRebuilds | NoFinding | NoRoot | FewLayers | Kept | ConfigHas


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Whether a goal is met: `say` is the goal in words, `because` why it is missed."""

    is_met: bool
    say: Inline
    because: Inline = ()
