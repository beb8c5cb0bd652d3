"""Debian's packages: what may be installed here, and how."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

_MOST_SECONDS = 900
APT = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "Acquire::Retries=3")
"""How root calls apt-get, without a question."""


def run(*command: str, quiet: bool = False) -> bool:
    """Run a command without input and say whether it succeeded."""
    output = subprocess.DEVNULL if quiet else None
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, timeout=_MOST_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def apt_get() -> list[str]:
    """Return how to call apt-get where packages may be installed without a question, else an empty list."""
    if not shutil.which("apt-get"):
        return []
    if os.geteuid() == 0:
        return [*APT]
    return ["sudo", "-n", *APT] if run("sudo", "-n", "true", quiet=True) else []


def install_packages(*packages: str) -> None:
    """Install packages where that needs no question; whether they are there now is for others to ask."""
    apt = apt_get()
    if apt and packages:
        print("Installing", *packages, flush=True)
        install_with(apt, packages)


def install_with(apt: Sequence[str], packages: Sequence[str]) -> None:
    """Install packages by a way to call apt-get."""
    run(*apt, "update", quiet=True)
    run(*apt, "install", "--yes", "--no-install-recommends", *packages, quiet=True)


def is_debian() -> bool:
    """Say whether this is Debian itself: Ubuntu's package of Chromium is a snap in disguise."""
    release = Path("/etc/os-release")
    return release.is_file() and "ID=debian" in release.read_text(encoding="utf-8").splitlines()


def find_program(name: str) -> str | None:
    """Find a program; PATH may lack the folders of the system's own."""
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
