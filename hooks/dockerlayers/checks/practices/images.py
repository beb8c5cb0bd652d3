"""What is known of base images: when their support ended, whom they start as, where they work."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache, lru_cache
from typing import NamedTuple

from dockerlayers.model.references import Reference
from dockerlayers.patterns import lazy_pattern
from dockerlayers.programs.tables import Table, open_table

_MIRRORS = ("mirror.gcr.io/library/", "public.ecr.aws/docker/library/")
_SYSTEMS = ("debian", "ubuntu")
_VERSION = lazy_pattern(r"v?(\d+(?:\.\d+)*|[a-z]+(?:-[a-z]+)?)")
_NUMBERED = lazy_pattern(r"(alpine|debian|ubuntu)(\d+(?:\.\d+)?)")


class StartUser(Enum):
    """Whom a container of an image starts as, where nothing else says so."""

    ROOT = "root"
    STEPS_DOWN = "steps-down"
    """Root, until its own start script or server gives that up."""
    OTHER = "other"


class Ended(NamedTuple):
    """The day on which support ended, as `YYYY-MM-DD`; `system` is the distribution at fault, "" for all.

    `source` tells the day, `checked` is the day on which it was read.
    """

    day: str
    source: str
    checked: str
    system: str = ""


class _Line(NamedTuple):
    """The versions of an image, each with the day on which its support ends; `all` is that of every tag."""

    source: str
    checked: str
    versions: Mapping[str, str]
    all: str
    except_: re.Pattern[str]

    def find(self, version: str) -> Ended | None:
        """Find the end of a version by the longest part of it that is known."""
        parts = version.split(".")
        known = (".".join(parts[:count]) for count in range(len(parts), 0, -1))
        day = next((self.versions[one] for one in known if one in self.versions), self.all)
        return Ended(day, self.source, self.checked) if "" < day <= self.checked else None


def short_name(reference: Reference) -> str:
    """Return the name as people write it, of mirrors of Docker's official images as well."""
    name = reference.name.removeprefix("docker.io/").removeprefix("library/")
    for mirror in _MIRRORS:
        name = name.removeprefix(mirror)
    return name


@lru_cache(maxsize=64)
def find_ended(reference: Reference) -> Ended | None:
    """Find when the support of an image ended, or that of the distribution which its tag names."""
    line = _lines().get(short_name(reference))
    tag = reference.tag
    if line and not line.except_.fullmatch(tag):
        match = _VERSION.match(tag)
        ended = line.find(match[1] if match else "") or line.find(tag.partition("-")[0])
        if ended:
            return ended
    return next(_ended_systems(f"{posixpath.basename(reference.name)}-{tag}"), None)


def _ended_systems(text: str) -> Iterator[Ended]:
    """Yield the ended distributions that a name and a tag tell: `-buster`, `-alpine3.18`, `-debian11`."""
    for part in text.split("-"):
        numbered = _NUMBERED.fullmatch(part)
        names = [(numbered[1], numbered[2])] if numbered else [(system, part) for system in _SYSTEMS]
        for system, version in names:
            if numbered or version.isalpha():
                ended = _lines()[system].find(version)
                if ended:
                    yield ended._replace(system=f"{system}:{version}")


@cache
def _lines() -> Mapping[str, _Line]:
    table = open_table("checks/facts/ended.toml")
    checked = table.take_text("checked")
    lines = [(one.take_texts("names"), _read_line(one, checked)) for one in table.take_tables("images")]
    return {name: line for names, line in lines for name in names}


def _read_line(table: Table, checked: str) -> _Line:
    return _Line(
        source=table.take_text("source"),
        checked=checked,
        versions=table.take_table("versions").values,
        all=table.find_text("all") or "",
        except_=re.compile(table.find_text("except") or "(?!)"),
    )


@lru_cache(maxsize=64)
def find_user(reference: Reference) -> StartUser | None:
    """Find whom an image starts as; return None where that is not known."""
    name = _look_up(reference, "users")
    return StartUser(name) if name else None


@lru_cache(maxsize=64)
def find_directory(reference: Reference) -> str | None:
    """Find the working directory of an image; return None where that is not known."""
    return _look_up(reference, "directories")


def _look_up(reference: Reference, kind: str) -> str | None:
    """Find what is known of an image: of its tag before its name, of its name before a pattern."""
    names, patterns = _tables()[kind]
    name = short_name(reference)
    whole = f"{name}:{reference.tag}"
    tagged = (value for pattern, value, has_tag in patterns if has_tag and pattern.fullmatch(whole))
    untagged = (value for pattern, value, has_tag in patterns if not has_tag and pattern.fullmatch(name))
    return next(tagged, None) or names.get(name) or next(untagged, None)


_Known = tuple[Mapping[str, str], tuple[tuple[re.Pattern[str], str, bool], ...]]


@cache
def _tables() -> Mapping[str, _Known]:
    table = open_table("checks/facts/images.toml")
    return {kind: _read_known(table.take_table(kind)) for kind in ("users", "directories")}


def _read_known(table: Table) -> _Known:
    known = {name: value for value in table.values if value != "source" for name in table.take_texts(value)}
    plain = {name: value for name, value in known.items() if "*" not in name}
    patterns = tuple(
        (re.compile(".*".join(map(re.escape, name.split("*")))), value, ":" in name)
        for name, value in known.items()
        if "*" in name
    )
    return plain, patterns
