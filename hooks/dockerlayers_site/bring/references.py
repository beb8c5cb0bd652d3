"""The addresses in a note: find each, say which file it means, and write it anew where that has moved."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.bring.kinds import Source, is_note
from dockerlayers_site.bring.note_text import blank_code
from dockerlayers_site.bring.tree import is_picture_name
from dockerlayers_site.notes.targets import local_path, relative_uri, written_path
from dockerlayers_site.pages.composition import compose

_SUFFIXES = ("", ".md", "/index.md", "/_index.md", "/README.md", ".markdown")


class Form(Enum):
    """How an address is written."""

    PLAIN = r"\]\([ \t]*(?:<(?P<angled>[^<>\n]+)>|(?P<bare>(?:[^\s()<>]|\([^\s()<>]*\))+))"
    REFERENCE = r"^ {0,3}\[[^\]\n^][^\]\n]*\]:[ \t]*(?:<(?P<angled>[^<>\n]+)>|(?P<bare>\S+))"
    HTML = r"""<[^<>]*?\b(?:src|href)[ \t]*=[ \t]*["'](?P<bare>[^"'<>\n]+)["']"""
    WIKI = r"!?\[\[(?P<bare>[^\[\]|#\n]+)(?:#[^\[\]|\n]*)?(?:\\?\|[^\[\]\n]*)?\]\]"
    HUGO = r"""\{\{[<%][ \t]*(?:rel)?ref[ \t]+(?P<q>["'`]?)(?P<bare>[^"'`\s>%]+)(?P=q)[ \t]*[%>]\}\}"""
    FIGURE = r"""\{\{<[ \t]*figure\b[^>{]*?\bsrc=["'](?P<bare>[^"'\n]+)["']"""
    HEXO_POST = r"""\{%[ \t]*post_link[ \t]+(?P<bare>[^\s%]+)(?P<label>[^%]*)%\}"""
    HEXO_PICTURE = r"""\{%[ \t]*asset_img[ \t]+(?P<bare>[^\s%]+)(?P<label>[^%]*)%\}"""


_PATTERNS = {form: lazy_pattern(form.value, re.MULTILINE | re.IGNORECASE) for form in Form}
# These are written anew as a whole: the site shows no tags of a blog's own.
_WHOLE = {Form.HUGO, Form.HEXO_POST, Form.HEXO_PICTURE}


@dataclass(frozen=True, kw_only=True)
class Reference:
    """An address, from `start` to `end` of a note; `label` are the words of a tag that become a link's."""

    form: Form
    start: int
    end: int
    address: str
    label: str = ""

    @property
    def path(self) -> str | None:
        """The path that is meant, decoded; None where it is no file of the source."""
        if self.form in (Form.WIKI, Form.HEXO_POST, Form.HEXO_PICTURE):
            return self.address.strip().rstrip("\\")
        return local_path(self.address)

    @property
    def rest(self) -> str:
        """What stands behind the path: a query, a place in the page."""
        found = re.search(r"[?#].*", self.address) if self.form is not Form.WIKI else None
        return found[0] if found else ""


def find_references(text: str) -> Iterator[Reference]:
    """Yield the addresses in a note, those in code left out, none of which lie over each other."""
    blanked = blank_code(text)
    found = [_reference(form, match) for form, one in _PATTERNS.items() for match in one.finditer(blanked)]
    position = 0
    for reference in sorted(found, key=lambda one: (one.start, -one.end)):
        if reference.start >= position:
            position = reference.end
            yield reference


def _reference(form: Form, match: re.Match[str]) -> Reference:
    groups = match.groupdict()
    key = "angled" if groups.get("angled") else "bare"
    start, end = match.span() if form in _WHOLE else match.span(key)
    return Reference(
        form=form, start=start, end=end, address=match[key], label=(groups.get("label") or "").strip(" \"'")
    )


class Finder:
    """Says which file of a source an address in a note means."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.files = source.tree.files
        self.by_name: dict[str, list[str]] = {}
        for path in self.files:
            name = posixpath.basename(path)
            for key in {
                name.casefold(),
                posixpath.splitext(name)[0].casefold() if is_note(path) else name.casefold(),
            }:
                self.by_name.setdefault(key, []).append(path)

    def find(self, reference: Reference, note: str) -> str | None:
        """Return the path of the file that is meant."""
        path = compose(reference.path or "")
        if reference.form in (Form.WIKI, Form.HEXO_POST, Form.HUGO):
            return self._by_path(path, note) or self._named(path, note)
        return self._by_path(path, note) or (
            self._named(path.rstrip("/"), note) if path.startswith("/") else None
        )

    def _by_path(self, path: str, note: str) -> str | None:
        for place in self._places(path, note):
            for suffix in _SUFFIXES:
                found = posixpath.normpath(place + suffix)
                if found in self.files:
                    return found
            if is_picture_name(place) and self.source.tree.beside(posixpath.normpath(place)):
                return posixpath.normpath(place)
        return None

    def _places(self, path: str, note: str) -> Iterator[str]:
        if path.startswith("/"):
            yield from (root + path.strip("/") for root in self.source.roots)
            return
        folder, name = posixpath.split(note)
        yield posixpath.join(folder, path.rstrip("/"))
        # Where Hexo keeps what a post shows, and what Obsidian counts from.
        yield posixpath.join(folder, posixpath.splitext(name)[0], path)
        yield from (root + path.rstrip("/") for root in self.source.roots)

    def _named(self, path: str, note: str) -> str | None:
        """Return the file with a name, wherever it is; of several, the nearest."""
        found = self.by_name.get(posixpath.basename(path.rstrip("/")).casefold(), [])
        fitting = [one for one in found if posixpath.splitext(one)[0].casefold().endswith(path.casefold())]
        return min(fitting or found, key=lambda one: (_steps(one, note), one), default=None)


def _steps(one: str, other: str) -> int:
    return posixpath.relpath(one, posixpath.dirname(other) or ".").count("/")


def rewrite_references(
    text: str, page: str, meant: Mapping[Reference, str], title_of: Callable[[str], str]
) -> tuple[str, int]:
    """Write each address that would miss its file anew; return the note, and how many were written."""
    pieces: list[str] = []
    position = count = 0
    for reference, target in meant.items():
        written = _write(reference, target, page, title_of)
        if written is not None:
            pieces += [text[position : reference.start], written]
            position, count = reference.end, count + 1
    return "".join((*pieces, text[position:])), count


def _write(reference: Reference, target: str, page: str, title_of: Callable[[str], str]) -> str | None:
    """Return what is written in place of an address; None where it may stay."""
    relative = relative_uri(target, page)
    path = compose(reference.path or "")
    match reference.form:
        case Form.WIKI:
            return None if _is_same_name(path, target) else target.removesuffix(".md")
        case Form.HEXO_POST:
            return f"[{reference.label or title_of(target)}]({written_path(relative)})"
        case Form.HEXO_PICTURE:
            return f"![{reference.label}]({written_path(relative)})"
        case Form.HUGO:
            return written_path(relative) + reference.rest
        case Form.PLAIN | Form.REFERENCE | Form.HTML | Form.FIGURE:
            if _leads_to(path, target, page):
                return None
            return written_path(relative) + reference.rest


def _is_same_name(path: str, target: str) -> bool:
    """Say whether a wiki link has the name of the file, which is all that it is found by."""
    name = posixpath.basename(path).casefold()
    return name in {posixpath.basename(one).casefold() for one in (target, target.removesuffix(".md"))}


def _leads_to(path: str, target: str, page: str) -> bool:
    if path.startswith("/"):
        return False
    meant = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    return target in (meant, *(posixpath.join(meant, one) for one in ("index.md", "README.md")))
