from __future__ import annotations

import os
import subprocess
from pathlib import Path

FOLDER = Path(__file__).parents[1]


def test_runs_are_counted(tmp_path):
    for number in (1, 2):
        command = ["sh", FOLDER / "counter.sh", tmp_path / "count"]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        assert said == f"사용자 {os.getuid()}번이 {number}번째로 실행했습니다.\n"


def test_who_runs_it_may_write_its_data():
    dockerfile = (FOLDER / "Dockerfile").read_text(encoding="utf-8")
    assert (
        dockerfile.index("chown app:app /data")
        < dockerfile.index("VOLUME /data")
        < dockerfile.index("USER 1000")
    )
