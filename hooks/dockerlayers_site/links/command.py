"""Keep the site's addresses, as `python -m dockerlayers_site links COMMAND`.

record                       take what is new in site/ into the ledger
check                        refuse a site with an address that is lost or not recorded
move OLD NEW [NEW …]         say where a page, a section or an example is now
farewell OLD --reason "…"    say why one is gone
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from dockerlayers_site.links.addresses import Address, parse_address
from dockerlayers_site.links.arrive import SiteAddresses
from dockerlayers_site.links.check import find_unrecorded
from dockerlayers_site.links.decisions import add_decisions
from dockerlayers_site.links.errors import LinksError
from dockerlayers_site.links.folder import read_site
from dockerlayers_site.links.ledger import format_ledger, save_ledger
from dockerlayers_site.links.past import find_forgotten, load_whole_ledger
from dockerlayers_site.links.problems import FindFile, explain_site
from dockerlayers_site.links.record import record_site
from dockerlayers_site.links.split import split_page
from dockerlayers_site.pages.messages import say_failure, tell
from dockerlayers_site.pages.page_file import PageFile, page_file
from dockerlayers_site.texts import load_site_texts

_MOST_SHOWN = 20


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return 0, 1 where something is wrong with the site, 2 where it cannot be carried out."""
    options = _parser().parse_args(arguments)
    try:
        return _COMMANDS[options.command](options)
    except (LinksError, OSError) as error:
        print(say_failure(str(error), load_site_texts()), file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dockerlayers_site links", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--docs", type=Path, default=Path("docs"), help="the folder of the pages")
    parser.add_argument("--site", type=Path, default=Path("site"), help="the folder of the built site")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("record", help="take what is new in the built site into the ledger")
    commands.add_parser("check", help="refuse a built site with an address that is lost or not recorded")
    move = commands.add_parser("move", help="say where an address is now")
    move.add_argument("old")
    move.add_argument("new", nargs="+", help="several for a page that was split")
    farewell = commands.add_parser("farewell", help="say why an address is gone")
    farewell.add_argument("old")
    farewell.add_argument("--reason", required=True, help="a sentence, for readers")
    farewell.add_argument("--instead", help="an address that readers may go to")
    return parser


def _record(options: argparse.Namespace) -> int:
    site = read_site(options.site, options.docs)
    if _print_problems(site, options.docs):
        return 1
    new = list(find_unrecorded(site))
    ledger = record_site(site)
    if format_ledger(ledger) != format_ledger(site.ledger):
        save_ledger(ledger, options.docs)
    print(_say("recorded", new=len(new), all=sum(1 for _ in ledger)))
    return 0


def _check(options: argparse.Namespace) -> int:
    site = read_site(options.site, options.docs)
    problems = _print_problems(site, options.docs)
    new = list(find_unrecorded(site))
    for address in new[:_MOST_SHOWN]:
        print(_say("not-recorded", address=str(address)), file=sys.stderr)
    if len(new) > _MOST_SHOWN:
        print(_say("more-not-recorded", count=len(new) - _MOST_SHOWN), file=sys.stderr)
    if new:
        print(_say("record-them"), file=sys.stderr)
    forgotten = find_forgotten(site.ledger, options.docs)
    for address in forgotten:
        print(_say("taken-out", address=str(address)), file=sys.stderr)
    return 1 if problems or new or forgotten else 0


def _print_problems(site: SiteAddresses, docs: Path) -> int:
    problems = list(explain_site(site, _file_finder(docs), docs=docs.as_posix()))
    for one in tell(problems, load_site_texts()):
        print(one.full, file=sys.stderr)
    return len(problems)


def _say(name: str, **slots: str | int) -> str:
    return load_site_texts().messages[name].format(**slots)


def _file_finder(docs: Path) -> FindFile:
    def find(page: str) -> PageFile | None:
        stem = page.removesuffix("/").removesuffix(".html")
        candidates = (
            (f"{stem}.md", f"{stem}/index.md", f"{stem}/README.md") if stem else ("index.md", "README.md")
        )
        path = next((docs / name for name in candidates if (docs / name).is_file()), None)
        return page_file(path.as_posix(), path.read_text(encoding="utf-8")) if path else None

    return find


def _move(options: argparse.Namespace) -> int:
    old, new = parse_address(options.old), [parse_address(text) for text in options.new]
    _check_published(old, options.docs)
    if len(new) == 1:
        entries = [(old, new[0])]
    else:
        entries = split_page(old, new, read_site(options.site, options.docs))
    _decide(options.docs, [("moved", {"from": str(source), "to": str(target)}) for source, target in entries])
    return 0


def _farewell(options: argparse.Namespace) -> int:
    old = parse_address(options.old)
    _check_published(old, options.docs)
    instead = {"instead": str(parse_address(options.instead))} if options.instead else {}
    _decide(options.docs, [("gone", {"address": str(old), "reason": options.reason, **instead})])
    return 0


def _check_published(old: Address, docs: Path) -> None:
    if old not in load_whole_ledger(docs).lines:
        raise LinksError(f"{old} was never published")


def _decide(docs: Path, entries: list[tuple[str, Mapping[str, str]]]) -> None:
    add_decisions(docs, entries)
    for name, entry in entries:
        print(name, *entry.values())


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "record": _record,
    "check": _check,
    "move": _move,
    "farewell": _farewell,
}
