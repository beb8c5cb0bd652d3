"""The hand-made breakdown as a page of its own, in which every part and every control occurs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize

from dockerlayers.explain.annotations import Breakdown
from dockerlayers.render.html import RenderOptions, render_explained
from dockerlayers.render.styles import load_page_style, load_scripts

ROOT_ID = "견본"


def write_sample(path: Path, breakdown: Breakdown, options: RenderOptions | None = None) -> str:
    """Write the page, and return its address."""
    figure = render_explained(breakdown, root_id=ROOT_ID, title="견본", options=options)
    path.write_text(
        f'<!doctype html><html lang="ko"><meta charset="utf-8"><title>견본</title>'
        f'<meta name="viewport" content="width=device-width"><style>{load_page_style()}</style>'
        f"<main><h1>견본</h1>{figure}</main><script>{load_scripts()}</script></html>",
        encoding="utf-8",
    )
    return path.as_uri()


@contextmanager
def open_sample(
    browser: Browser,
    address: str,
    *,
    width: int = 1280,
    dark: bool = False,
    script: bool = True,
    clipboard: bool = False,
) -> Iterator[Page]:
    """Open a page; an error in a script fails the test."""
    context = browser.new_context(
        viewport=ViewportSize(width=width, height=800),
        color_scheme="dark" if dark else "light",
        java_script_enabled=script,
        permissions=["clipboard-read", "clipboard-write"] if clipboard else [],
    )
    context.set_default_timeout(30_000)
    problems: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(address)
    yield page
    context.close()
    assert not problems
