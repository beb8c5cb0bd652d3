"""One start of Python in a page for all tests of a process: it takes seconds."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.support.live import Engine, start_engine
from tests.support.site import ServedSite


@pytest.fixture(scope="session")
def engine(browser: Browser, served_site: ServedSite) -> Iterator[Engine]:
    context = browser.new_context(locale="ko-KR")
    context.set_default_timeout(120_000)
    yield start_engine(context.new_page(), served_site.address, served_site.folder)
    context.close()
