"""Give each page its address: the one that it was published at, else a new one in Latin letters."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from dockerlayers_site.links.decisions import Decisions
from dockerlayers_site.links.latin import free_path, is_plain, latin_path
from dockerlayers_site.links.ledger import Ledger


def assign_addresses(
    names: Collection[str],
    ledger: Ledger,
    decisions: Decisions,
    *,
    terms: Mapping[str, str],
    taken: Iterable[str] = (),
) -> dict[str, str]:
    """Return the address of each page by its name: the address that the name of its file would give it.

    A name that was published keeps the address that it led to, a plain one is the address itself, and any
    other is written in Latin letters, with a number where that address is another's: `taken` are those of
    files that are no pages.
    """
    found: dict[str, str] = {}
    given: set[str] = set()
    for name in sorted(names):
        owner = ledger.owners.get(name)
        if owner is not None and owner not in given:
            found[name] = owner
            given.add(owner)
    found |= {name: name for name in names if name not in found and is_plain(name) and name not in given}
    used = {one.lower() for one in (*found.values(), *taken, *_promised(ledger, decisions))}
    for name in sorted(set(names) - found.keys()):
        found[name] = free_path(latin_path(name, terms=terms), used)
        used.add(found[name].lower())
    return found


def _promised(ledger: Ledger, decisions: Decisions) -> Iterable[str]:
    """Yield the addresses that are another page's, though none is there now.

    One that was published, is not decided on and led to a file of its very name is free: that file may have
    another name now, which sounds the same.
    """
    yield from (source.page for source in decisions.sources)
    yield from (page for page, record in ledger.pages.items() if record.aliases)
    yield from ledger.owners
