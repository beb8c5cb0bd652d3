"""What a page costs grows with its size and not faster, whatever is written in it."""

from __future__ import annotations

import gc
from functools import cache
from pathlib import Path
from time import process_time

import pytest
from markdown import Markdown
from mkdocs.config import load_config

from dockerlayers_site.fences.defaults import FenceDefaults
from dockerlayers_site.fences.extension import DockerfileFences
from dockerlayers_site.glossary import load_english_names
from dockerlayers_site.links.extension import SectionIds
from dockerlayers_site.notes.extension import GitHubNotes
from dockerlayers_site.notes.rewrite import rewrite_note
from dockerlayers_site.pages.page_file import page_file
from tests.support.heavy import make_heavy
from tests.support.site import ROOT

FEW, MANY = 2_048, 8_192
GROWTH = 6.5
"""How much dearer four times as much may be: a square would be sixteen."""
SMALLEST = 0.004
"""Seconds: what takes less tells nothing."""
TRIES = 4


@cache
def _extensions() -> tuple[list[object], dict[str, object]]:
    config = load_config(str(ROOT / "mkdocs.yml"), plugins=[], hooks=[])
    fences = DockerfileFences(root=Path(), defaults=FenceDefaults(checks=True, explain=None))
    own = [GitHubNotes(), SectionIds(terms=load_english_names()), fences]
    return [*config.markdown_extensions, *own], dict(config.mdx_configs)


def _convert(text: str) -> None:
    extensions, settings = _extensions()
    for one in extensions:
        if isinstance(one, GitHubNotes | DockerfileFences):
            one.page = page_file("a.md", text)
    Markdown(extensions=extensions, extension_configs=settings).convert(text)  # type: ignore[arg-type]


def _rewrite(text: str) -> None:
    rewrite_note(text.split("\n"), keep=str, page=page_file("a.md", text))


def _seconds(step: object, text: str) -> float:
    assert callable(step)
    # As timeit does: what the collector looks through is what other tests left.
    gc.collect()
    gc.disable()
    try:
        start = process_time()
        step(text)
        return process_time() - start
    finally:
        gc.enable()


def _grows(step: object, few: str, many: str) -> float:
    """Return how much dearer more of the same is: the best of some tries, as others only slow one down."""
    growth = float("inf")
    less = more = float("inf")
    for _ in range(TRIES):
        less, more = min(less, _seconds(step, few)), min(more, _seconds(step, many))
        growth = more / max(less, SMALLEST)
        if growth <= GROWTH:
            break
    return growth


@pytest.mark.parametrize("kind", make_heavy(FEW))
def test_rewriting_is_linear(kind: str) -> None:
    assert _grows(_rewrite, make_heavy(FEW)[kind], make_heavy(MANY)[kind]) <= GROWTH


@pytest.mark.parametrize("kind", make_heavy(FEW))
def test_a_page_is_linear(kind: str) -> None:
    _convert("글")
    assert _grows(_convert, make_heavy(FEW)[kind], make_heavy(MANY)[kind]) <= GROWTH
