"""What a first view of a page asks for, by its HTML: files, and bytes with gzip."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from dockerlayers_site.pages.html import HtmlReader


class _Wanted(HtmlReader):
    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self._is_without_script = False

    def enter(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "noscript":
            self._is_without_script = True
        if self._is_without_script:
            return
        rel = attributes.get("rel", "").split()
        if tag == "link" and {"stylesheet", "icon", "modulepreload"} & {*rel}:
            self.addresses.append(attributes.get("href", ""))
        elif tag in ("script", "img") and attributes.get("src"):
            self.addresses.append(attributes["src"])

    def leave(self, tag: str, *, is_own: bool) -> None:
        if tag == "noscript" and is_own:
            self._is_without_script = False


def weigh(site: Path, address: str) -> tuple[int, float]:
    """Return how many files a page asks for at once, itself included, and how many KB they are."""
    page = site / address / "index.html"
    html = page.read_text(encoding="utf-8")
    wanted = {urljoin(f"/{address}", one) for one in _Wanted.read(html).addresses if "//" not in one}
    files = [page, *(site / urlsplit(one).path.lstrip("/") for one in sorted(wanted))]
    return len(files), sum(len(gzip.compress(path.read_bytes())) for path in files if path.is_file()) / 1024
