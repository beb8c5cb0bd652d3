"""An address of the site: a page, and a place in it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, unquote

HOME = "./"


@dataclass(frozen=True, order=True)
class Address:
    """A page by its address below the site's (`guide/`, empty for the home page), and an id in it or none."""

    page: str
    fragment: str | None = None

    def __str__(self) -> str:
        return (self.page or HOME) + (f"#{self.fragment}" if self.fragment else "")

    @property
    def url(self) -> str:
        """Return the address as a link writes it, percent-encoded."""
        fragment = f"#{quote(self.fragment, safe=_SAFE)}" if self.fragment else ""
        return quote(self.page, safe=_SAFE) + fragment

    @property
    def alone(self) -> Address:
        """Return the address of the page."""
        return Address(self.page)


# What RFC 3986 allows in a path and a fragment.
_SAFE = "/:@!$&'()*+,;=~"


def parse_address(text: str) -> Address:
    """Read an address as a person writes it: encoded or not, with a slash or `./` before it."""
    path, _, fragment = text.strip().partition("#")
    page = unquote(path).removeprefix("./").lstrip("/").removesuffix("index.html")
    return Address(page, unquote(fragment) or None)
