"""Golden cases: one YAML file tells one story, its input and what must come out.

`pytest --update-goldens` writes what comes out; read the diff by hand before it is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

_FOLDER = Path(__file__).with_name("golden")


@dataclass(frozen=True, kw_only=True)
class GoldenCase:
    """Hold one file's name, its path, and its fields."""

    name: str
    path: Path
    fields: Mapping[str, Any]

    def __str__(self) -> str:
        return self.name


class _Dumper(yaml.SafeDumper):
    """Write text of several lines as a block, and keep the order of the fields."""


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _represent_text)


def golden_cases(folder: str) -> list[GoldenCase]:
    """Read all cases of a folder in tests/golden/."""
    paths = sorted((_FOLDER / folder).glob("*.yml"))
    assert paths, f"no golden case in {_FOLDER / folder}"
    return [GoldenCase(name=path.stem, path=path, fields=_read(path)) for path in paths]


def check_golden(case: GoldenCase, actual: Mapping[str, Any], request: pytest.FixtureRequest) -> None:
    """Compare what came out with the case's fields of the same names, or write it there."""
    if request.config.getoption("--update-goldens"):
        text = yaml.dump(
            {**case.fields, **actual}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000
        )
        case.path.write_text(text, encoding="utf-8")
    expected = {name: _read(case.path).get(name) for name in actual}
    assert actual == expected


def _read(path: Path) -> dict[str, Any]:
    fields = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(fields, dict), f"{path} holds no fields"
    return fields
