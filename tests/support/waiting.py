"""Wait for what a page tells only in time."""

import time

from playwright.sync_api import Page

PAUSE = 50
"""Milliseconds between two questions."""


def wait_until(page: Page, condition: str, *, timeout: float = 30_000) -> None:
    """Ask an asynchronous condition of a page again and again until it holds, for so many milliseconds.

    Playwright's ``wait_for_function`` does not: a promise is a yes to it, whatever comes of it.
    """
    deadline = time.monotonic() + timeout / 1000
    while not page.evaluate(condition):
        assert time.monotonic() < deadline, f"did not come to hold: {condition}"
        page.wait_for_timeout(PAUSE)
