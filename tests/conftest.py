"""Fixtures that all tests share: the built site, served, and a browser that looks at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests.support.chromium import ARGUMENTS, find_chromium
from tests.support.site import BuiltSite, ServedSite, build_site, serve_folder
from tests.support.visits import Visits

# How long an example takes hangs on what else the machine does; the tests of cost compare instead.
settings.register_profile("handbook", deadline=None)
settings.load_profile("handbook")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens", action="store_true", help="write what is, to be read by hand as a diff"
    )


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="session")
def served_site(site_folder: Path) -> Iterator[ServedSite]:
    with serve_folder(site_folder) as site:
        yield site


@pytest.fixture(scope="session")
def built_site(site_folder: Path, served_site: ServedSite) -> BuiltSite:
    """Build the site once, for the address at which it is served."""
    return build_site(site_folder, site_url=served_site.address)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = find_chromium()
    assert executable, "No Chromium or Chrome starts here: run `make browser`."
    with sync_playwright() as playwright:
        # No name but this machine's is resolved: a page that asks for another is found out and gets nothing.
        arguments = [
            *ARGUMENTS,
            "--no-proxy-server",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        ]
        browser = playwright.chromium.launch(executable_path=executable, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def visits(browser: Browser, built_site: BuiltSite, served_site: ServedSite) -> Iterator[Visits]:
    """Open pages; any problem they had fails the test at its end."""
    assert built_site.folder == served_site.folder
    visits = Visits(browser=browser, site=served_site)
    yield visits
    problems = visits.close()
    assert not problems, "\n".join(problems)
