"""Ask one contestant in Chromium, as a program of its own: whoever waits for it may end it and start it anew.

It reads from standard input, as JSON, what the script needs and the queries, and prints a line of JSON for
the set-up and one for each query as it is answered.
"""

import json
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.support.chromium import ARGUMENTS, find_chromium

BLANK = "search/blank.txt"
# Playwright takes an expression; what is said above it is none.
SCRIPT = Path(__file__).with_name("asking.js").read_text(encoding="utf-8").partition("*/")[2].strip()


def main() -> None:
    """Start the contestant and ask it everything."""
    asked = json.load(sys.stdin)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        page = browser.new_page()
        # No page of the site: its scripts stand between a page and the worker.
        page.goto(asked["base"] + BLANK)
        _print({"setup": page.evaluate(SCRIPT.removesuffix(";"), asked)})
        for query in asked["queries"]:
            _print({"query": query, **page.evaluate("query => window.asked(query)", query)})
        browser.close()


def _print(line: dict[str, Any]) -> None:
    print(json.dumps(line, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
