from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1]
SCRIPT = FOLDER / "start.sh"


def run(folder, content):
    script = folder / "start.sh"
    script.write_bytes(content)
    script.chmod(0o755)
    return subprocess.run([script], capture_output=True, text=True, check=True).stdout


def test_the_script_has_line_ends_of_windows():
    assert SCRIPT.read_bytes().count(b"\r\n") == SCRIPT.read_bytes().count(b"\n") > 0


def test_so_it_cannot_be_started(tmp_path):
    with pytest.raises(FileNotFoundError):
        run(tmp_path, SCRIPT.read_bytes())


def test_without_them_it_can(tmp_path):
    dockerfile = (FOLDER / "Dockerfile").read_text(encoding="utf-8")
    expression = re.search(r"sed -i '([^']+)'", dockerfile)[1]
    mended = subprocess.run(["sed", expression, SCRIPT], capture_output=True, check=True).stdout
    assert run(tmp_path, mended) == "시작합니다.\n"
