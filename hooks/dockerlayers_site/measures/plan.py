"""How a folder is to be measured, as its `measure.toml` says: what is edited between two builds."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dockerlayers.measured.types import Occasion
from dockerlayers_site.measures.errors import MeasureError

PLAN = "measure.toml"
MARK = "{mark}"
_EDITED = (Occasion.SOURCE, Occasion.DEPENDENCY)


@dataclass(frozen=True, kw_only=True)
class Edit:
    """One change of a file: `put` stands for `find`, or at the file's end; MARK in it is new each time."""

    file: str
    put: str
    find: str | None = None

    def apply(self, folder: Path, mark: str) -> None:
        """Change the file below a folder; raise MeasureError where it does not hold what is looked for."""
        path = folder / self.file
        text = path.read_bytes().decode() if path.is_file() else ""
        put = self.put.replace(MARK, mark)
        if self.find is not None and text.count(self.find) != 1:
            raise MeasureError(
                f"{PLAN}: {self.file} holds {self.find!r} {text.count(self.find)} times, not once"
            )
        path.write_bytes((text + put if self.find is None else text.replace(self.find, put)).encode())


@dataclass(frozen=True, kw_only=True)
class MeasurePlan:
    """The edits for each occasion, and the options of `docker build`; a folder without a file has none."""

    edits: Mapping[Occasion, tuple[Edit, ...]] = field(default_factory=dict)
    options: tuple[str, ...] = ()


def load_plan(folder: Path) -> MeasurePlan:
    """Load the plan of a folder; raise MeasureError with the file and what is wrong there."""
    path = folder / PLAN
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    except tomllib.TOMLDecodeError as error:
        raise MeasureError(f"{path}: {error}") from None
    try:
        return _read(document)
    except (TypeError, ValueError) as error:
        raise MeasureError(f"{path}: {error}") from None


def _read(document: dict[str, Any]) -> MeasurePlan:
    options = document.pop("options", [])
    edits = {
        occasion: tuple(Edit(**edit) for edit in document.pop(occasion.value))
        for occasion in _EDITED
        if occasion.value in document
    }
    if document:
        raise ValueError(f"unknown key: {next(iter(document))}")
    return MeasurePlan(edits=edits, options=tuple(options))
