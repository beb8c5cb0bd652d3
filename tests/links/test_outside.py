"""Links to other sites, asked of a server with every bad habit."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from dockerlayers_site.links.arrive import Site
from dockerlayers_site.links.decisions import Decisions
from dockerlayers_site.links.fetch import Answer, Patience, State, ask
from dockerlayers_site.links.ledger import Ledger
from dockerlayers_site.links.outside import ask_all, find_outside, main, render_report
from dockerlayers_site.links.page import read_page

PATIENCE = Patience(timeout=0.5, tries=2, pause=0, sleep=lambda _: None)


@dataclass(kw_only=True)
class Server:
    """A server's address and what it was asked."""

    address: str
    asked: Counter[str] = field(default_factory=Counter)


class Handler(BaseHTTPRequestHandler):
    """Answer by the name of the path."""

    server_: Server

    def do_HEAD(self) -> None:
        self.answer("HEAD")

    def do_GET(self) -> None:
        self.answer("GET")

    def answer(self, method: str) -> None:
        name = self.path.strip("/").partition("?")[0]
        asked = self.server_.asked
        asked[f"{method} {name}"] += 1
        match name:
            case "slow":
                time.sleep(1)
                self.reply(200)
            case "busy-once":
                self.reply(503 if asked["GET busy-once"] == 0 else 200)
            case "no-head":
                self.reply(405 if method == "HEAD" else 200)
            case "head-lies":
                self.reply(404 if method == "HEAD" else 200)
            case "head-hangs" if method == "HEAD":
                time.sleep(1)
            case "moved" | "found":
                self.reply({"moved": 301, "found": 302}[name], Location="/fine")
            case "moved-to-nothing":
                self.reply(301, Location="/404")
            case "loop":
                self.reply(301, Location="/loop")
            case "cut":
                self.connection.close()
            case _:
                self.reply(int(name) if name.isdecimal() else 200)

    def reply(self, status: int, **headers: str) -> None:
        try:
            self.send_response(status)
            for header, value in headers.items():
                self.send_header(header, value)
            self.send_header("Content-Length", "0")
            self.end_headers()
        except OSError:
            pass  # Whoever asked has given up.

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Print nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        Handler.server_ = Server(address=f"http://127.0.0.1:{httpd.server_port}")
        thread = threading.Thread(target=httpd.serve_forever, daemon=True)
        thread.start()
        yield Handler.server_
        httpd.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("fine", State.FINE),
        ("fine#fragment", State.FINE),
        ("한글?이름=값", State.FINE),
        ("no-head", State.FINE),
        ("head-lies", State.FINE),
        ("head-hangs", State.FINE),
        ("busy-once", State.FINE),
        ("found", State.FINE),
        ("moved", State.MOVED),
        ("slow", State.SLOW),
        ("404", State.BROKEN),
        ("410", State.BROKEN),
        ("moved-to-nothing", State.BROKEN),
        ("cut", State.DOUBTFUL),
        ("403", State.DOUBTFUL),
        ("429", State.DOUBTFUL),
        ("500", State.DOUBTFUL),
        ("loop", State.DOUBTFUL),
    ],
)
def test_an_answer_is_judged(server: Server, path: str, state: State) -> None:
    assert ask(f"{server.address}/{path}", PATIENCE).state is state


def test_a_page_that_moved_tells_where(server: Server) -> None:
    assert ask(f"{server.address}/moved", PATIENCE).target == f"{server.address}/fine"


@pytest.mark.parametrize(
    ("url", "state"),
    [
        ("http://no-such-host.invalid/", State.BROKEN),
        ("http://127.0.0.1:port/", State.BROKEN),
        ("http://127.0.0.1:1/", State.DOUBTFUL),
    ],
)
def test_a_host_that_is_not_there(url: str, state: State) -> None:
    assert ask(url, PATIENCE).state is state


def test_a_page_that_is_gone_is_asked_for_once(server: Server) -> None:
    ask(f"{server.address}/404", PATIENCE)
    assert server.asked == {"HEAD 404": 1, "GET 404": 1}


def test_a_busy_server_is_given_the_time_it_asks_for(server: Server) -> None:
    pauses: list[float] = []
    ask(f"{server.address}/503", Patience(timeout=0.5, tries=3, pause=1, sleep=pauses.append))
    assert pauses == [1, 2, 1, 4, 1]


def test_a_host_is_asked_one_thing_at_a_time(server: Server) -> None:
    pauses: list[float] = []
    patience = Patience(timeout=0.5, tries=1, pause=3, sleep=pauses.append)
    answers = ask_all([f"{server.address}/{name}" for name in ("a", "b", "c")], patience)
    assert len(answers) == 3
    assert pauses == [3, 3]


def site_of(*urls: str) -> Site:
    html = "".join(f'<a href="{url}">x</a>' for url in urls)
    pages = {
        "guide/": read_page(html),
        "": read_page(html + '<a href="../">y</a><img src="http://x.invalid/">'),
    }
    return Site(pages=pages, ledger=Ledger(), decisions=Decisions())


def test_each_address_is_found_once_with_its_pages() -> None:
    site = site_of("https://a.invalid/x#one", "https://a.invalid/x#two", "mailto:a@b.invalid")
    assert find_outside(site) == {"https://a.invalid/x": ["guide/", ""]}


def test_the_report_begins_with_what_is_broken() -> None:
    answers = {
        "http://a.invalid/": Answer(state=State.SLOW, detail="no answer in time"),
        "http://b.invalid/": Answer(state=State.BROKEN, detail="404 Not Found"),
    }
    report = render_report({url: ["", "guide/"] for url in answers}, answers)
    assert report.index("## Broken") < report.index("## Slow")
    assert "- <http://b.invalid/>: 404 Not Found (on ./, guide/)" in report
    assert "2 addresses: 1 slow, 1 broken." in report


@pytest.mark.parametrize(("path", "status"), [("fine", 0), ("slow", 0), ("500", 0), ("moved", 0), ("404", 1)])
def test_only_a_broken_link_is_a_failure(server: Server, tmp_path: Path, path: str, status: int) -> None:
    report = tmp_path / "report.md"
    site = site_of(f"{server.address}/{path}")
    assert main(site, report=report, timeout=0.3, tries=1, pause=0) == status
    assert "# Links to other sites" in report.read_text(encoding="utf-8")
