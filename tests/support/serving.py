"""Serve a project as an author does, with MkDocs' own server."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def mkdocs_serve(project: Path) -> Iterator[str]:
    """Serve a project and give the address of the server."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        (sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"),
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield f"http://127.0.0.1:{port}/"
        assert process.poll() is None, "the server has ended"
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait_for(address: str, text: str) -> None:
    """Ask for a page until it holds a text; two minutes at most, on a busy machine."""
    page = ""
    for _ in range(600):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                page = answer.read().decode()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            page = ""
        if text in page:
            return
        time.sleep(0.2)
    pytest.fail(f"{address} never shows {text!r}: {page[:500]}")
