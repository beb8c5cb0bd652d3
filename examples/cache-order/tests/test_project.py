from __future__ import annotations

import json
import re
from pathlib import Path

FOLDER = Path(__file__).parents[1]


def read(name):
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def test_the_lock_is_that_of_the_package():
    locked = read("package-lock.json")["packages"]
    assert locked[""]["dependencies"] == read("package.json")["dependencies"]
    assert all("integrity" in package for path, package in locked.items() if path)


def test_what_is_imported_is_a_dependency():
    source = (FOLDER / "server.mjs").read_text(encoding="utf-8")
    assert set(re.findall(r'from "([^"]+)"', source)) == set(read("package.json")["dependencies"])
