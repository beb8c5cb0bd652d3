"""List the pages that were checked long ago, as `python -m dockerlayers_site checked`.

That a page is old fails nothing. Return 2 only for a page that says it wrongly.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dockerlayers_site.checked.matter import DAY, Checked, read_checked, today
from dockerlayers_site.notes.front_matter import check_front_matter, read_front_matter
from dockerlayers_site.pages.page_file import page_file
from dockerlayers_site.pages.page_meta import line_of
from dockerlayers_site.pages.problem import Problem

_YEAR = 365


@dataclass(frozen=True, kw_only=True)
class CheckedPage:
    """A page's path and the line that says when it was checked; what is wrong with it; or neither."""

    path: str
    line: int
    said: Checked | Problem | None


def main(arguments: Sequence[str] | None = None) -> int:
    """List the pages of docs/ that were checked longer ago than `--days`, the oldest first."""
    parser = argparse.ArgumentParser(prog="dockerlayers_site checked", description=__doc__)
    parser.add_argument("--days", type=int, default=_YEAR, help="how long ago is long (default: a year, 365)")
    parser.add_argument("--root", type=Path, default=Path(), help="the project's folder, that of mkdocs.yml")
    options = parser.parse_args(arguments)
    now = today()
    try:
        pages = [*read_pages(options.root, now)]
    except (OSError, UnicodeDecodeError) as error:
        print(error, file=sys.stderr)
        return 2
    for line in report_pages(pages, now, options.days):
        print(line)
    wrong = [page.said for page in pages if isinstance(page.said, Problem)]
    for problem in wrong:
        print(problem, file=sys.stderr)
    return 2 if wrong else 0


def read_pages(root: Path, now: date) -> Iterator[CheckedPage]:
    """Read what each page below docs/ says; raise OSError or UnicodeDecodeError for one that is no text."""
    for path in sorted((root / "docs").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        page = page_file(path.relative_to(root).as_posix(), text)
        found = read_front_matter(text)
        said = read_checked(found[0], page, now) if found else check_front_matter(text, page)[1]
        yield CheckedPage(path=page.path, line=line_of(DAY, page), said=said)


def report_pages(pages: Sequence[CheckedPage], now: date, most: int) -> Iterator[str]:
    """Yield a line for each page that is old or says nothing, and one that sums up."""
    ages = [((now - page.said.day).days, page, page.said) for page in pages if isinstance(page.said, Checked)]
    old = sorted((one for one in ages if one[0] > most), key=lambda one: (-one[0], one[1].path))
    for age, page, said in old:
        version = f" for Docker {said.docker}" if said.docker else ""
        yield f"{page.path}:{page.line}: checked {said.day}{version}, {age} days ago"
    silent = [page.path for page in pages if page.said is None]
    yield from (f"{path}: does not say when it was checked" for path in silent)
    yield f"{len(pages)} pages, {len(old)} checked more than {most} days ago, {len(silent)} do not say it"
