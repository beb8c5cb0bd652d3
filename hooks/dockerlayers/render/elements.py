"""Build HTML: the one place where markup is made, and where all text is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9-]*")
_UNSAFE = re.compile("[\r\x00]")
_SAFE = {"\r": "&#13;", "\x00": "\ufffd"}


class Markup(str):
    """Text that is HTML already. Only this module makes it."""

    __slots__ = ()


Child = str | None | Iterable["Child"]


def element(name: str, *children: Child, **attributes: str | int | bool | None) -> Markup:
    """Make an element; text in it and in its attributes is escaped.

    An attribute's `_` stands for `-`, one at its end for nothing (`class_`). True is an attribute without a
    value, None and False leave it out.
    """
    opening = "".join(_attribute(key, value) for key, value in attributes.items())
    return Markup(f"<{_check(name)}{opening}>{join(children)}</{name}>")


def join(children: Iterable[Child]) -> Markup:
    """Put pieces one behind the other; text is escaped, markup is not."""
    return Markup("".join(map(_render, children)))


def _render(child: Child) -> str:
    if isinstance(child, Markup):
        return str(child)
    if isinstance(child, str):
        return _escape(child)
    return "" if child is None else join(child)


def _attribute(key: str, value: str | int | bool | None) -> str:
    name = _check(key.removesuffix("_").replace("_", "-"))
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{_escape(str(value))}"'


def _escape(text: str) -> str:
    """Escape also a carriage return, which a browser turns into a line feed, and NUL, which it drops."""
    return _UNSAFE.sub(lambda match: _SAFE[match[0]], escape(text))


def _check(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError(f"not a name: {name!r}")
    return name
