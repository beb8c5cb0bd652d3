"""The commands of a console session, told from its output: what one wants of it on a clipboard, or to run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from markdown.postprocessors import Postprocessor

from dockerlayers.elements import attributes
from dockerlayers.patterns import lazy_pattern

_CLASS = "session"
_MARKED = lazy_pattern(rf'<\w+ (?:id="[^"<>]*" )?class="(?:[^"<>]* )?{_CLASS}(?: [^"<>]*)?"[^<>]*>')
_NOT_TEXT = lazy_pattern(r'<span class="linenos"[^<>]*>[^<]*</span>|<[^<>]*>')
# Pygments takes the lines of a heredoc for what is printed.
_OUTPUT = '<span class="go">'
SESSION_TAGS = ("console", "shell-session", "shellsession", "bash-session")
"""The languages of sessions, as Pygments names them."""
# `$`, also behind `(venv)`; `me@host:~$`, `[me@host ~]#`, `me@host ~ %`; `/ #` as in Alpine; `bash-5.2#`.
# No part is without end: a line of an output may be long, and look like the beginning of any of them.
_PROMPT = lazy_pattern(
    r"[ \t]*(?P<prompt>(?:\(\S{1,80}\) ?)?"
    r"(?:[$❯]|(?:\[[^\]]{1,120}\]|[\w.-]{1,80}@[\w.<>:-]{1,80}?(?::\S{0,120})?(?: \S{1,120})?|[/~]\S{0,120}"
    r"|\w{0,3}sh-[\d.]{1,9})"
    r" ?[$#%❯]))(?:[ \t]+(?P<command>.*))?$"
)
# By itself, it may as well be a comment: it is a prompt where there is no other.
_ROOT = lazy_pattern(r"[ \t]*(?P<prompt>#)[ \t]+(?P<command>.*)$")
_HEREDOC = lazy_pattern(r"<<(?P<tabs>-?)[ \t]*(?P<quote>['\"]?)(?P<word>[\w.-]+)(?P=quote)")
_OPEN_END = ("|", "&&")
_OPEN_BLOCK = lazy_pattern(r"(?:\b(?:do|then|else)|[{(])$")
_SECOND_PROMPT = ">"


@dataclass(frozen=True, kw_only=True)
class Turn:
    """A command of a session: its prompt, itself, and the lines `[begin:end]` of the session that hold it."""

    prompt: str
    command: str
    begin: int
    end: int


def mark_session(language: str) -> tuple[str, ...]:
    """Return the class that marks the code of a session."""
    return (_CLASS,) if language.lower() in SESSION_TAGS else ()


class Sessions(Postprocessor):
    """Tell Material's copy button what it is to copy of a session, and show what is typed as typed.

    That is read from what the page shows, behind all that cleans it: no author can have it copy another.
    """

    def run(self, text: str) -> str:
        """Put the attribute into the elements that sessions stand in, and show the commands."""
        if _CLASS not in text:
            return text
        parts: list[str] = []
        at = 0
        for found in _MARKED.finditer(text):
            start = text.find("<code", found.start())
            end = text.find("</code>", start)
            if not at <= found.start() <= start < end:
                continue
            start = max(start, found.end())
            turns = tuple(find_turns(_read_text(text[start:end]).split("\n")))
            if not turns:
                continue
            # A line break would be taken for one of the page's.
            copied = attributes(data_copy=_join_commands(turns)).replace("\n", "&#10;")
            parts += [text[at : found.end() - 1], copied, text[found.end() - 1 : start]]
            parts.append(_show_typed(text[start:end], turns))
            at = end
        return "".join((*parts, text[at:]))


def _show_typed(code: str, turns: Iterable[Turn]) -> str:
    """Return a session's code, where what is typed behind a command's first line looks like no output."""
    lines = code.split("\n")
    for turn in turns:
        for index in range(turn.begin + 1, turn.end):
            lines[index] = lines[index].replace(_OUTPUT, "<span>", 1)
    return "\n".join(lines)


def _read_text(html: str) -> str:
    return unescape(_NOT_TEXT.sub("", html))


def read_commands(source: str) -> str | None:
    """Return the commands of a session, with the lines in which they go on; None without a prompt."""
    return _join_commands(find_turns(source.split("\n"))) or None


def _join_commands(turns: Iterable[Turn]) -> str:
    return "\n".join(turn.command for turn in turns)


def find_turns(lines: Sequence[str]) -> Iterator[Turn]:
    """Yield the commands of a session; a prompt with nothing behind it is none."""
    prompt = _PROMPT if any(map(_PROMPT.match, lines)) else _ROOT
    at = 0
    while at < len(lines):
        start = prompt.match(lines[at])
        command = _take(start["command"] or "", lines, at + 1, prompt) if start else []
        end = at + max(1, len(command))
        if start and any(command):
            yield Turn(prompt=start["prompt"], command="\n".join(command), begin=at, end=end)
        at = end


def _take(first: str, lines: Sequence[str], at: int, prompt: re.Pattern[str]) -> list[str]:
    """Return the lines of a command; one whose quote or heredoc is never closed is one line."""
    shell = _Shell()
    taken = [first]
    shell.read(first)
    is_marked = at < len(lines) and _is_marked(lines[at])
    for line in (lines[index] for index in range(at, len(lines))):
        goes_on = shell.is_open or (shell.has_block and is_marked and _is_marked(line))
        if not goes_on or (prompt.match(line) and not shell.heredocs):
            break
        taken.append(line[2:] if is_marked and _is_marked(line) else line)
        shell.read(taken[-1])
    return [first] if shell.quote or shell.heredocs else taken


def _is_marked(line: str) -> bool:
    return line == _SECOND_PROMPT or line.startswith(f"{_SECOND_PROMPT} ")


class _Shell:
    """Know whether a shell would wait for more lines."""

    def __init__(self) -> None:
        self.quote = ""
        self.heredocs: list[tuple[str, bool]] = []
        self.goes_on = self.has_block = False

    @property
    def is_open(self) -> bool:
        """Say whether the command is not whole."""
        return bool(self.quote or self.heredocs or self.goes_on)

    def read(self, line: str) -> None:
        """Read the next line."""
        if self.heredocs and not self.quote and not self.goes_on:
            word, drops_tabs = self.heredocs[0]
            if (line.lstrip("\t") if drops_tabs else line) == word:
                del self.heredocs[0]
            return
        self.goes_on = False
        code = self._scan(line)
        self.goes_on |= not self.quote and code.endswith(_OPEN_END)
        self.has_block |= not self.quote and bool(_OPEN_BLOCK.search(code))

    def _scan(self, line: str) -> str:
        """Follow quotes and heredocs through a line; return it without a comment, and blanks at its end."""
        at = 0
        while at < len(line):
            char = line[at]
            if self.quote:
                self.quote = "" if char == self.quote else self.quote
                at += 1 + (char == "\\" and self.quote == '"')
            elif char == "#" and (at == 0 or line[at - 1] in " \t"):
                return line[:at].rstrip()
            elif char == "\\":
                self.goes_on = at + 1 == len(line)
                at += 2
            elif line.startswith("<<<", at):
                at += 3
            elif heredoc := _HEREDOC.match(line, at):
                self.heredocs.append((heredoc["word"], bool(heredoc["tabs"])))
                at = heredoc.end()
            else:
                self.quote = char if char in "'\"" else ""
                at += 1
        return line.rstrip()
