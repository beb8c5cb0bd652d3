"""What the programs of a RUN build, fetch and install, from makers.toml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from dockerlayers.patterns import lazy_pattern
from dockerlayers.programs.calls import Call
from dockerlayers.programs.quoting import plain_text
from dockerlayers.programs.tables import Table, open_table
from dockerlayers.syntax.shell.nodes import ShellWord

_KEYS = frozenset(("name", "when", "language", "output", "lists", "generic", "source"))


_PINNED = lazy_pattern(r"(?<=.)(?:[=<>~!\[]|@(?!.*/)).*")
"""What pins a package, behind its name: `=1.2`, `>=3`, `[extra]`, `@latest`."""
_PATH = lazy_pattern(r"^[./~-]|://|[\\*]")


class Maker(NamedTuple):
    """What some calls do, by a name for texts.

    `output` are folders that only it writes, `lists` patterns for the names of files that name dependencies.
    `is_generic` says that it tells little: something is compiled, whatever it is.
    """

    name: str
    when: str
    language: str
    output: tuple[str, ...]
    lists: tuple[str, ...]
    is_generic: bool


class MakerTable:
    """Makers of one kind, held against calls; the first that fits counts."""

    def __init__(self, makers: Sequence[Maker]) -> None:
        self.makers: Mapping[str, Maker] = {one.name: one for one in makers}
        # which of the two is used hangs on the kind, and each takes long to compile
        pattern = "|".join(f"(?P<{one.name}>{one.when})" for one in makers)
        self.whole = lazy_pattern(pattern)
        self.start = lazy_pattern(f"(?:{pattern})(?= |$)")
        # files call much alike, and the pattern is long
        self.find_whole = lru_cache(maxsize=1024)(self._find_whole)

    def find(self, call: Call) -> Maker | None:
        """Find what fits all of a call: its operands, or all of its words."""
        operands = call.operands() if call.match else call.words
        found = self.find_whole(_join(call, operands))
        if found or len(operands) == len(call.words):
            return found
        return self.find_whole(_join(call, call.words))

    def _find_whole(self, text: str) -> Maker | None:
        match = self.whole.fullmatch(text)
        return self.makers[str(match.lastgroup)] if match else None

    def find_packages(self, call: Call) -> tuple[Maker, list[str]] | None:
        """Find what a call begins as, and the packages behind it whose names are plain."""
        operands = call.operands()
        match = self.start.match(_join(call, operands))
        if not match:
            return None
        count = match[0].count(" ")
        named = [_PINNED.sub("", word.value) for word in operands[count:] if word.value]
        return self.makers[str(match.lastgroup)], [name for name in named if name and not _PATH.search(name)]


def _join(call: Call, words: Sequence[ShellWord]) -> str:
    return " ".join((call.name, *map(plain_text, words)))


@cache
def load_makers(kind: str) -> MakerTable:
    """Load those that build (`makers`), that fetch what a list names (`fetchers`), or install `packages`."""
    table = open_table("programs/makers.toml")
    return MakerTable([read_maker(one) for one in table.take_tables(kind)])


def read_maker(table: Table) -> Maker:
    """Read one entry; raise DataError for what cannot be."""
    table.check_keys(_KEYS)
    table.take_text("source")
    return Maker(
        name=table.take_text("name"),
        when=table.take_text("when"),
        language=table.find_text("language") or "",
        output=table.take_texts("output"),
        lists=table.take_texts("lists"),
        is_generic=table.take_flag("generic"),
    )


@cache
def load_prompts() -> frozenset[str]:
    """Load the names of the shells and interpreters that wait for a person when they are called alone."""
    return frozenset(open_table("programs/makers.toml").take_texts("prompts"))


def find_by_output(path: str) -> Maker | None:
    """Find who alone writes a folder that something is copied from."""
    parts = path.split("/")
    makers = load_makers("makers").makers.values()
    return next((one for one in makers if any(name in parts for name in one.output)), None)
