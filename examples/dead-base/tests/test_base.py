from __future__ import annotations

import re
from pathlib import Path

FOLDER = Path(__file__).parents[1]


def version_of(name):
    return int(re.search(r"^FROM node:(\d+)", (FOLDER / name).read_text(encoding="utf-8"), re.MULTILINE)[1])


def test_the_program_needs_what_the_dead_version_does_not_have():
    # Array.prototype.toSorted came with Node.js 20.
    assert ".toSorted(" in (FOLDER / "hello.mjs").read_text(encoding="utf-8")
    assert version_of("Dockerfile.before") < 20 <= version_of("Dockerfile")


def test_a_version_with_long_support_is_used():
    assert version_of("Dockerfile") % 2 == 0
