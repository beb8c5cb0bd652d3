from __future__ import annotations

import subprocess
from pathlib import Path

FOLDER = Path(__file__).parents[1]


def test_it_greets():
    said = subprocess.run(
        ["sh", FOLDER / "hello.sh", "고래"], capture_output=True, text=True, check=True
    ).stdout
    assert said == "안녕하세요, 고래!\n"


def test_both_dockerfiles_are_the_same_as_only_the_context_differs():
    assert (FOLDER / "Dockerfile").read_bytes() == (FOLDER / "Dockerfile.before").read_bytes()
