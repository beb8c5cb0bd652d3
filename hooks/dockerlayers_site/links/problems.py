"""Say what is wrong with addresses, where, and how to keep them."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator

from dockerlayers.syntax.nodes import Span
from dockerlayers_site.links.addresses import Address
from dockerlayers_site.links.arrive import SiteAddresses
from dockerlayers_site.links.check import MissingAddress, find_contradictions, find_missing
from dockerlayers_site.links.decisions import FILE as DECISIONS
from dockerlayers_site.links.ledger import FILE as LEDGER
from dockerlayers_site.pages.page_file import PageFile, span_of
from dockerlayers_site.pages.problem import Problem

_COMMAND = ".venv/bin/python -m dockerlayers_site links"

FindFile = Callable[[str], PageFile | None]


def explain_site(site: SiteAddresses, find_file: FindFile, *, docs: str = "docs") -> Iterator[Problem]:
    """Yield what keeps published addresses from leading anywhere; `find_file` finds that of a page."""
    for address, why in find_contradictions(site):
        text = f"{address} cannot be kept as it was decided: {why}"
        yield PageFile(path=f"{docs}/{DECISIONS}").report(text)
    for missing in find_missing(site):
        yield _explain(missing, site, find_file, docs)


def _explain(missing: MissingAddress, site: SiteAddresses, find_file: FindFile, docs: str) -> Problem:
    address = missing.address
    what = f" («{missing.words}»)" if missing.words else ""
    more = f" (and {missing.parts} more that belong to it)" if missing.parts else ""
    text = f"the published address {address}{what} leads nowhere{more}"
    section, file = missing.section, find_file(address.page)
    heading = _find_heading(file, section.text) if file and section else None
    hint = _hint(missing, f" on line {heading.line}" if heading else "")
    if file and heading:
        return file.report(text, heading, hint=hint)
    line = span_of(site.ledger.lines.get(address, 1), 1, "")
    return Problem(text=text, path=f"{docs}/{LEDGER}", span=line, hint=hint)


def _hint(missing: MissingAddress, where: str) -> str:
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


def _find_heading(file: PageFile, text: str) -> Span | None:
    """Return where a heading stands; marks inside of it may differ from its words."""
    words = re.findall(r"\w+", text)
    for number, line in enumerate(file.lines, start=1):
        if re.match(r" {0,3}#{1,6}[ \t]", line) and re.findall(r"\w+", line)[: len(words)] == words:
            return span_of(number, 1, line.strip())
    return None


def find_own_id(id_: str, file: PageFile, nth: int) -> Span | None:
    """Return where an author gives an id to a heading, the first time being 0."""
    written = re.compile(rf" {{0,3}}#{{1,6}}[ \t].*\{{[^{{}}]*(?P<id>#{re.escape(id_)})(?=[ \t}}])")
    found = [
        span_of(number, match.start("id") + 1, match["id"])
        for number, match in enumerate(map(written.match, file.lines), start=1)
        if match
    ]
    return found[nth] if nth < len(found) else None
