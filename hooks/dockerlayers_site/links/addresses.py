"""An address of the site: a page, and a place in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

from dockerlayers.patterns import lazy_pattern

HOME = "./"


@dataclass(frozen=True, order=True)
class Address:
    """A page by its address below the site's (`guide/`, empty for the home page), and an id in it or none."""

    page: str
    fragment: str | None = None

    def __str__(self) -> str:
        fragment = f"#{_FRAGMENT_MARKS.sub(_encode, self.fragment)}" if self.fragment else ""
        return (_PAGE_MARKS.sub(_encode, self.page) or HOME) + fragment

    @property
    def url(self) -> str:
        """Return the address as a link writes it, percent-encoded."""
        fragment = f"#{quote(self.fragment, safe=_SAFE + _COLON)}" if self.fragment else ""
        return quote(self.page, safe=_SAFE) + fragment

    @property
    def alone(self) -> Address:
        """Return the address of the page."""
        return Address(self.page)


# What RFC 3986 allows in a path and a fragment; a colon in a path may look like the end of a scheme.
_SAFE = "/@!$&'()*+,;=~"
_COLON = ":"
# What would be read as something else where an address is written as people read it.
_PAGE_MARKS = lazy_pattern(r"[%#?]|^[\s/]|^\./|\s$")
_FRAGMENT_MARKS = lazy_pattern(r"%|\s$")


def _encode(mark: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in mark[0].encode())


def parse_address(text: str) -> Address:
    """Read an address as a person writes it: encoded or not, with a slash or `./` before it."""
    path, _, fragment = text.strip().partition("#")
    page = unquote(path).removeprefix("./").lstrip("/").removesuffix("index.html")
    return Address(page, unquote(fragment) or None)
