"""The shell scripts in an instruction, and where their characters stand in the Dockerfile.

Source: https://github.com/moby/buildkit/blob/v0.32.2/frontend/dockerfile/dockerfile2llb/convert.go
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.heredocs import parse_heredoc_mark
from dockerlayers.syntax.nodes import Form, Heredoc, Instruction, Stretch, Word, make_stretch

SHELLS = ("sh", "bash", "ash", "dash", "ksh", "mksh", "zsh")
"""The programs that read what `parse_script` does."""

_INSTRUCTIONS = ("RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK")
_SHEBANG = lazy_pattern(r"#![ \t]*(\S+)(?:[ \t]+(?:-S[ \t]+)?(\S+))?")
_Piece = tuple[int, Stretch]


@dataclass(frozen=True, kw_only=True)
class PlacedScript:
    """A script's text; which shell reads it, SHELL says, unless `names_shell`: a `#!` line does.

    `pieces` are the offsets in `text` at which a line of the Dockerfile begins, and what is seen of it.
    """

    text: str
    pieces: tuple[_Piece, ...]
    names_shell: bool = False

    @cached_property
    def offsets(self) -> list[int]:
        """The offsets in `text` at which a line of the Dockerfile begins."""
        return [offset for offset, _ in self.pieces]

    def stretches(self, start: int, end: int) -> Iterator[Stretch]:
        """Yield where the text from `start` to `end` stands in the Dockerfile, line by line."""
        for index in range(max(bisect_right(self.offsets, start) - 1, 0), len(self.pieces)):
            offset, (line, column, end_column) = self.pieces[index]
            if offset >= end:
                return
            begin = column + max(start - offset, 0)
            stop = min(column + end - offset, end_column)
            if begin < stop:
                yield make_stretch((line, begin, stop))


def find_script(instruction: Instruction) -> PlacedScript | None:
    """Return the script that the shell form of an instruction, or of its trigger, hands to a shell."""
    owner = instruction.trigger or instruction
    if owner.name not in _INSTRUCTIONS or owner.form is not Form.SHELL or not owner.words:
        return None
    command = owner.words[-1]
    if owner.name == "HEALTHCHECK" and (len(owner.words) < 2 or owner.words[0].text.upper() != "CMD"):
        return None
    if not instruction.heredocs:
        return PlacedScript(text=command.text, pieces=_command_pieces(command))
    if parse_heredoc_mark(command.text):
        return _read_body(instruction.heredocs[0])
    return _read_command_and_bodies(command, instruction.heredocs)


def is_shell(program: str) -> bool:
    """Say whether a program, by its name or path, is a shell of the POSIX kind."""
    return program.rsplit("/", 1)[-1].removesuffix(".exe") in SHELLS


def _read_body(heredoc: Heredoc) -> PlacedScript | None:
    """Take a heredoc as the script; one that names another program than a shell is none."""
    text, pieces = _body(heredoc, 0, chomps=heredoc.chomp)
    shebang = _SHEBANG.match(text)
    if not shebang:
        return PlacedScript(text=text, pieces=pieces)
    is_env = shebang[1].endswith("/env")
    if not is_shell(shebang[2] or "" if is_env else shebang[1]):
        return None
    return PlacedScript(text=text, pieces=pieces, names_shell=True)


def _read_command_and_bodies(command: Word, heredocs: tuple[Heredoc, ...]) -> PlacedScript:
    """Put the heredocs behind the command line, as the shell gets them."""
    text, pieces = command.text, _command_pieces(command)
    for heredoc in heredocs:
        body, more = _body(heredoc, len(text) + 1, chomps=False)
        text += f"\n{body}{heredoc.name}"
        pieces += more
    return PlacedScript(text=text, pieces=pieces)


def _command_pieces(command: Word) -> tuple[_Piece, ...]:
    pieces: list[_Piece] = []
    offset = 0
    for stretch in command.origin.stretches(command.start, command.end):
        pieces.append((offset, stretch))
        offset += stretch.end_column - stretch.column
    return tuple(pieces)


def _body(heredoc: Heredoc, offset: int, *, chomps: bool) -> tuple[str, tuple[_Piece, ...]]:
    """Return a heredoc's text and its lines; `chomps` leaves out the tabs that they begin with."""
    lines: list[str] = []
    pieces: list[_Piece] = []
    for number, line in enumerate(heredoc.content.split("\n")[:-1], heredoc.first_line):
        kept = line.lstrip("\t") if chomps else line
        tabs = len(line) - len(kept)
        pieces.append((offset, Stretch(number, tabs + 1, tabs + 1 + len(kept.rstrip("\r")))))
        lines.append(f"{kept}\n")
        offset += len(kept) + 1
    return "".join(lines), tuple(pieces)
