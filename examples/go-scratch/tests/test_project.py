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


@pytest.mark.skipif(not shutil.which("go"), reason="no Go here: the stage `test` runs these")
def test_go_tests_pass():
    done = subprocess.run(["go", "test", "./..."], cwd=FOLDER, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
