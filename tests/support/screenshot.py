"""Take the README's picture: the home page, with its breakdown, as the built site shows it."""

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import ViewportSize, sync_playwright

from tests.support.chromium import ARGUMENTS, find_chromium
from tests.support.site import DOCS, build_site, serve_folder

PICTURE = DOCS / "assets/images/screenshot.png"
SIZE = ViewportSize(width=1280, height=840)


def take(address: str) -> None:
    """Save what a reader sees first of a page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        page = browser.new_page(viewport=SIZE, color_scheme="light", locale="ko-KR")
        page.goto(address, wait_until="networkidle")
        page.locator("figure.bd").first.wait_for()
        page.screenshot(path=PICTURE)
        browser.close()


def main() -> None:
    """Build the site, serve it, and take the picture."""
    with TemporaryDirectory() as name, serve_folder(Path(name)) as site:
        build_site(site.folder, site_url=site.address)
        take(site.address)
    print("Wrote", PICTURE.relative_to(DOCS.parent))


if __name__ == "__main__":
    main()
