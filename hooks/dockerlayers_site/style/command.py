"""Check words, sentences and spelling of pages, as `python -m dockerlayers_site style [FILE …]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from dockerlayers_site.glossary import load_terms
from dockerlayers_site.style.check import StyleCheck
from dockerlayers_site.style.spelling import SpellingError, load_dictionary
from dockerlayers_site.texts import load_site_texts


def main(arguments: Sequence[str] | None = None) -> int:
    """Check pages, by default all of docs/; return 1 where something is to be mended, 2 for no such file.

    Where no dictionary is installed, that is said, and all but the spelling is checked.
    """
    parser = argparse.ArgumentParser(prog="dockerlayers_site style", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="a page, or a folder of pages")
    parser.add_argument("--root", type=Path, default=Path(), help="the project's folder, that of mkdocs.yml")
    options = parser.parse_args(arguments)
    root: Path = options.root
    try:
        knows = load_dictionary(root)
    except SpellingError as error:
        print(f"The spelling is not checked. {error}", file=sys.stderr)
        knows = None
    check = StyleCheck(terms=load_terms(), texts=load_site_texts(), knows=knows)
    try:
        pages = list_pages(options.files or [root / "docs"])
        problems = [
            problem
            for path in pages
            for problem in check.find(_name(path, root), path.read_text(encoding="utf-8"))
        ]
    except (OSError, UnicodeDecodeError) as error:
        print(error, file=sys.stderr)
        return 2
    for problem in problems:
        print(problem)
    print(f"{len(pages)} pages, {len(problems)} places to mend")
    return int(bool(problems))


def list_pages(named: Sequence[Path]) -> list[Path]:
    """Return the pages that are named, and those in named folders."""
    return [page for path in named for page in (sorted(path.rglob("*.md")) if path.is_dir() else [path])]


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
