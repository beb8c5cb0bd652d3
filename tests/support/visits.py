"""Open pages in Chromium and keep account of everything that goes wrong in them."""

from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, ViewportSize

from tests.support.site import ServedSite

LOUD = frozenset({"error", "warning"})

UNREADY = "[data-bd]:not([data-bd-on])"
"""Breakdowns whose scripts have not started: those that are far from the view do when there is time."""

# All have, or the first ones: the others do when the page has rested for long.
STARTED = f"""() => !document.querySelector("{UNREADY}") ||
  document.querySelectorAll("[data-bd-on]").length > 8"""

# Nothing is left to do at once. A page that shows no frame may never be told so: it waits half a second.
IDLE = """() => new Promise((done) => {
  requestIdleCallback(() => done());
  setTimeout(done, 500);
})"""


@dataclass(kw_only=True)
class Visits:
    """Open pages of a served site, each in a context of its own, and collect their problems."""

    browser: Browser
    site: ServedSite
    problems: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)
    running: set[Request] = field(default_factory=set)

    def open(
        self,
        url: str = "",
        *,
        width: int = 1280,
        dark: bool = False,
        script: bool = True,
        clipboard: bool = False,
    ) -> Page:
        """Open a page by its address relative to the site's, and wait until it rests."""
        page = self._prepare(width=width, dark=dark, script=script, clipboard=clipboard)
        page.goto(self.site.address + url, wait_until="load")
        if script:
            self.rest(page)
        return page

    def open_slowly(self, url: str = "", *, width: int = 1280, slower: int) -> Page:
        """Open a page as a machine would that is so many times slower, and wait until it is loaded."""
        page = self._prepare(width=width)
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
        page.goto(self.site.address + url, wait_until="load", timeout=60_000)
        return page

    def _prepare(
        self, *, width: int, dark: bool = False, script: bool = True, clipboard: bool = False
    ) -> Page:
        context = self.browser.new_context(
            viewport=ViewportSize(width=width, height=800),
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            locale="ko-KR",
            permissions=["clipboard-read", "clipboard-write"] if clipboard else [],
        )
        self.contexts.append(context)
        context.on("console", self._note_message)
        context.on("weberror", lambda event: self.problems.append(f"uncaught: {event.error}"))
        context.on("request", self._note_request)
        context.on("requestfinished", self._note_end)
        context.on("requestfailed", self._note_failure)
        context.set_default_timeout(30_000)
        return context.new_page()

    def rest(self, page: Page) -> None:
        """Wait until a page rests: twice in turn it had nothing to do and no request is under way.

        To wait for half a second without a request, as Playwright can, takes longer than most tests.
        """
        page.wait_for_function(STARTED)
        still = 0
        while still < 2:
            page.evaluate(IDLE)
            still = 0 if self.running else still + 1

    def _note_message(self, message: ConsoleMessage) -> None:
        if message.type in LOUD:
            self.problems.append(f"console {message.type}: {message.text}")

    def _note_end(self, request: Request) -> None:
        self.running.discard(request)

    def _note_failure(self, request: Request) -> None:
        self._note_end(request)
        # A page that is left gives up all that it still loads: one that moved leads on by script and by a
        # meta refresh, and a click that leads elsewhere is a first move of the pointer, too. Where one
        # arrives is for the tests to say; what a server or a policy refuses has other errors.
        if request.failure != "net::ERR_ABORTED":
            self.problems.append(f"failed: {request.url} ({request.failure})")

    def _note_request(self, request: Request) -> None:
        self.running.add(request)
        if not request.url.startswith((self.site.address, "data:", "blob:")):
            self.problems.append(f"leaves the site: {request.url}")

    def close(self) -> list[str]:
        """Close all pages and return the problems met, the server's failed requests among them."""
        for context in self.contexts:
            context.close()
        problems = [*self.problems, *(f"answer: {miss}" for miss in self.site.misses)]
        self.contexts.clear()
        self.running.clear()
        self.problems.clear()
        self.site.misses.clear()
        return problems
