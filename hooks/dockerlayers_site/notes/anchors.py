"""Anchors of headings as GitHub makes them."""

from __future__ import annotations

from collections.abc import Collection

from dockerlayers.patterns import lazy_pattern

_DROPPED = lazy_pattern(r"[^\w\- ]")


class GitHubAnchors:
    """The anchors of one page."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}

    def add(self, text: str) -> str:
        """Return the anchor of the next heading: a number follows one that was there before."""
        anchor = _DROPPED.sub("", text.strip().lower()).replace(" ", "-")
        number = self.counts.get(anchor, -1) + 1
        self.counts[anchor] = number
        return f"{anchor}-{number}" if number else anchor


def extra_anchors(headings: Collection[tuple[str, str]], used: Collection[str]) -> list[str | None]:
    """Return GitHub's anchor for each heading (its text and own id), None where the page has it already."""
    anchors = GitHubAnchors()
    taken = set(used)
    found: list[str | None] = []
    for text, _ in headings:
        anchor = anchors.add(text)
        found.append(anchor if anchor and anchor not in taken else None)
        taken.add(anchor)
    return found
