"""What the image relies on; the program's own tests are in main_test.go, and run in the stage `test`."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1]


def test_only_the_standard_library_is_used():
    assert "require" not in (FOLDER / "go.mod").read_text(encoding="utf-8")
    imports = re.findall(r'^\t_? ?"([^"]+)"$', (FOLDER / "main.go").read_text(encoding="utf-8"), re.MULTILINE)
    assert "net/http" in imports
    assert not [name for name in imports if "." in name.partition("/")[0]]


def test_time_zones_are_in_the_program_as_the_image_has_none():
    assert '_ "time/tzdata"' in (FOLDER / "main.go").read_text(encoding="utf-8")


def has_go():
    """Say whether there is a Go whose routes can name a method: 1.22 or newer."""
    if not shutil.which("go"):
        return False
    told = subprocess.run(["go", "version"], cwd="/", capture_output=True, text=True, check=False).stdout
    version = re.search(r"go(\d+)\.(\d+)", told)
    return bool(version) and (int(version[1]), int(version[2])) >= (1, 22)


@pytest.mark.skipif(not has_go(), reason="no Go of today here: the stage `test` runs these")
def test_go_tests_pass():
    done = subprocess.run(["go", "test", "./..."], cwd=FOLDER, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
