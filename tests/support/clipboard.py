"""Copy with a button of a page, and read what was copied."""

from playwright.sync_api import Locator, Page

from tests.support.waiting import wait_until


def copy(page: Page, button: Locator) -> str:
    """Press a button and return what it copies; that is there a moment later.

    Contexts of one browser share a clipboard: what a test before has left there is removed first.
    """
    page.evaluate("navigator.clipboard.writeText('')")
    button.click()
    wait_until(page, "navigator.clipboard.readText().then((text) => text !== '')")
    return str(page.evaluate("navigator.clipboard.readText()"))
