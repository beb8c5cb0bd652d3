"""The physical lines of a Dockerfile, as rows: directives, instructions, blocks of comments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dockerlayers.explain.annotations import RowKind
from dockerlayers.syntax.nodes import Directive, Dockerfile, Instruction


class Block(NamedTuple):
    """Lines that belong together. Empty lines between are left out: the numbers tell of them.

    The comment lines directly above an instruction are a part of its block: `first_line` is the first of
    them, `line` that of the instruction.
    """

    kind: RowKind
    first_line: int
    line: int
    end_line: int
    instruction: Instruction | None = None
    directive: Directive | None = None

    @property
    def comments(self) -> range:
        """The lines of the comments above an instruction, or those of a block of comments."""
        end = self.end_line + 1 if self.kind is RowKind.COMMENT else self.line
        return range(self.first_line, end)


def split_rows(dockerfile: Dockerfile) -> list[Block]:
    """Split a Dockerfile into blocks, in order."""
    known = {block.line: block for block in _known(dockerfile)}
    blocks: list[Block] = []
    lines = dockerfile.lines
    line = 1
    while line <= len(lines):
        block = known.get(line)
        if block:
            blocks.append(_with_comments(blocks, block, lines) if block.instruction else block)
            line = block.end_line + 1
            continue
        if lines[line - 1]:
            _add_line(blocks, line, is_blank=not lines[line - 1].strip())
        line += 1
    return blocks


def _known(dockerfile: Dockerfile) -> Iterator[Block]:
    for one in dockerfile.directives:
        line = one.span.line
        yield Block(kind=RowKind.DIRECTIVE, first_line=line, line=line, end_line=line, directive=one)
    for line in dockerfile.omissions:
        yield Block(kind=RowKind.OMISSION, first_line=line, line=line, end_line=line)
    for item in dockerfile.instructions:
        yield Block(
            kind=RowKind.INSTRUCTION,
            first_line=item.line,
            line=item.line,
            end_line=item.end_line,
            instruction=item,
        )


def _with_comments(blocks: list[Block], block: Block, lines: tuple[str, ...]) -> Block:
    """Take the comments directly above an instruction off the blocks, and into its own."""
    last = blocks[-1] if blocks else None
    is_above = last and last.kind is RowKind.COMMENT and last.end_line == block.line - 1
    if not last or not is_above or not lines[last.end_line - 1].strip():
        return block
    blocks.pop()
    return block._replace(first_line=last.line)


def _add_line(blocks: list[Block], line: int, *, is_blank: bool) -> None:
    """Add a line that is none of these: a comment, or blanks, which stay with what is before them."""
    last = blocks[-1] if blocks else None
    if last and last.end_line == line - 1 and (is_blank or last.kind is RowKind.COMMENT):
        blocks[-1] = last._replace(end_line=line)
    else:
        blocks.append(Block(kind=RowKind.COMMENT, first_line=line, line=line, end_line=line))
