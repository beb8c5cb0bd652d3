"""Read the sessions of a page, and the files that they need, in the order in which they stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from markdown_it.token import Token

from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.nodes import Span
from dockerlayers_site.consoles.output import read_output
from dockerlayers_site.fences.console import ConsoleOptions, read_console_options
from dockerlayers_site.fences.errors import FenceError
from dockerlayers_site.fences.header import parse_header
from dockerlayers_site.fences.places import FencePlace
from dockerlayers_site.fences.sessions import SESSION_TAGS, Turn, find_turns
from dockerlayers_site.notes.front_matter import read_front_matter
from dockerlayers_site.notes.rewrite import make_block_parser
from dockerlayers_site.pages.page_file import PageFile, page_file
from dockerlayers_site.pages.problem import Problem

PROMPT = "$"
"""The prompt of the page's shell; behind any other stands what is typed to the command above."""

_TITLE = lazy_pattern(r"""\btitle=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""")
_FILE = lazy_pattern(r"[\w.-]+(?:/[\w.-]+)*", re.ASCII)
_NAMES = ("Dockerfile", "Containerfile", "Makefile")
_DOCKER = lazy_pattern(r"(?<![\w./-])docker(?![\w./-])")
_MARK = lazy_pattern(r"`{3,}|~{3,}")
_NOT_PREFIX = lazy_pattern(r"[^> \t]")


@dataclass(frozen=True, kw_only=True)
class PageFileFence:
    """A fence whose title is a file's name: the file is there for the sessions below."""

    line: int
    name: str
    content: str


@dataclass(frozen=True, kw_only=True)
class Console:
    """A session: its header is in a line of the page, from 1; each line of it stands behind `prefix`."""

    line: int
    prefix: str
    lines: tuple[str, ...]
    options: ConsoleOptions

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """The commands."""
        return tuple(find_turns(self.lines))

    def shown_for(self, index: int) -> tuple[str, ...]:
        """Return the lines that the page shows as the output of a command, without empty ones at the end."""
        turns = self.turns
        end = turns[index + 1].begin if index + 1 < len(turns) else len(self.lines)
        return read_output("\n".join(self.lines[turns[index].end : end]))


@dataclass(frozen=True, kw_only=True)
class ConsolePage:
    """A page: its path from the project's folder on, its file, its sessions, and what is wrong there."""

    path: str
    file: PageFile
    parts: tuple[PageFileFence | Console, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def consoles(self) -> tuple[Console, ...]:
        """The sessions."""
        return tuple(part for part in self.parts if isinstance(part, Console))

    @property
    def needs_engine(self) -> bool:
        """Say whether any command that is run may speak to the engine."""
        turns = (turn for one in self.consoles if not one.options.norun for turn in one.turns)
        return any(_DOCKER.search(turn.command) for turn in turns)

    @property
    def text(self) -> str:
        """All that is run or written."""
        files = [part.content for part in self.parts if isinstance(part, PageFileFence)]
        return "\n".join(
            [*files, *(line for one in self.consoles if not one.options.norun for line in one.lines)]
        )


def read_page(root: Path, path: str) -> ConsolePage:
    """Read a page below the project's folder."""
    return parse_page(path, (root / path).read_text(encoding="utf-8"))


def parse_page(path: str, text: str) -> ConsolePage:
    """Find fences as they are found for the site: in lists, tabs, quotes and alerts too."""
    file = page_file(path, text)
    found = read_front_matter(text)
    skipped = text.count("\n", 0, found[1]) if found else 0
    source = "\n".join(file.lines[skipped:])
    parts: list[PageFileFence | Console] = []
    problems: list[Problem] = []
    for token in make_block_parser().parse(source, {}):
        if token.type == "fence" and token.map:
            try:
                parts += _read_fence(token, token.map[0] + skipped, file)
            except FenceError as error:
                place = FencePlace(path=path, lines=file.lines, line=token.map[0] + skipped + 1)
                problems.append(place.report(error))
    for part in parts:
        problems += _find_problems(part, file) if isinstance(part, Console) else ()
    return ConsolePage(path=path, file=file, parts=tuple(parts), problems=tuple(problems))


def _read_fence(token: Token, at: int, file: PageFile) -> Iterator[PageFileFence | Console]:
    tag = token.info.strip(" {").removeprefix(".").partition(" ")[0].partition("}")[0].lower()
    content = token.content.removesuffix("\n")
    if tag in SESSION_TAGS:
        header = file.lines[at]
        mark = _MARK.search(header)
        prefix = _NOT_PREFIX.sub(" ", header[: mark.start()]) if mark else ""
        options = read_console_options(parse_header(header))
        yield Console(line=at + 1, prefix=prefix, lines=tuple(content.split("\n")), options=options)
        return
    title = _TITLE.search(token.info)
    name = (title["double"] or title["single"] or "").strip() if title else ""
    if is_file_name(name) and content:
        yield PageFileFence(line=at + 1, name=name, content=token.content)


def is_file_name(title: str) -> bool:
    """Say whether a title names a file: `src/app.py`, `Dockerfile`, but not `Node 서비스`."""
    last = title.rpartition("/")[2]
    is_name = "." in last.strip(".") or last.startswith(".") or last in _NAMES
    return bool(_FILE.fullmatch(title)) and is_name and ".." not in title.split("/")


def _find_problems(console: Console, file: PageFile) -> Iterator[Problem]:
    """Find what cannot be run in a session that is not said to be so."""
    if console.options.norun:
        return
    turns = console.turns
    hint = 'put commands behind «$ », or say why it is not run: norun="…"'
    if not any(turn.prompt == PROMPT for turn in turns):
        yield file.report("no command stands behind $ in this session", _line(console.line), hint=hint)
        return
    if turns[0].prompt != PROMPT:
        text = f"no command above starts the shell of this prompt: {turns[0].prompt}"
        yield file.report(text, _line(console.line + 1 + turns[0].begin), hint=hint)
    for index, line in enumerate(console.lines[: turns[0].begin]):
        if line.strip():
            yield file.report(
                "this stands above the first command", _line(console.line + 1 + index), hint=hint
            )


def _line(number: int) -> Span:
    return Span(number, 1, number, 2)


def rewrite(page: ConsolePage, outputs: Sequence[tuple[Console, Sequence[Sequence[str]]]]) -> str:
    """Return the page's text with other outputs, one for each command of each session that is given."""
    lines = list(page.file.lines)
    for console, taken in sorted(outputs, key=lambda one: -one[0].line):
        turns = console.turns
        own = list(lines[console.line : console.line + len(console.lines)])
        for index in range(len(turns) - 1, -1, -1):
            shown = console.shown_for(index)
            begin = turns[index].end
            if tuple(taken[index]) != shown:
                prefixed = [(console.prefix + line).rstrip() for line in taken[index]]
                own[begin : begin + len(shown)] = prefixed
        lines[console.line : console.line + len(console.lines)] = own
    return "\n".join(lines)
