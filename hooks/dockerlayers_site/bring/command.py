"""Bring notes into the site for good, with their pictures, titles and places in the navigation.

usage: python -m dockerlayers_site note NOTE|FOLDER|ZIP [--name NAME] [--dry-run] [--replace] [--yes]
"""

from __future__ import annotations

import argparse
import posixpath
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from dockerlayers_site.bring.errors import BringError
from dockerlayers_site.bring.kinds import open_source
from dockerlayers_site.bring.navigation import NavState
from dockerlayers_site.bring.plan import make_plan
from dockerlayers_site.bring.planned import Choices, Plan, Project
from dockerlayers_site.bring.record import FILE, load_record
from dockerlayers_site.bring.report import Report
from dockerlayers_site.bring.say import say
from dockerlayers_site.links.errors import LinksError
from dockerlayers_site.pages.composition import compose
from dockerlayers_site.pages.messages import say_failure
from dockerlayers_site.pages.writing import replace_file
from dockerlayers_site.texts import SiteTexts, load_site_texts

_STEP = 100


def load_project(root: Path) -> Project:
    """Look at the site in a folder; raise BringError or LinksError where its record cannot be read."""
    docs = root / "docs"
    config = root / "mkdocs.yml"
    paths = {compose(path.relative_to(docs).as_posix()): path for path in docs.rglob("*") if path.is_file()}
    return Project(
        files=frozenset(paths),
        read=lambda file: paths[file].read_bytes(),
        record=load_record(docs),
        # Its line ends stay as they are.
        config=config.read_bytes().decode("utf-8") if config.is_file() else None,
    )


def write_plan(plan: Plan, root: Path) -> None:
    """Write what is planned: files first, then the navigation, then the record, each whole or not at all."""
    docs = root / "docs"
    for output in sorted(plan.outputs, key=lambda one: one.is_page):
        if output.fate.is_written:
            replace_file(docs / output.file, output.content())
    if plan.navigation.state is NavState.EDITED:
        replace_file(root / "mkdocs.yml", plan.navigation.text)
    record = docs / FILE
    if plan.record and (not record.exists() or record.read_text(encoding="utf-8") != plan.record):
        replace_file(record, plan.record)


def check_name(name: str | None) -> str | None:
    """Return the name of a page or a section, which is one below docs/; raise BringError where it is not."""
    if not name:
        return None
    path = posixpath.normpath(compose(name.strip()).replace("\\", "/"))
    parts = path.removeprefix("docs/").split("/")
    if path.startswith("/") or any(not part.strip(". ") or part.startswith(".") for part in parts):
        raise BringError("bad-name", path=name)
    return "/".join(parts)


def main(arguments: list[str] | None = None) -> int:
    """Bring in what the command line names; return 1 where nothing, or not all, could be brought."""
    options = _parse(arguments)
    texts = load_site_texts()
    try:
        plan = _plan(options, texts)
    except (BringError, LinksError, OSError, UnicodeDecodeError) as error:
        print(_explain(error, texts), file=sys.stderr)
        return 1
    report = Report(plan, texts, "docs")
    _print(report.intent())
    if options.dry_run:
        _print([*report.summary()][1:])
        print(say(texts, "only-shown"))
        return 0
    if not plan.is_idle and not _is_agreed(options, texts):
        print(say(texts, "stopped"))
        return 1
    try:
        write_plan(plan, options.project)
    except (BringError, OSError) as error:
        print(_explain(error, texts), file=sys.stderr)
        return 1
    _print(report.summary())
    return 1 if plan.refused else 0


def _explain(error: Exception, texts: SiteTexts) -> str:
    if isinstance(error, BringError):
        why = say(texts, error.name, **error.slots)
    else:
        why = say_failure(str(error), texts)
    return say(texts, "failed", why=why)


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="dockerlayers_site note", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("note", type=Path, metavar="NOTE", help="a note, a folder of notes, or a zip of one")
    parser.add_argument("--name", help="the page's name, or that of the folder for more than one")
    parser.add_argument("--title", help="the title of the one page")
    parser.add_argument("--project", type=Path, default=Path.cwd(), help="where mkdocs.yml is")
    parser.add_argument("--dry-run", action="store_true", help="only show what would be done")
    parser.add_argument("--replace", action="store_true", help="replace what was brought and edited since")
    parser.add_argument(
        "--yes", action="store_true", help="do not ask; it is not asked without a terminal either"
    )
    return parser.parse_args(arguments)


def _plan(options: argparse.Namespace, texts: SiteTexts) -> Plan:
    name = check_name(options.name)
    docs = (options.project / "docs").resolve()
    if options.note.resolve().is_relative_to(docs):
        raise BringError("inside-docs", source=str(options.note))
    source = open_source(options.note.expanduser(), name)
    choices = Choices(name=name, title=options.title, is_replacing=options.replace)
    plan = make_plan(
        source, load_project(options.project), texts=texts, choices=choices, tell=_progress(texts)
    )
    if options.note.is_file() and not plan.outputs:
        raise BringError("no-encoding", source=str(options.note))
    return plan


def _progress(texts: SiteTexts) -> Callable[[int, int], None]:
    def tell(done: int, all_: int) -> None:
        if done % _STEP == 0:
            print(say(texts, "progress", done=done, all=all_), file=sys.stderr, flush=True)

    return tell


def _is_agreed(options: argparse.Namespace, texts: SiteTexts) -> bool:
    if options.yes or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return True
    return input(say(texts, "ask")).strip().lower() in ("", *say(texts, "yes").split())


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)
