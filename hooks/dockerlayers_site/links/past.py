"""Look for addresses that were in the ledger once, in the history that git keeps of it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

from dockerlayers_site.links.addresses import Address
from dockerlayers_site.links.ledger import FILE, Ledger


def find_forgotten(ledger: Ledger, docs: Path) -> list[Address]:
    """Return the addresses that a commit took out of the ledger; none where git knows no history."""
    known = set(ledger)
    return [address for address in dict.fromkeys(_removed(docs)) if address not in known]


def _removed(docs: Path) -> Iterator[Address]:
    # Merges are looked at from either side: a conflict can lose a line as well.
    command = ("git", "log", "--patch", "--diff-merges=separate", "--no-renames", "--format=", "--", FILE)
    try:
        done = subprocess.run(command, cwd=docs, capture_output=True, encoding="utf-8", check=True)
    except (OSError, subprocess.CalledProcessError):
        return
    for line in done.stdout.splitlines():
        if line.startswith("-{"):
            yield from _addresses(line[1:])


def _addresses(line: str) -> Iterator[Address]:
    try:
        entry = json.loads(line)
        page = entry["page"]
        yield from (Address(page, id_) for id_ in (entry.get("id"), *entry.get("aliases", [])))
    except (ValueError, KeyError, TypeError):
        return
