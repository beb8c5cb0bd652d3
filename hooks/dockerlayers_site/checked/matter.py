"""Read from a page's front matter when it was checked, and for which version of Docker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.pages.page_file import PageFile
from dockerlayers_site.pages.page_meta import line_of
from dockerlayers_site.pages.problem import Problem

DAY = "checked"
"""The name of the day in front matter."""
VERSION = "docker"
"""The name of the version in front matter."""
_VERSION = lazy_pattern(r"\d+(?:\.\d+)*")
_DAY_HINT = "write the day as in 2026-11-28"
_VERSION_HINT = 'write the version in quotes, as in "29.1"'
# It is a day ahead in the first time zone.
_AHEAD = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Checked:
    """The day on which a page was checked, and the version for which it holds; of one without, None."""

    day: date
    docker: str | None = None


def today() -> date:
    """Return the day, as it is in UTC."""
    return datetime.now(UTC).date()


def read_checked(meta: Mapping[str, Any], page: PageFile, now: date) -> Checked | Problem | None:
    """Read what front matter says; None where it has no day, a problem where that cannot be."""
    day, version = meta.get(DAY), meta.get(VERSION)
    if day is None:
        return None
    found = _read_day(day)
    if found is None:
        return _report(f"{DAY} is no day: {day}", DAY, page, _DAY_HINT)
    if found > now + _AHEAD:
        return _report(f"{DAY} is a day to come: {day}", DAY, page, _DAY_HINT)
    # 28.10 without quotes is the number 28.1.
    if version is not None and (isinstance(version, float) or not _VERSION.fullmatch(str(version))):
        return _report(f"{VERSION} is no version: {version}", VERSION, page, _VERSION_HINT)
    return Checked(day=found, docker=None if version is None else str(version))


def _read_day(value: object) -> date | None:
    # A time is a day to Python.
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _report(text: str, name: str, page: PageFile, hint: str) -> Problem:
    return page.report(text, page.locate(line_of(name, page), name), hint=hint)
