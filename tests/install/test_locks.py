"""The locks of the environments that the wheel is tried in."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.install.environments import LOCKS
from tests.support.site import ROOT

_ENTRY = re.compile(r"^(?P<name>[a-z0-9.-]+)==(?P<version>\S+)(?P<rest>.*(?:\n .*)+)", re.MULTILINE)


def _asked_for(name: str) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = (LOCKS / f"{name}.in").read_text(encoding="utf-8").splitlines()
    site = project["optional-dependencies"]["site"] if name == "plugin" else []
    return [Requirement(text) for text in [*site, *lines] if not text.startswith("#")]


@pytest.mark.parametrize("name", ["plugin", "zensical"])
def test_a_lock_holds_what_is_asked_for_with_its_hashes_and_no_address(name: str) -> None:
    text = (LOCKS / f"{name}.lock").read_text(encoding="utf-8")
    assert "://" not in text
    entries = list(_ENTRY.finditer(text))
    assert len(entries) == len(re.findall(r"^\S+==", text, re.MULTILINE))
    assert [entry["name"] for entry in entries if "--hash=sha256:" not in entry["rest"]] == []
    for wanted in _asked_for(name):
        versions = [one["version"] for one in entries if one["name"] == canonicalize_name(wanted.name)]
        assert versions
        assert [version for version in versions if version not in wanted.specifier] == []


def test_zensical_is_tried_without_mkdocs() -> None:
    assert "mkdocs==" not in (LOCKS / "zensical.lock").read_text(encoding="utf-8")
