from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1]


@pytest.mark.parametrize(("status", "said"), [(0, "답합니다.\n"), (1, "답이 없습니다.\n")])
def test_the_answer_is_told(tmp_path, status, said):
    curl = tmp_path / "curl"
    curl.write_text(f"#!/bin/sh\nexit {status}\n", encoding="utf-8")
    curl.chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["sh", FOLDER / "check.sh"], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (status, said)
