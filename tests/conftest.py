"""Fixtures that all tests share: the built site, served, and a browser that looks at it."""

from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, expect, sync_playwright

from tests.support.chromium import ARGUMENTS, find_chromium
from tests.support.sharing import shared_folder
from tests.support.site import ADDRESS, BuiltSite, ServedSite, build_site, serve_folder
from tests.support.visits import Visits

# How long an example takes hangs on what else the machine does; the tests of cost compare instead.
settings.register_profile("handbook", deadline=None)
settings.load_profile("handbook")
# On a busy machine a page may take longer than the five seconds that Playwright gives it.
expect.set_options(timeout=20_000)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens", action="store_true", help="write what is, to be read by hand as a diff"
    )


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Build the site once, for all processes that run tests side by side."""
    with shared_folder(tmp_path_factory, "site") as folder:
        site, output = folder / "built", folder / "output.txt"
        if not output.exists():
            output.write_text(build_site(site, site_url=ADDRESS).output, encoding="utf-8")
        return BuiltSite(folder=site, address=ADDRESS, output=output.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def served_site(built_site: BuiltSite) -> Iterator[ServedSite]:
    with serve_folder(built_site.folder) as site:
        yield site


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
def visits(browser: Browser, served_site: ServedSite) -> Iterator[Visits]:
    """Open pages; any problem they had fails the test at its end."""
    visits = Visits(browser=browser, site=served_site)
    yield visits
    problems = visits.close()
    assert not problems, "\n".join(problems)
