"""Build HTML: the one place where markup is made, and where all text is escaped."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from string import Formatter

from dockerlayers.patterns import lazy_pattern

VOID_ELEMENTS = frozenset(
    """area base br col embed hr img input link meta param source track wbr""".split()  # noqa: SIM905
)
"""The elements that have no content and no end tag (param is obsolete, and a browser still knows it)."""

_NAME = lazy_pattern(r"[a-zA-Z][a-zA-Z0-9-]*")
# Also a carriage return, which a browser turns into a line feed, and NUL, which it drops.
_UNSAFE = lazy_pattern("[&<>\"'\r\x00]")
_SAFE = {
    "&": "&amp;",  # the first one: the others bring it
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#x27;",
    "\r": "&#13;",
    "\x00": "\ufffd",
}


class Markup(str):
    """Text that is HTML already: what this module makes, or what a parser let through as it is."""

    __slots__ = ()


DOCTYPE = Markup("<!doctype html>")

Child = str | None | Iterable["Child"]


def element(name: str, /, *children: Child, **values: str | int | bool | None) -> Markup:
    """Make an element; text in it and in its attributes is escaped. A void one (`br`) has no end tag.

    An attribute's `_` stands for `-`, one at its end for nothing (`class_`). True is an attribute without a
    value, None and False leave it out. Raise ValueError for children of a void element.
    """
    # one with an id, an address or a content of its own is like no other
    is_own = "href" in values or "id" in values or "content" in values
    start, end = _write_tags(name, values) if is_own else _tags(name, **values)
    if not end:
        if children:
            raise ValueError(f"{name} has no content")
        return Markup(start)
    if len(children) == 1 and isinstance(child := children[0], str):  # most are so
        is_safe = isinstance(child, Markup) or not _UNSAFE.search(child)
        return Markup(start + (child if is_safe else _escape(child)) + end)
    parts = [start]
    _collect(children, parts)
    parts.append(end)
    return Markup("".join(parts))


def _write_tags(name: str, values: Mapping[str, str | int | bool | None]) -> tuple[str, str]:
    """Write a start tag and an end tag."""
    start = f"<{_check(name)}{_attributes(values)}>"
    return start, "" if name in VOID_ELEMENTS else f"</{name}>"


@lru_cache(maxsize=4096, typed=True)
def _tags(name: str, /, **values: str | int | bool | None) -> tuple[str, str]:
    """Write the tags of an element that is like others, as most are. 1 and True are told apart by `typed`."""
    return _write_tags(name, values)


def attributes(**values: str | int | bool | None) -> Markup:
    """Write attributes as `element` does, each with a blank before it: for a tag that an author wrote."""
    return Markup(_attributes(values))


def _attributes(values: Mapping[str, str | int | bool | None]) -> str:
    written = ""
    for key, value in values.items():
        if value is True:
            written += f" {_attribute(key)}"
        elif value is not None and value is not False:
            text = str(value)
            written += f' {_attribute(key)}="{_escape(text) if _UNSAFE.search(text) else text}"'
    return written


def embed_json(value: object) -> Markup:
    """Write a value as JSON that may stand in a script: nothing in it can end the script."""
    text = json.dumps(value, ensure_ascii=False)
    return Markup(text.replace("<", "\\u003c").replace("&", "\\u0026"))


def join(children: Iterable[Child]) -> Markup:
    """Put pieces one behind the other; text is escaped, markup is not."""
    parts: list[str] = []
    _collect(children, parts)
    return Markup("".join(parts))


def fill(template: str, **pieces: Child) -> Markup:
    """Put pieces into the slots of a sentence (`{name}`); text is escaped, the sentence's own too."""
    parts: list[str] = []
    for words, slot, _, _ in Formatter().parse(template):
        _collect((words, pieces[slot] if slot else None), parts)
    return Markup("".join(parts))


def _collect(children: Iterable[Child], parts: list[str]) -> None:
    add, find_unsafe = parts.append, _UNSAFE.search
    for child in children:
        if isinstance(child, Markup):
            add(child)
        elif isinstance(child, str):
            add(_escape(child) if find_unsafe(child) else child)
        elif child:
            _collect(child, parts)


def _escape(text: str) -> str:
    for unsafe, safe in _SAFE.items():
        text = text.replace(unsafe, safe)
    return text


@cache
def _attribute(key: str) -> str:
    return _check(key.removesuffix("_").replace("_", "-"))


@cache
def _check(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError(f"not a name: {name!r}")
    return name
