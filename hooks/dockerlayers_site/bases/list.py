"""The list of base images that can be made here."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from dockerlayers_site.texts import load_table

LABEL = "dockerlayers.stand-in"
"""The label that says of what a stand-in is made."""
BUSYBOX = "busybox"

_LIST = "bases/images.toml"
_PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
# Raise it when the same entry is to give other files.
_RECIPE = 1


@dataclass(frozen=True, kw_only=True)
class Base:
    """A base image: its names, the first of which is its own, how its files are made, its image config.

    `brings` says what is in it that no package of the suite brings, `root` which folder of what is installed
    is packed: all of it, or what the script has put together.
    """

    names: tuple[str, ...]
    origin: str
    packages: tuple[str, ...]
    files: str | None
    script: str
    root: str
    config: Mapping[str, Any]
    key: str
    brings: str = field(default="", repr=False)

    def names_in(self, text: str) -> tuple[str, ...]:
        """Return the names under which a text speaks of the image; people leave out `latest`."""
        return tuple(name for name in self.names if re.search(_pattern(name), text))

    def added(self) -> tuple[Traversable, ...]:
        """Return the files that are added."""
        folder = files("dockerlayers_site").joinpath("bases", "files", self.files) if self.files else None
        return tuple(sorted(folder.iterdir(), key=lambda one: one.name)) if folder else ()


def _pattern(name: str) -> str:
    short = re.escape(name.removesuffix(":latest"))
    whole = f"{short}(?::latest)?" if name.endswith(":latest") else short
    return rf"(?<![\w./-]){whole}(?![\w.:-])"


@cache
def load_bases() -> tuple[Base, ...]:
    """Load the list."""
    return tuple(_read(entry) for entry in load_table(_LIST)["images"])


def _read(entry: Mapping[str, Any]) -> Base:
    config: dict[str, Any] = {
        "Env": [_PATH, *entry.get("env", ())],
        "Cmd": entry["cmd"],
        "Entrypoint": entry.get("entrypoint"),
        "User": entry.get("user", ""),
        "WorkingDir": entry.get("workdir", ""),
        "Volumes": _keys(entry.get("volumes", ())),
        "ExposedPorts": _keys(entry.get("ports", ())),
        "StopSignal": entry.get("stop_signal"),
    }
    base = Base(
        names=(entry["name"], *entry.get("also", ())),
        origin=entry["from"],
        packages=tuple(entry.get("packages", ())),
        brings=entry.get("brings", ""),
        files=entry.get("files"),
        script=entry.get("run", ""),
        root=entry.get("root", ""),
        config={name: value for name, value in config.items() if value},
        key="",
    )
    return replace(base, key=_hash(base))


def _keys(names: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
    return {name: {} for name in names}


def _hash(base: Base) -> str:
    texts = [one.read_text(encoding="utf-8") for one in base.added()]
    return hashlib.sha256(repr((_RECIPE, base, texts)).encode()).hexdigest()[:12]
