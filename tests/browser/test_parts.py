"""The page of parts shows every token, and each part looks as it did when its picture was kept."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from dockerlayers.render.styles import TOKENS, load_asset
from tests.support.parts import keep_look, load_look, take_look, tell_changes
from tests.support.site import DOCS
from tests.support.visits import Visits

VIEWS = {"wide": 1280, "narrow": 360}
"""Wide, both schemes stand side by side; on a phone, one below the other."""


@pytest.mark.parametrize("view", VIEWS)
def test_parts_look_as_they_did(visits: Visits, view: str, request: pytest.FixtureRequest) -> None:
    """Where a change is meant, keep the new look with --update-goldens, and look at the pictures."""
    look = take_look(visits.open("parts/", width=VIEWS[view]))
    if request.config.getoption("--update-goldens"):
        keep_look(look, view)
    assert tell_changes(load_look(view), look) == []


def test_what_moves_is_told(visits: Visits) -> None:
    page = visits.open("parts/")
    # The theme's script would miss what it has begun with.
    page.locator(".scheme--light .tabbed-labels a").first.wait_for(state="attached")
    page.evaluate(
        "() => document.querySelectorAll('.both-schemes:not(.part-buttons, .part-table, .part-space)')"
        ".forEach((one) => one.remove())"
    )
    kept = take_look(page)
    assert tell_changes(kept, take_look(page)) == []
    page.add_style_tag(
        content=".both-schemes .button.button { padding: 0 60px } .part-table code { color: red }"
    )
    page.evaluate("() => document.querySelector('.part-space').remove()")
    buttons, space, table = tell_changes(kept, take_look(page))
    assert re.match(r"part-buttons: .*a\.button 1: width \d+ → \d+ px \(\+\d+\)", buttons)
    assert re.match(r"part-table: [\d.]+% of the picture differs, within \d+,\d+ and \d+,\d+ px", table)
    assert space == "part-space: gone"


def test_other_fonts_may_move_boxes_a_little() -> None:
    kept = load_look("wide")
    other = replace(kept, made_with=["another"])
    boxes = {
        name: {key: (*box[:3], box[3] + 3) for key, box in found.items()}
        for name, found in kept.boxes.items()
    }
    assert tell_changes(kept, replace(kept, boxes=boxes))
    assert tell_changes(other, replace(kept, boxes={**kept.boxes, "part-type": boxes["part-type"]})) == []


def test_every_token_is_shown() -> None:
    page = DOCS.joinpath("parts.md").read_text(encoding="utf-8")
    names = re.findall(
        r"(--dl-(?:t-\d+|s-\d|[a-z]+(?:-soft)?|page-code|bg-code|bg-raise|fg-2))\s*:", load_asset(TOKENS)
    )
    unseen = {"--dl-u", "--dl-ease", "--dl-hit", "--dl-code", "--dl-shade"}
    assert sorted({*names} - unseen - {*re.findall(r"--dl-[\w-]+", page)}) == [
        "--dl-bg",
        "--dl-font",
        "--dl-mono",
    ]
