"""Measure what it costs a reader to change a Dockerfile in the page.

usage: python -m benchmarks.live_speed [FILES]

Of the Dockerfiles below FILES, or of examples/, those of about 20 and 200 lines are edited: a letter more in
each edit. The server is this machine's, and sends what the site brings compressed as it is; scripts
count as a server would send them. The plain start begins with nothing kept, the warm one without the image
of the memory.
"""

from __future__ import annotations

import gzip
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import BrowserContext, Playwright, sync_playwright

from tests.support.chromium import ARGUMENTS, find_chromium
from tests.support.live import Engine, start_engine
from tests.support.site import ServedSite, build_site, serve_folder

_LENGTHS = {20: (15, 25), 200: (150, 250)}
_EDITS = 40
_MEGA = 1_000_000
_FORGET = """\
async () => {
  const cache = await caches.open("dockerlayers-engine");
  for (const key of await cache.keys()) if (key.url.endsWith("/memory")) await cache.delete(key);
}
"""


class Readings:
    """What a page reads from the site, in bytes: as it is sent, scripts compressed."""

    def __init__(self, context: BrowserContext, site: ServedSite) -> None:
        self.site = site
        self.read: dict[str, int] = {}
        context.on("requestfinished", lambda request: self.note(request.url))

    def note(self, url: str) -> None:
        path = self.site.folder / url.removeprefix(self.site.address).partition("?")[0]
        if "/live-" not in url and "/pyodide-" not in url:
            return
        content = path.read_bytes()
        self.read[url] = len(gzip.compress(content) if path.suffix in (".js", ".mjs", ".json") else content)


def start(playwright: Playwright, profile: str, site: ServedSite) -> Iterator[tuple[Engine, Readings]]:
    """Open a browser with what it has kept, and start the library in it."""
    context = playwright.chromium.launch_persistent_context(
        profile, executable_path=find_chromium(), args=[*ARGUMENTS]
    )
    context.set_default_timeout(600_000)
    readings = Readings(context, site)
    yield start_engine(context.new_page(), site.address, site.folder), readings
    context.close()


def choose_texts(folder: Path) -> Iterator[tuple[int, str]]:
    """Choose the files with about so many lines: three of each length."""
    texts = [
        path.read_bytes().decode("utf-8", "replace")
        for path in sorted(folder.rglob("*"))
        if "dockerfile" in path.name.lower() and path.is_file()
    ]
    for length, (least, most) in _LENGTHS.items():
        fitting = [text for text in texts if least <= text.count("\n") <= most and text.lstrip()]
        yield from ((length, text) for text in fitting[:3])


def edit(text: str) -> Iterator[dict[str, object]]:
    """Type a word into the last line, as a reader would."""
    before = {"text": text}
    for count in range(1, _EDITS + 1):
        typed = {"text": f"{text.rstrip()}{'x' * count}\n"}
        yield {"text": typed, "before": before, "view": {"root_id": "edited"}}


def print_edits(engine: Engine, folder: Path) -> None:
    times: dict[int, list[float]] = {}
    for length, text in choose_texts(folder):
        answers = engine.ask(edit(text))
        times.setdefault(length, []).extend(time for _, time in answers)
    for length, measured in sorted(times.items()):
        late = statistics.quantiles(measured, n=20)[-1]
        print(f"an edit, {length} lines   median {statistics.median(measured):6.0f} ms   95 % {late:6.0f} ms")


def main(folder: str = "examples") -> int:
    with TemporaryDirectory() as site, TemporaryDirectory() as profile, sync_playwright() as playwright:
        build_site(Path(site))
        with serve_folder(Path(site)) as served:
            for engine, readings in start(playwright, profile, served):
                print(f"over the wire          {sum(readings.read.values()) / _MEGA:6.2f} MB")
                print(f"plain start            {engine.ready['time']:6.0f} ms")
                print(f"image of the memory    {engine.wait_until_kept() / _MEGA:6.1f} MB")
            for engine, _ in start(playwright, profile, served):
                print(f"start from the image   {engine.ready['time']:6.0f} ms ({engine.ready['way']})")
                print_edits(engine, Path(folder))
                memory = engine.page.evaluate("() => window.live.engine.measure()")
                print(f"memory of Python       {memory / _MEGA:6.1f} MB")
                engine.page.evaluate(_FORGET)
            for engine, readings in start(playwright, profile, served):
                sent = sum(readings.read.values()) / _MEGA
                told = f"({engine.ready['way']}, {sent:.2f} MB)"
                print(f"warm start             {engine.ready['time']:6.0f} ms {told}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
