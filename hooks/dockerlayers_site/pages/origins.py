"""Where the lines of a page come from that a Markdown extension rewrites before it is converted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Protocol

from markdown import Markdown
from markdown.extensions import Extension


@dataclass(frozen=True, kw_only=True)
class Origins:
    """The author's lines, and for each line of the rewritten page the index of the one it comes from."""

    lines: tuple[str, ...]
    indexes: tuple[int, ...]


class RewritingExtension(Extension):
    """An extension that rewrites pages; `origins` are those of the last one, None before there was any."""

    origins: Origins | None = None


class TellsOutcome(Protocol):
    """An extension that says what a conversion leaves in it beside the HTML: the names of its attributes.

    They are what a build asks for behind the conversion of a page, and hang on nothing else than that.
    `income` are those that were set for the page alone.
    """

    income: ClassVar[tuple[str, ...]]
    outcome: ClassVar[tuple[str, ...]]


def find_origins(md: Markdown) -> Origins | None:
    """Return where the lines of the page that is being converted come from; None if it is as it was."""
    found = (one.origins for one in md.registeredExtensions if isinstance(one, RewritingExtension))
    return next(found, None)
