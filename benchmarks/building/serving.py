"""How long it takes from a saved page to its new text in the served site."""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from benchmarks.building.contestants import ENVIRONMENT

_MOST_SECONDS = 900
_EDITS = 5


def measure_saving(folder: Path, page: Path, address: str) -> float:
    """Serve a site, edit a page some times, and return the median of the seconds until it is seen."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    command = (sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", place)
    log = (folder / "serve.log").open("wb")
    process = subprocess.Popen(
        command, cwd=folder, env={**os.environ, **ENVIRONMENT}, stdout=log, stderr=subprocess.STDOUT
    )
    url = f"http://{place}/handbook/{address}"
    try:
        _wait(url, "<html")
        return statistics.median(_edit(page, url, number) for number in range(_EDITS))
    finally:
        process.terminate()
        process.wait()
        log.close()


def _edit(page: Path, url: str, number: int) -> float:
    # The watcher looks again for a while behind each build.
    time.sleep(2)
    mark = f"saved-{number}-{time.time_ns()}"
    with page.open("a", encoding="utf-8") as file:
        file.write(f"\n{mark}\n")
    begin = time.perf_counter()
    _wait(url, mark)
    return time.perf_counter() - begin


def _wait(url: str, text: str) -> None:
    end = time.monotonic() + _MOST_SECONDS
    while time.monotonic() < end:
        with suppress(URLError, ConnectionError, TimeoutError):
            if text in urlopen(url, timeout=60).read().decode("utf-8", "replace"):
                return
        time.sleep(0.02)
    raise SystemExit(f"{url} never had {text}")
