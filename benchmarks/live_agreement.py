"""Compare the library in a page with the one here, on the Dockerfiles below FILES: all facts, and the HTML.

usage: python -m benchmarks.live_agreement FILES [COUNT]

COUNT files are compared (300), evenly chosen; the exit status is 1 where one is told otherwise.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from tests.support.chromium import ARGUMENTS, find_chromium
from tests.support.live import Question, find_disagreements, start_engine
from tests.support.site import build_site, serve_folder

_COUNT = 300


def list_questions(folder: Path, count: int) -> list[tuple[str, Question]]:
    """Read the files; what is no UTF-8 is read as the command does."""
    paths = sorted(path for path in folder.rglob("*") if "dockerfile" in path.name.lower() and path.is_file())
    step = max(1, len(paths) / count)
    chosen = [paths[int(number * step)] for number in range(min(count, len(paths)))]
    return [(path.name, _ask(path.read_bytes().decode("utf-8", "replace"))) for path in chosen]


def _ask(text: str) -> Question:
    return {"text": {"text": text, "is_part": False}, "facts": True}


def main(folder: str, count: str = str(_COUNT)) -> int:
    questions = list_questions(Path(folder), int(count))
    with TemporaryDirectory() as site, sync_playwright() as playwright:
        build_site(Path(site))
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=[*ARGUMENTS])
        with serve_folder(Path(site)) as served:
            page = browser.new_page()
            page.set_default_timeout(600_000)
            engine = start_engine(page, served.address, served.folder)
            wrong = find_disagreements(engine, questions)
        browser.close()
    print("\n".join(wrong))
    print(f"{len(questions) - len(wrong)} of {len(questions)} files are told alike")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
