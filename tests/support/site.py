"""Build the real site and serve it below a sub-path, as project Pages do."""

import os
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

from tests.support.building import build_by_command

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PREFIX = "/handbook/"
# Where the site is said to be published. Nothing answers there: a page asks the server that it came from.
ADDRESS = f"http://127.0.0.1{PREFIX}"


@dataclass(frozen=True, kw_only=True)
class BuiltSite:
    """Hold the folder of a finished build, the address that it was built for, and what MkDocs printed."""

    folder: Path
    address: str
    output: str

    @property
    def origin(self) -> str:
        """Return scheme, host and port, without a slash at the end."""
        return self.address.removesuffix(PREFIX)


@dataclass(frozen=True, kw_only=True)
class ServedSite:
    """Hold the address of a served site, its folder, and the requests that found nothing there."""

    address: str
    folder: Path
    misses: list[str] = field(default_factory=list)


def sources() -> list[Path]:
    """Return the Markdown file of every page, relative to docs/."""
    return sorted(path.relative_to(DOCS) for path in DOCS.rglob("*.md"))


def some_sources(turn: int, turns: int = 8) -> list[Path]:
    """Return the first page, each eighth of the chapters from `turn` on, and each fourth of the other pages.

    A browser is slow: what depends on the kind of page alone is looked at so, by each test on other pages.
    Where EVERY_PAGE is set, it is all pages.
    """
    chapters = [source for source in sources() if source.parent != Path()]
    others = [source for source in sources() if source.parent == Path() and source.name != "index.md"]
    taken = {Path("index.md"), *chapters[turn::turns], *others[turn % (turns // 2) :: turns // 2]}
    return [source for source in sources() if os.environ.get("EVERY_PAGE") or source in taken]


def page_url(source: Path) -> str:
    """Return a page's address relative to the site's, from its path in docs/."""
    path = source.parent if source.name == "index.md" else source.with_suffix("")
    return "" if path == Path() else f"{path.as_posix()}/"


def build_site(folder: Path, *, site_url: str = "", config: Path = ROOT / "mkdocs.yml") -> BuiltSite:
    """Build a site strictly into a folder; a warning raises CalledProcessError, which notes the output."""
    built = build_by_command(config, site_url=site_url, site_dir=folder)
    if built.status:
        error = subprocess.CalledProcessError(built.status, "mkdocs build", built.output)
        error.add_note(built.output)
        raise error
    return BuiltSite(folder=folder, address=site_url, output=built.output)


@contextmanager
def serve_folder(folder: Path, handler: "type[SubPathHandler] | None" = None) -> Iterator[ServedSite]:
    """Serve a folder below PREFIX at a free port of this machine."""
    misses: list[str] = []
    answer = partial(handler or SubPathHandler, directory=str(folder), misses=misses)
    with ThreadingHTTPServer(("127.0.0.1", 0), answer) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}{PREFIX}"
        yield ServedSite(address=address, folder=folder, misses=misses)
        server.shutdown()
        thread.join()


class SubPathHandler(SimpleHTTPRequestHandler):
    """Answer below PREFIX alone, and note every request that finds nothing."""

    def __init__(self, *args: object, misses: list[str], directory: str) -> None:
        self.misses = misses
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        """Return the file for a path, or one that does not exist for a path outside PREFIX."""
        inside = path.startswith(PREFIX)
        return super().translate_path(
            path.removeprefix(PREFIX.rstrip("/")) if inside else "/outside-of-the-site"
        )

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:  # noqa: ARG002
        """Note a failed request instead of printing every one."""
        if int(code) >= HTTPStatus.BAD_REQUEST:
            self.misses.append(f"{int(code)} {self.path}")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Print nothing: what matters is in `misses`."""


class PieceHandler(SubPathHandler):
    """Answer with pages that come in many pieces, so that a browser shows what it has of them."""

    PIECES, PAUSE = 20, 0.03

    def copyfile(self, source: BinaryIO, outputfile: BinaryIO) -> None:  # type: ignore[override]
        """Send a file, a page with pauses."""
        content = source.read()
        size = len(content) // self.PIECES + 1 if b"<!doctype html>" in content[:80] else len(content) + 1
        for start in range(0, len(content), size):
            outputfile.write(content[start : start + size])
            time.sleep(self.PAUSE)
