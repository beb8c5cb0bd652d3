"""Look for addresses that were in the ledger once, in the history that git keeps of it."""

from __future__ import annotations

import json
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

from dockerlayers_site.links.addresses import Address
from dockerlayers_site.links.errors import LinksError
from dockerlayers_site.links.ledger import FILE, Ledger, load_ledger


def find_forgotten(ledger: Ledger, docs: Path) -> list[Address]:
    """Return the addresses that a commit took out of the ledger; none where git knows no history."""
    known = set(ledger)
    return [address for address in dict.fromkeys(_removed(docs)) if address not in known]


def load_whole_ledger(docs: Path) -> Ledger:
    """Read the ledger below docs/; raise LinksError where it has lost most of what the last commit has.

    Such a one was cut or overwritten: a site that is built with it has other ids than those published.
    """
    ledger = load_ledger(docs)
    committed = {address for line in _git(docs, "show", f"HEAD:./{FILE}") for address in _addresses(line)}
    kept = committed.intersection(ledger)
    if len(kept) * 2 < len(committed):
        path = (docs / FILE).as_posix()
        raise LinksError(
            f"{path} has {len(kept)} of the {len(committed)} addresses that were committed: it was cut or "
            f"overwritten. Bring it back: git checkout HEAD -- {shlex.quote(path)}"
        )
    return ledger


def _removed(docs: Path) -> Iterator[Address]:
    # Merges are looked at from either side: a conflict can lose a line as well.
    for line in _git(
        docs, "log", "--patch", "--diff-merges=separate", "--no-renames", "--format=", "--", FILE
    ):
        if line.startswith("-{"):
            yield from _addresses(line[1:])


def _git(docs: Path, *words: str) -> list[str]:
    """Return the lines that git answers with; none where there is no git, or nothing that it knows of."""
    try:
        done = subprocess.run(["git", *words], cwd=docs, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return []
    return done.stdout.decode("utf-8", errors="replace").split("\n")


def _addresses(line: str) -> Iterator[Address]:
    try:
        entry = json.loads(line)
        page = entry["page"]
        aliases = entry.get("aliases", [])
        if "id" in entry:
            yield from (Address(page, id_) for id_ in (entry["id"], *aliases))
        else:
            yield from map(Address, (page, *aliases))
    except (ValueError, KeyError, TypeError, RecursionError):
        return
