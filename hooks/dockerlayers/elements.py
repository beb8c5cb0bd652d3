"""Build HTML: the one place where markup is made, and where all text is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9-]*")
# Also a carriage return, which a browser turns into a line feed, and NUL, which it drops.
_UNSAFE = re.compile("[&<>\"'\r\x00]")
_SAFE = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#x27;",
    "\r": "&#13;",
    "\x00": "\ufffd",
}


class Markup(str):
    """Text that is HTML already. Only this module makes it."""

    __slots__ = ()


Child = str | None | Iterable["Child"]


def element(name: str, *children: Child, **attributes: str | int | bool | None) -> Markup:
    """Make an element; text in it and in its attributes is escaped.

    An attribute's `_` stands for `-`, one at its end for nothing (`class_`). True is an attribute without a
    value, None and False leave it out.
    """
    parts = [_open(name, **attributes)]
    _collect(children, parts)
    parts.append(f"</{name}>")
    return Markup("".join(parts))


@lru_cache(maxsize=1024, typed=True)
def _open(name: str, /, **attributes: str | int | bool | None) -> str:
    """Write a start tag; most are like another one. 1 and True are told apart by `typed`."""
    parts = [f"<{_check(name)}"]
    for key, value in attributes.items():
        if value is True:
            parts.append(f" {_attribute(key)}")
        elif value is not None and value is not False:
            parts.append(f' {_attribute(key)}="{_escape(str(value))}"')
    parts.append(">")
    return "".join(parts)


def join(children: Iterable[Child]) -> Markup:
    """Put pieces one behind the other; text is escaped, markup is not."""
    parts: list[str] = []
    _collect(children, parts)
    return Markup("".join(parts))


def _collect(children: Iterable[Child], parts: list[str]) -> None:
    for child in children:
        if isinstance(child, Markup):
            parts.append(child)
        elif isinstance(child, str):
            parts.append(_escape(child))
        elif child is not None:
            _collect(child, parts)


def _escape(text: str) -> str:
    return _UNSAFE.sub(lambda match: _SAFE[match[0]], text) if _UNSAFE.search(text) else text


@cache
def _attribute(key: str) -> str:
    return _check(key.removesuffix("_").replace("_", "-"))


@cache
def _check(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError(f"not a name: {name!r}")
    return name
