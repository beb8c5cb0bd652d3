"""Check the links within the site: their page or file, and the place on it."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from urllib.parse import quote, unquote, urlsplit

from dockerlayers.elements import join
from dockerlayers.syntax.nodes import Span
from dockerlayers_site.links.addresses import Address
from dockerlayers_site.links.arrive import SiteAddresses
from dockerlayers_site.links.page import PageLink
from dockerlayers_site.pages.page_file import PageFile, span_of
from dockerlayers_site.pages.problem import Problem

# What a theme has on every page.
_EVERYWHERE = ("__", "top")


@dataclass(frozen=True, kw_only=True)
class Broken:
    """A link that leads nowhere: `address` as it stands in the page's HTML, and what may have been meant."""

    page: str
    address: str
    text: str
    nearest: str | None = None


def find_broken(site: SiteAddresses, files: Collection[str]) -> Iterator[Broken]:
    """Yield the links of every page that lead nowhere; `files` are what the site has beside its pages."""
    for page, now in site.pages.items():
        for link in now.links:
            broken = _check(link, page, site, files)
            if broken:
                yield broken


def _check(link: PageLink, page: str, site: SiteAddresses, files: Collection[str]) -> Broken | None:
    target = find_target(link.address, page)
    if target is None:
        return None
    found = _find_page(target.page, site)
    if found is None:
        if target.page in files or site.arrive(target):
            return None
        kind = "picture" if link.tag == "img" else "page or file"
        text = f"the link {unquote(link.address)} leads to no {kind} of the site"
        return Broken(page=page, address=link.address, text=text)
    id_ = target.fragment
    if not id_ or id_.startswith(_EVERYWHERE) or site.arrive(Address(found, id_)):
        return None
    where = "this page" if found == page else str(Address(found))
    nearest = get_close_matches(id_, site.pages[found].ids, n=1)
    text = f"the link {unquote(link.address)} leads to no place on {where}"
    return Broken(page=page, address=link.address, text=text, nearest=f"#{nearest[0]}" if nearest else None)


def find_target(address: str, page: str) -> Address | None:
    """Return what an address on a page means; None where it is not for us to check.

    One from the server's root on depends on where the site is published, and MkDocs warns of it.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or parts.path.startswith(("/", "\\")):
        return None
    path = unquote(parts.path)
    joined = posixpath.normpath(posixpath.join("/", posixpath.dirname(page), path)) if path else f"/{page}"
    is_folder = path.endswith("/") or posixpath.basename(path) in (".", "..")
    inside = joined.lstrip("/") + ("/" if is_folder and joined != "/" else "")
    return Address(inside, unquote(parts.fragment) or None)


def _find_page(page: str, site: SiteAddresses) -> str | None:
    candidates = (page, page.removesuffix("index.html"), f"{page}/")
    return next((one for one in candidates if one in site.pages), None)


def explain_broken(broken: Sequence[Broken], files: Mapping[str, PageFile]) -> Iterator[Problem]:
    """Yield a problem for each link, at the place where it stands in its page's file."""
    seen: Counter[tuple[str, str]] = Counter()
    for one in broken:
        file = files[one.page]
        nth = seen[one.page, one.address]
        seen[one.page, one.address] += 1
        hint = f"did you mean {one.nearest}?" if one.nearest else None
        yield file.report(one.text, _find_written(one.address, file.lines, nth), hint=hint)


def _find_written(address: str, lines: Sequence[str], nth: int) -> Span | None:
    """Find where a link stands for the n-th time; MkDocs has changed its path, hardly ever its fragment."""
    path, mark, fragment = address.partition("#")
    name = posixpath.basename(path.rstrip("/"))
    plain = [address, unquote(address), *([mark + fragment, mark + unquote(fragment)] if fragment else [])]
    encoded = [quote(form, safe="#/:?=&%") for form in plain]
    forms = [*plain, *encoded, join((address,)), *([f"{name}.md", unquote(name)] if name else [])]
    for form in dict.fromkeys(filter(None, forms)):
        written = _written(form, is_end=bool(path))
        found = [
            span_of(number, match.start() + 1, form)
            for number, line in enumerate(lines, start=1)
            for match in written.finditer(line)
        ]
        if found:
            return found[min(nth, len(found) - 1)]
    return None


def _written(form: str, *, is_end: bool) -> re.Pattern[str]:
    """Match a form of an address as a link has it; of a fragment, `is_end` says that a path is before it."""
    text = re.escape(form)
    start = rf'(?:(?<=[("<])|(?<=: )){text}'
    end = rf'{text}(?=[)">\s]|$)'
    if form.startswith("#"):
        return re.compile(rf'(?<![("<\s]){end}' if is_end else start)
    return re.compile(f"{start}|{end}")
