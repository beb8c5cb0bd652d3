from __future__ import annotations

import signal
import subprocess
from pathlib import Path

FOLDER = Path(__file__).parents[1]


def test_it_ends_when_it_is_asked_to():
    process = subprocess.Popen(["sh", FOLDER / "serve.sh"], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == f"프로세스 {process.pid}번이 일합니다.\n"
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=10)
    assert (process.returncode, said) == (0, "신호를 받고 끝냅니다.\n")
