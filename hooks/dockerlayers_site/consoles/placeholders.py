"""Placeholders for what varies in the output of a session, such as `<id>`, and how one line is compared.

`<id>` stands for any id; `<id:web>` for one that is the same wherever it stands on a page. `…` stands for any
text in a line. Where a line has one of them, each run of blanks stands for any other: columns are as wide as
what they hold. In all lines, two blanks and more stand for two and more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from dockerlayers.patterns import lazy_pattern

ELLIPSIS = "…"

_HEX = "[0-9a-f]"
_CLOCK = r"\d\d:\d\d:\d\d(?:[.,]\d+)?"
_ZONE = r"(?:[ ]?(?:Z|UTC|KST|GMT|[+-]\d\d:?\d\d))?"
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
KINDS: Mapping[str, str] = {
    # Of 64 digits, or of the 12 that are shown.
    "id": rf"(?:{_HEX}{{64}}|{_HEX}{{12}})(?!\w)",
    "digest": rf"{_HEX}{{64}}",
    # `2026-11-28T21:00:00.1Z`, `28/Nov/2026:21:00:00 +0000`, `Sat Nov 28 21:00:00 UTC 2026`, `21:00:00`.
    "time": (
        rf"(?:\d{{4}}[-/]\d\d[-/]\d\d(?:[T ]{_CLOCK}{_ZONE}(?:[ ]UTC)?)?"
        rf"|\d\d?[ /-]{_MONTH}[ /-]\d{{4}}(?:[ :]{_CLOCK}{_ZONE})?"
        rf"|{_DAY},? (?:{_MONTH} +\d\d?|\d\d? {_MONTH} \d{{4}}) {_CLOCK}{_ZONE}(?: \d{{4}})?|{_CLOCK}{_ZONE})"
    ),
    # As the engine says how long something has been.
    "ago": (
        r"(?:Less than a second|About an? (?:minute|hour)|\d+ (?:second|minute|hour|day|week|month|year)s?)"
        r"(?: ago)?"
    ),
    "seconds": r"(?:\d+m ?)?\d+(?:\.\d+)? ?(?:µs|ms|s|m)?",
    "size": r"\d+(?:\.\d+)? ?(?:[kKMGT]i?)?B",
    "percent": r"\d+(?:\.\d+)?%",
    "number": r"\d+",
    "pid": r"\d+",
    "port": r"\d{2,5}",
    "ip": r"(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})",
    "mac": rf"{_HEX}{{2}}(?::{_HEX}{{2}}){{5}}",
    "kernel": r"\d+\.\d+\.\d+[\w.+-]*",
    "version": r"v?\d+(?:\.\d+)*[\w.+~:-]*",
    # As the engine names a container that has no name.
    "name": r"[a-z]+_[a-z]+\d*",
    "path": r"/[\w./@+-]*",
}
"""What each kind stands for, as a regular expression."""

Bound = Mapping[str, str]
"""What the placeholders with a name stand for so far, by `kind:name`."""

_PLACEHOLDER = lazy_pattern(rf"<(?P<kind>{'|'.join(KINDS)})(?::(?P<name>[\w.-]+))?>")
_PART = lazy_pattern(rf"(?P<placeholder>{_PLACEHOLDER.pattern})|(?P<any>{ELLIPSIS})|(?P<blanks>[ \t]+)")
# Of these, one may be the begin of the other.
_CUT = ("id", "digest")
_SHORT = 12


def has_placeholder(text: str) -> bool:
    """Say whether a text has a placeholder, or stands for any."""
    return ELLIPSIS in text or bool(_PLACEHOLDER.search(text))


def match_line(expected: str, actual: str, bound: Bound) -> Bound | None:
    """Compare a line; return what is bound then, or None where it differs."""
    if expected == actual:
        return bound
    names: dict[str, str] = {}
    found = re.fullmatch(_compile(expected.rstrip(), bound, names), actual.rstrip())
    if not found:
        return None
    return {**bound, **{name: found[group] for group, name in names.items()}}


def fill(text: str, bound: Bound) -> str:
    """Put what is bound in place of placeholders with a name, as in a command."""
    return _PLACEHOLDER.sub(
        lambda found: bound.get(found[0][1:-1], found[0]) if found["name"] else found[0], text
    )


def find_unbound(text: str, bound: Bound) -> str | None:
    """Find a placeholder with a name that nothing is bound to yet."""
    names = (found[0] for found in _PLACEHOLDER.finditer(text) if found["name"])
    return next((name for name in names if name[1:-1] not in bound), None)


def _compile(expected: str, bound: Bound, names: dict[str, str]) -> str:
    """Return the regular expression of a line; `names` takes the names of its groups."""
    is_loose = has_placeholder(expected)
    pattern, at = "", 0
    for part in _PART.finditer(expected):
        pattern += re.escape(expected[at : part.start()])
        at = part.end()
        if part["any"]:
            pattern += ".*?"
        elif part["blanks"]:
            pattern += _blanks(part[0], is_loose=is_loose, is_first=part.start() == 0)
        else:
            pattern += _placeholder(part["kind"], part["name"], bound, names)
    return pattern + re.escape(expected[at:])


def _blanks(text: str, *, is_loose: bool, is_first: bool) -> str:
    if is_loose:
        return r"[ \t]*" if is_first else r"[ \t]+"
    return re.escape(text) if is_first or len(text) < 2 else r"[ \t]{2,}"


def _placeholder(kind: str, name: str | None, bound: Bound, names: dict[str, str]) -> str:
    if not name:
        return f"(?:{KINDS[kind]})"
    key = f"{kind}:{name}"
    if key in bound:
        value = bound[key]
        begin = re.escape(value[:_SHORT] if kind in _CUT else value)
        return rf"(?:{begin}{_HEX}*)" if kind in _CUT else begin
    group = next((one for one, known in names.items() if known == key), None)
    if group:
        return f"(?P={group})"
    group = f"bound{len(names)}"
    names[group] = key
    return f"(?P<{group}>{KINDS[kind]})"
