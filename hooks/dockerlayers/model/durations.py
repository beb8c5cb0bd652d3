"""Durations as Go reads and prints them, in nanoseconds."""

from __future__ import annotations

from dockerlayers.errors import DockerfileError
from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.characters import quote

_UNITS = {
    "ns": 1,
    "us": 10**3,
    "\u00b5s": 10**3,
    "\u03bcs": 10**3,
    "ms": 10**6,
    "s": 10**9,
    "m": 60 * 10**9,
    "h": 3600 * 10**9,
}
_PART = lazy_pattern(r"([0-9]*)(?:\.([0-9]*))?([^.0-9]*)")
_MAX = 2**63
_MAX_DIGITS = 30


def parse_duration(text: str) -> int:
    """Parse a duration such as `1m30s` into nanoseconds.

    duration = [ "+" | "-" ] , ( "0" | { digits , [ "." , digits ] , unit } )
    """
    sign = -1 if text.startswith("-") else 1
    rest = text[1:] if text[:1] in ("+", "-") else text
    if rest == "0":
        return 0
    if not rest:
        raise DockerfileError(f"time: invalid duration {quote(text)}")
    total = 0
    while rest:
        match = _PART.match(rest)
        if not match or not (match[1] or match[2]):
            raise DockerfileError(f"time: invalid duration {quote(text)}")
        if not match[3]:
            raise DockerfileError(f"time: missing unit in duration {quote(text)}")
        if match[3] not in _UNITS:
            raise DockerfileError(f"time: unknown unit {quote(match[3])} in duration {quote(text)}")
        if len(match[1].lstrip("0")) > _MAX_DIGITS:
            raise DockerfileError(f"time: invalid duration {quote(text)}")
        decimals = (match[2] or "")[:_MAX_DIGITS]
        total += int(f"{match[1]}{decimals}" or 0) * _UNITS[match[3]] // 10 ** len(decimals)
        rest = rest[match.end() :]
    if total >= _MAX:
        raise DockerfileError(f"time: invalid duration {quote(text)}")
    return sign * total


def format_duration(nanoseconds: int) -> str:
    """Print a duration as Go does: `1m30s`, `1.5ms`, `0s`."""
    if nanoseconds < 0:
        return "-" + format_duration(-nanoseconds)
    if nanoseconds < 10**9:
        unit = next((name for name in ("ms", "\u00b5s", "ns") if nanoseconds >= _UNITS[name]), "s")
        return _decimal(nanoseconds, _UNITS[unit]) + unit
    seconds = _decimal(nanoseconds % _UNITS["m"], _UNITS["s"]) + "s"
    minutes = nanoseconds // _UNITS["m"]
    if minutes >= 60:
        return f"{minutes // 60}h{minutes % 60}m{seconds}"
    return f"{minutes}m{seconds}" if minutes else seconds


def _decimal(value: int, unit: int) -> str:
    whole, rest = divmod(value, unit)
    digits = str(rest).rjust(len(str(unit)) - 1, "0").rstrip("0") if rest else ""
    return f"{whole}.{digits}" if digits else str(whole)
