"""What a reader sees of a page that comes slowly, to a slow machine: nothing of it moves."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.test_every_page import LITTLE, PHONE, SHIFTS
from tests.support.site import BuiltSite, PieceHandler, serve_folder
from tests.support.visits import Visits

# So many times slower than this one is the machine.
SLOWER = 4


@pytest.fixture
def slow_visits(browser: Browser, built_site: BuiltSite) -> Iterator[Visits]:
    with serve_folder(built_site.folder, PieceHandler) as site:
        visits = Visits(browser=browser, site=site)
        yield visits
        visits.close()


@pytest.mark.parametrize("width", [1280, PHONE])
@pytest.mark.parametrize(
    "url", ["", "reading-and-mending/", "exercises/", "images/registry/", "run/lifecycle/"]
)
def test_nothing_moves(slow_visits: Visits, url: str, width: int) -> None:
    page = slow_visits.open_slowly(url, width=width, slower=SLOWER)
    shifts = page.evaluate(SHIFTS, 300)
    assert sum(float(one.split()[0]) for one in shifts) <= LITTLE, shifts
