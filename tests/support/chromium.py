"""Find a Chromium and a Korean font for the browser tests, or install them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from dockerlayers_site.engine.debian import install_packages, is_debian, run

# The engine without the browser around it: a page costs it a third of the processor's time.
SHELL = "chromium-headless-shell"
COMMANDS = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser", "chrome")
MAC_APP = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
# What keeps Chromium quiet. Playwright adds --no-sandbox, without which root cannot start it.
ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium(*, whole: bool = False) -> str | None:
    """Return the first that starts of CHROMIUM, the installed ones and Playwright's own, else None.

    A whole browser keeps pages to go back to, and has all else that the engine alone does not.
    """
    return next(filter(starts, candidates(whole=whole)), None)


def candidates(*, whole: bool) -> Iterator[str]:
    """Yield every path at which a browser may be, the costly one last."""
    yield os.environ.get("CHROMIUM", "")
    commands = COMMANDS if whole else (SHELL, *COMMANDS)
    yield from (shutil.which(command) or "" for command in commands)
    yield MAC_APP
    if playwright_starts():
        with sync_playwright() as playwright:
            yield playwright.chromium.executable_path


def starts(path: str) -> bool:
    """Say whether a program runs: Ubuntu's chromium-browser may be a script that only asks for a snap."""
    return Path(path).is_file() and run(path, "--version", quiet=True)


def playwright_starts() -> bool:
    """Say whether Playwright's driver runs: a bare Debian lacks a library that its Node.js is linked to."""
    return run(sys.executable, "-m", "playwright", "--version", quiet=True)


def has_korean_font() -> bool:
    """Say whether fontconfig knows a font with Hangul."""
    if not shutil.which("fc-list"):
        return False
    listed = subprocess.run(["fc-list", ":lang=ko"], capture_output=True, text=True, check=False)
    return bool(listed.stdout.strip())


def missing_packages() -> list[str]:
    """Return the packages that would fill what is missing here."""
    wanted = {
        "libatomic1": not playwright_starts(),
        SHELL: is_debian() and "CHROMIUM" not in os.environ and not shutil.which(SHELL),
        "chromium": is_debian() and not find_chromium(whole=True),
        "fontconfig fonts-noto-cjk": not has_korean_font(),
    }
    return [package for packages, missing in wanted.items() if missing for package in packages.split()]


def main() -> None:
    """Make sure that the browser tests can run, and print the browser's path."""
    install_packages(*missing_packages())
    if not find_chromium(whole=True):
        print("Downloading Playwright's Chromium", flush=True)
        run(sys.executable, "-m", "playwright", "install", "chromium")
    path = find_chromium(whole=True) and find_chromium()
    if not path:
        sys.exit("No Chromium or Chrome starts here. Install one, or set CHROMIUM to its path.")
    if not has_korean_font():
        print("No Korean font found: pages are tested with whatever stands in for it.", file=sys.stderr)
    print("Browser:", path)


if __name__ == "__main__":
    main()
