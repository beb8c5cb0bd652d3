from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

FOLDER = Path(__file__).parents[1]


def fetch(folder):
    shutil.copy(FOLDER / "fetch.sh", folder)
    return subprocess.run(["./fetch.sh"], cwd=folder, capture_output=True, text=True, check=False)


def test_a_token_is_needed(tmp_path):
    done = fetch(tmp_path)
    assert (done.returncode, done.stderr) == (1, "토큰이 없습니다.\n")


def test_what_is_fetched_does_not_hold_the_token(tmp_path):
    (tmp_path / "token.txt").write_text("abc", encoding="utf-8")
    assert fetch(tmp_path).returncode == 0
    assert "abc" not in (tmp_path / "data.txt").read_text(encoding="utf-8")


def test_the_token_stays_out_of_the_context():
    assert "token.txt" in (FOLDER / ".dockerignore").read_text(encoding="utf-8").split()
