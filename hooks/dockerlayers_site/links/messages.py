"""Say what is wrong with addresses, where, and how to keep them."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dockerlayers_site.links.addresses import Address
from dockerlayers_site.links.arrive import Site
from dockerlayers_site.links.check import Missing, find_contradictions, find_missing
from dockerlayers_site.links.decisions import FILE as DECISIONS
from dockerlayers_site.links.ledger import FILE as LEDGER

_COMMAND = ".venv/bin/python -m dockerlayers_site.links"


@dataclass(frozen=True, kw_only=True)
class Source:
    """The Markdown of a page: its file as its author would name it, and its lines."""

    path: str
    lines: tuple[str, ...]


FindSource = Callable[[str], Source | None]


@dataclass(frozen=True, kw_only=True)
class Message:
    """What is wrong in a file; `find` is what stands there. Lines and columns begin at 1."""

    text: str
    path: str
    line: int = 1
    column: int = 1
    find: str = ""
    hint: str | None = None


def explain_site(site: Site, find_source: FindSource, *, docs: str = "docs") -> Iterator[Message]:
    """Yield what keeps published addresses from leading anywhere."""
    for address, why in find_contradictions(site):
        yield Message(text=f"{address} cannot be kept as it was decided: {why}", path=f"{docs}/{DECISIONS}")
    for missing in find_missing(site):
        yield _explain(missing, site, find_source, docs)


def _explain(missing: Missing, site: Site, find_source: FindSource, docs: str) -> Message:
    address = missing.address
    what = f" («{missing.words}»)" if missing.words else ""
    more = f" (and {missing.parts} more that belong to it)" if missing.parts else ""
    text = f"the published address {address}{what} leads nowhere{more}"
    section, source = missing.section, find_source(address.page)
    line, find = _find_heading(source, section.text) if source and section else (None, "")
    hint = _hint(missing, f" on line {line}" if line else "")
    if source and line:
        return Message(text=text, path=source.path, line=line, find=find, hint=hint)
    return Message(text=text, path=f"{docs}/{LEDGER}", line=site.ledger.lines.get(address, 1), hint=hint)


def _hint(missing: Missing, where: str) -> str:
    address, section = missing.address, missing.section
    move, farewell = f"{_COMMAND} move {_quote(address)}", f"{_COMMAND} farewell {_quote(address)}"
    if section:
        new = Address(address.page, section.id)
        first = f"if it is «{section.text}»{where} now, keep it: {move} {_quote(new)}"
    elif missing.example:
        new = Address(address.page, missing.example)
        first = f"if it has another name now, keep it: {move} {_quote(new)}"
    elif missing.page is not None:
        first = f"if the page moved, keep it: {move} {_quote(Address(missing.page))}"
    else:
        first = f"say where it is now: {move} NEW"
    return f'{first}; or say why it is gone: {farewell} --reason "…"'


def _quote(address: Address) -> str:
    return shlex.quote(str(address))


def _find_heading(source: Source, text: str) -> tuple[int | None, str]:
    """Return the line of a heading and what stands there; marks inside of it may differ from its words."""
    words = re.findall(r"\w+", text)
    for number, line in enumerate(source.lines, start=1):
        if re.match(r" {0,3}#{1,6}[ \t]", line) and re.findall(r"\w+", line)[: len(words)] == words:
            return number, line.strip()
    return None, ""


def find_own_id(id_: str, source: Source, nth: int) -> tuple[int, int]:
    """Return line and column where an author gives an id to a heading, the first time being 0."""
    written = re.compile(rf" {{0,3}}#{{1,6}}[ \t].*\{{[^{{}}]*(?P<id>#{re.escape(id_)})(?=[ \t}}])")
    found = [
        (number, match.start("id") + 1)
        for number, match in enumerate(map(written.match, source.lines), start=1)
        if match
    ]
    return found[nth] if nth < len(found) else (1, 1)
