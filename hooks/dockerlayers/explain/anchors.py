"""The permanent addresses of rows: named by the author, or derived from what the row says.

A derived one never hangs on where the row stands, so that a line more above does not move it. What comes out
equal is told apart by a hash of its content; only rows with the very same content are counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import count

from dockerlayers.explain.names import read_names
from dockerlayers.explain.rows import Block
from dockerlayers.explain.significant import cut, list_words, slug_words, slugify
from dockerlayers.model.types import Stage

_LONGEST, _LONGEST_STAGE = 32, 16
_SHORTEST_WORD = 8
_HASH_DIGITS = 4


@dataclass(frozen=True, kw_only=True)
class RowAddress:
    """The anchor of a row, and other names that lead to it."""

    anchor: str
    aliases: tuple[str, ...] = ()


def name_rows(
    blocks: Sequence[Block], stages: Sequence[Stage | None], lines: Sequence[str]
) -> list[RowAddress]:
    """Give every block an anchor that no other one has; `stages` are those that the blocks stand in."""
    given, _ = read_names(blocks, lines)
    plain = [_derive(block, stage, lines) for block, stage in zip(blocks, stages, strict=True)]
    others = Counter(name for index, name in enumerate(plain) if index not in given)
    taken = set(given.values())
    alone = {name for name, number in others.items() if number == 1 and name not in taken}
    used = taken | alone
    numbers: dict[str, Iterator[int]] = {}
    anchors = []
    for index, name in enumerate(plain):
        anchor = given.get(index, name)
        if index not in given and name not in alone:
            anchor = _tell_apart(f"{name}-{_hash(blocks[index], lines)}", used, numbers)
            used.add(anchor)
        anchors.append(anchor)
    addresses = []
    for anchor, name in zip(anchors, plain, strict=True):
        aliases = () if name in used else (name,)
        used.add(name)
        addresses.append(RowAddress(anchor=anchor, aliases=aliases))
    return addresses


def _tell_apart(anchor: str, used: set[str], numbers: dict[str, Iterator[int]]) -> str:
    """Put a number behind an anchor where it is not the first of its kind; `numbers` go on from the last."""
    if anchor not in used:
        return anchor
    following = numbers.setdefault(anchor, count(2))
    return next(name for name in (f"{anchor}-{number}" for number in following) if name not in used)


def _derive(block: Block, stage: Stage | None, lines: Sequence[str]) -> str:
    """Derive a name: of the stage if it has one, of the kind of row, and of its first words."""
    if block.directive:
        return block.directive.name
    name = cut(slugify(stage.name), _LONGEST_STAGE) if stage and stage.name else ""
    prefix = f"{name}-" if name else ""
    if block.instruction:
        kind = block.instruction.name.lower()
        return _join(prefix + kind, list_words(block.instruction))
    return _join(prefix + block.kind.value, _comment_words(lines[line - 1] for line in block.comments))


def _comment_words(lines: Iterable[str]) -> tuple[str, ...]:
    return slug_words(" ".join(lines).replace("#", " ").split())


def _join(head: str, words: Iterable[str]) -> str:
    """Put as many words behind a name as there is room for, the first one cut where it is too long."""
    name = head
    for number, word in enumerate(words):
        room = _LONGEST - len(name) - 1
        if number and len(word) > room:
            break
        name = f"{name}-{word if number else cut(word, max(room, _SHORTEST_WORD))}"
    return name


def _hash(block: Block, lines: Sequence[str]) -> str:
    """Hash what a row says, without how it is set in lines and blanks."""
    instruction = block.instruction
    text = instruction.original if instruction else "\n".join(lines[block.line - 1 : block.end_line])
    bodies = "".join(heredoc.content for heredoc in instruction.heredocs) if instruction else ""
    content = " ".join(text.split()) + bodies
    return sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH_DIGITS]
