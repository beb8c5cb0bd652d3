"""What a reader's browser asks for before anything is done on a page."""

from __future__ import annotations

from benchmarks.building.reading import weigh
from tests.support.site import BuiltSite, page_url, sources

_MOST_FILES = 12


def test_a_page_asks_for_few_files(built_site: BuiltSite) -> None:
    files = {source: weigh(built_site.folder, page_url(source))[0] for source in sources()}
    assert {source: count for source, count in files.items() if count > _MOST_FILES} == {}
