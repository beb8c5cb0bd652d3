"""The room that is kept for a breakdown grows with what it shows."""

from __future__ import annotations

import re

import pytest

from dockerlayers.analysis import analyze
from dockerlayers.render.html import render_breakdown
from dockerlayers.render.view import RenderOptions

_SHORT = "FROM alpine:3.22\n"
_LONG = f"{_SHORT}RUN apk add curl && \\\n  curl example.org\nCOPY . .\n"


def room(text: str, options: RenderOptions | None = None) -> int:
    found = re.search(r'data-room="(\d+)"', render_breakdown(analyze(text), root_id="x", options=options))
    assert found
    return int(found[1])


def test_it_grows_with_the_rows() -> None:
    assert room(_LONG) > 1.3 * room(_SHORT)


@pytest.mark.parametrize(
    "options",
    [RenderOptions(ranges=((1, 1),)), RenderOptions(has_advice=False), RenderOptions(is_brief=True)],
)
def test_what_is_not_shown_needs_none(options: RenderOptions) -> None:
    assert room(_LONG, options) < room(_LONG)
