"""A parser that keeps addresses as their author wrote them."""

from __future__ import annotations

from markdown_it import MarkdownIt


class NoteParser(MarkdownIt):
    """Read CommonMark, and leave addresses to those who come after."""

    def validateLink(self, url: str) -> bool:  # noqa: N802
        """Take any address for one."""
        del url
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        """Encode nothing."""
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        """Decode nothing."""
        return link
