"""What the author of a console session asks for, and how it is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.fences.errors import FenceError
from dockerlayers_site.fences.header import Header, HeaderOption
from dockerlayers_site.fences.options import (
    check_name,
    read_bare,
    read_hl_lines,
    read_linenums,
    read_pattern,
    read_text,
)

_VERSION = lazy_pattern(r"\d{1,3}(?:\.\d{1,3})?")
_SECONDS = lazy_pattern(r"[1-9]\d{0,3}")
# Of a session that is not run, nothing else is to be known.
_RUN_ONLY = ("engine", "timeout", "expect-error")


@dataclass(frozen=True, kw_only=True)
class ConsoleOptions:
    """What the header of a session says.

    `norun` is why it cannot be run, `engine` the oldest version of the Docker Engine that it is right for,
    `timeout` the seconds that one of its commands may take, if not the usual ones.
    """

    title: str | None = None
    norun: str | None = None
    engine: tuple[int, int] | None = None
    timeout: int | None = None
    expect_error: bool = False
    hl_lines: str | None = None
    linenums: str | None = None

    @property
    def highlighting(self) -> dict[str, str]:
        """Return the options that plain code can have, as superfences names them."""
        values = {"title": self.title, "hl_lines": self.hl_lines, "linenums": self.linenums}
        return {name: value for name, value in values.items() if value}


def read_console_options(header: Header) -> ConsoleOptions:
    """Read the options of a session; raise FenceError at the first that is unknown, repeated or wrong."""
    values: dict[str, str] = {}
    for option in header.options:
        check_name(option, values, [*_READERS])
        values[option.name] = _READERS[option.name](option)
    useless = next((one for one in header.options if "norun" in values and one.name in _RUN_ONLY), None)
    if useless:
        message = f"{useless.name} has no effect on a session that is not run"
        raise FenceError(message, span=useless.name_span, hint="remove one of the two")
    return ConsoleOptions(
        title=values.get("title"),
        norun=values.get("norun"),
        engine=_parse_version(values["engine"]) if "engine" in values else None,
        timeout=int(values["timeout"]) if "timeout" in values else None,
        expect_error="expect-error" in values,
        hl_lines=values.get("hl_lines"),
        linenums=values.get("linenums"),
    )


def _parse_version(text: str) -> tuple[int, int]:
    major, _, minor = text.partition(".")
    return int(major), int(minor or 0)


def _read_version(option: HeaderOption) -> str:
    return read_pattern(option, _VERSION, "25.0")


def _read_seconds(option: HeaderOption) -> str:
    return read_pattern(option, _SECONDS, "120")


_READERS: dict[str, Callable[[HeaderOption], str]] = {
    "title": read_text,
    "norun": read_text,
    "engine": _read_version,
    "timeout": _read_seconds,
    "expect-error": read_bare,
    "hl_lines": read_hl_lines,
    "linenums": read_linenums,
}
