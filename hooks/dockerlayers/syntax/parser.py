"""Parse a Dockerfile into instructions.

Source: https://github.com/moby/buildkit/blob/v0.32.2/frontend/dockerfile/parser/parser.go
"""

from __future__ import annotations

import re

from dockerlayers.errors import DockerfileError
from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.characters import SPACE
from dockerlayers.syntax.heredocs import HeredocMark, find_heredocs
from dockerlayers.syntax.instruction import parse_instruction
from dockerlayers.syntax.nodes import (
    Comment,
    Directive,
    Dockerfile,
    EmptyContinuation,
    Form,
    Heredoc,
    Instruction,
    LogicalLine,
    Span,
    make_comment,
)
from dockerlayers.syntax.trailing import hint_at_comment
from dockerlayers.syntax.words import cut

MAX_LINE_BYTES = 65535
_BOM = "\ufeff"
_DIRECTIVE = lazy_pattern(r"#[\t\n\f\r ]*([a-zA-Z][a-zA-Z0-9]*)[\t\n\f\r ]*=[\t\n\f\r ]*(.+?)[\t\n\f\r ]*")
_DIRECTIVE_NAMES = ("syntax", "escape", "check")
_MOST_DIRECTIVE_LINES = len(_DIRECTIVE_NAMES) + 2
"""A first line `#!`, one for each name, and the one that ends them."""
_HEREDOC_INSTRUCTIONS = ("RUN", "COPY", "ADD")


def parse_dockerfile(source: str) -> Dockerfile:
    """Parse the text of a Dockerfile; raise DockerfileError where BuildKit's lexer refuses it.

    dockerfile  = { directive } , { comment | blank line | instruction }
    instruction = logical line , { heredoc body }
    """
    if not source:
        raise DockerfileError("the Dockerfile cannot be empty")
    return _Parser(source).parse()


def find_check_directive(source: str) -> Directive | None:
    """Find the `check` directive as the build checks do: their reader also skips a first line `#!`.

    directives = [ "#!" , text ] , { directive }        each begins in the first column, and none comes twice
    """
    if not source.startswith(("#", _BOM)):
        return None
    seen: set[str] = set()
    for number, written in enumerate(source.split("\n", _MOST_DIRECTIVE_LINES), 1):
        bom = 1 if number == 1 and written.startswith(_BOM) else 0
        line = written[bom:].removesuffix("\r")
        if number == 1 and line.startswith("#!"):
            continue
        match = _DIRECTIVE.fullmatch(line)
        name = match[1].lower() if match else ""
        if not match or name not in _DIRECTIVE_NAMES or name in seen:
            return None
        if name == "check":
            start, end = match.span(2)
            return Directive(name, match[2], Span(number, bom + start + 1, number, bom + end + 1))
        seen.add(name)
    return None


class _Parser:
    """One pass over the physical lines; `raw` has them with carriage returns, as heredoc bodies keep them."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.raw = source.split("\n")
        if not self.raw[-1]:
            self.raw.pop()
        self.lines = [line.rstrip("\r") for line in self.raw] if "\r" in source else self.raw
        self.count, self.is_cut = _count_readable(self.raw, source)
        self.index = 0
        self.escape = "\\"
        self.in_directives = True
        self.directives: list[Directive] = []
        self.comments: list[Comment] = []
        self.above: list[Comment] = []
        self.instructions: list[Instruction] = []
        self.empty_continuations: list[EmptyContinuation] = []

    def parse(self) -> Dockerfile:
        while self.index < self.count:
            self.parse_line()
        if not self.instructions:
            raise DockerfileError("file with no instructions", lines=[self.index])
        if self.is_cut:
            message = f"dockerfile line greater than max allowed size of {MAX_LINE_BYTES}"
            line = self.index + 1
            raise DockerfileError(message, lines=[self.index], span=Span(line, 1, line, 1))
        return Dockerfile(
            source=self.source,
            lines=tuple(self.lines),
            directives=tuple(self.directives),
            escape=self.escape,
            instructions=tuple(self.instructions),
            comments=tuple(self.comments),
            empty_continuations=tuple(self.empty_continuations),
        )

    def parse_line(self) -> None:
        """Parse what begins on the current line, and stand behind it."""
        line = self.lines[self.index]
        bom = 1 if self.index == 0 and line.startswith(_BOM) else 0
        text = _strip_left(line[bom:] if bom else line)
        if self.in_directives and not self.parse_directive(text, len(line) - len(text) + 1):
            self.in_directives = False
        self.index += 1
        if not text:
            return
        if text[0] != "#":
            self.parse_logical_line(text, len(line) - len(text) + 1)
        elif not self.in_directives:
            self.add_comment(line[bom:])

    def parse_directive(self, text: str, column: int) -> bool:
        """Take a parser directive; return False at the first line that is none.

        directive = "#" , name , "=" , value
        """
        match = _DIRECTIVE.fullmatch(text)
        name = match[1].lower() if match else ""
        if not match or name not in _DIRECTIVE_NAMES:
            return False
        line = self.index + 1
        span = Span(line, column + match.start(2), line, column + match.end(2))
        if any(directive.name == name for directive in self.directives):
            message = f"only one {name} parser directive can be used"
            raise DockerfileError(message, span=span, lines=[self.index])
        if name == "escape":
            if match[2] not in ("\\", "`"):
                message = f"invalid escape token '{match[2]}' does not match ` or \\"
                raise DockerfileError(message, span=span, lines=[self.index])
            self.escape = match[2]
        self.directives.append(Directive(name, match[2], span))
        return True

    def add_comment(self, line: str) -> None:
        comment = make_comment((line[1:].strip(SPACE), self.index))
        self.comments.append(comment)
        if comment.text:
            self.above.append(comment)
        else:
            self.above = []

    def parse_logical_line(self, text: str, column: int) -> None:
        """Join the continuations of the line and parse the instruction.

        logical line = { text , escape , [ blanks ] , newline , { comment | blank line } } , text
        """
        first = self.index
        piece, continues = _cut_continuation(text, self.escape)
        parts, numbers = [piece], [first]
        has_blank = False
        while continues and self.index < self.count:
            line = self.lines[self.index]
            self.index += 1
            text = _strip_left(line)
            if not text:
                has_blank = True
            elif text[0] == "#":
                self.comments.append(Comment(text[1:].strip(SPACE), self.index))
            else:
                piece, continues = _cut_continuation(line, self.escape)
                parts.append(piece)
                numbers.append(self.index)
        if has_blank:
            self.empty_continuations.append(EmptyContinuation(self.index))
        self.finish_instruction(LogicalLine(parts, numbers, column), first)

    def finish_instruction(self, line: LogicalLine, first: int) -> None:
        try:
            above = tuple(self.above) if self.above else ()
            instruction = parse_instruction(line, self.escape, above, first, self.index)
            heredocs = self.read_heredocs(instruction) if "<<" in line.text else ()
        except DockerfileError as error:
            error.lines = error.lines or tuple(range(first, self.index + 1))
            error.hint = error.hint or hint_at_comment(line, self.escape)
            raise
        if heredocs:
            instruction = instruction._replace(heredocs=heredocs, end_line=self.index)
        self.instructions.append(instruction)
        self.above = []

    def read_heredocs(self, instruction: Instruction) -> tuple[Heredoc, ...]:
        owner = instruction.trigger or instruction
        if owner.name not in _HEREDOC_INSTRUCTIONS or owner.form is Form.EXEC:
            return ()
        origin = instruction.keyword.origin
        return tuple(self.read_heredoc(mark, origin) for mark in find_heredocs(origin.text))

    def read_heredoc(self, mark: HeredocMark, origin: LogicalLine) -> Heredoc:
        """Read a body up to its terminator, verbatim."""
        first = self.index
        while self.index < self.count:
            line = self.lines[self.index]
            self.index += 1
            if (line.lstrip("\t") if mark.chomp else line) == mark.name:
                content = "".join(f"{text}\n" for text in self.raw[first : self.index - 1])
                return Heredoc(
                    name=mark.name,
                    content=content,
                    expand=mark.expand,
                    chomp=mark.chomp,
                    file_descriptor=mark.file_descriptor,
                    first_line=first + 1,
                    last_line=self.index,
                )
        raise DockerfileError("unterminated heredoc", span=_find_mark(origin, mark.name))


def _count_readable(lines: list[str], source: str) -> tuple[int, bool]:
    """Count the lines before the first that is too long for BuildKit's scanner."""
    if len(source) * 4 > MAX_LINE_BYTES:
        for index, line in enumerate(lines):
            if len(line) * 4 > MAX_LINE_BYTES and len(line.encode("utf-8", "surrogatepass")) > MAX_LINE_BYTES:
                return index, True
    return len(lines), False


def _strip_left(line: str) -> str:
    """Strip blanks as Go has them; nearly always these are spaces and tabs alone, which is faster."""
    text = line.lstrip(" \t")
    return text if not text or "!" <= text[0] <= "~" else text.lstrip(SPACE)


def _cut_continuation(text: str, escape: str) -> tuple[str, bool]:
    """Cut the escape off the end of a line that goes on; two of them are no continuation."""
    stripped = text if text[-1:] not in ("", " ", "\t") else text.rstrip(" \t")
    if stripped[-1:] != escape or stripped[-2:-1] == escape:
        return text, False
    return stripped[:-1], True


def _find_mark(line: LogicalLine, name: str) -> Span:
    """Find the `<<NAME` whose body is missing."""
    match = re.search(rf"<<-?\s*['\"]?{re.escape(name)}['\"]?", line.text)
    start, end = match.span() if match else (0, len(line.text))
    return cut(line, start, end).span
