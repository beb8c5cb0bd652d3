"""Dockerfiles out of the grammar's own pieces, valid and not, the same for the same seed."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

_T = TypeVar("_T")

_NAMES = (
    *("FROM", "RUN", "CMD", "LABEL", "MAINTAINER", "EXPOSE", "ENV", "ADD", "COPY", "ENTRYPOINT", "VOLUME"),
    *("USER", "WORKDIR", "ARG", "ONBUILD", "STOPSIGNAL", "HEALTHCHECK", "SHELL"),
)
_BLANKS = (" ", " ", " ", "  ", "\t", " \t ", "\v", "\f", "\x85", "\xa0", "\u2003", "\u3000")
_ATOMS = (
    *(
        "a",
        "b.txt",
        "/c",
        "80/tcp",
        "x=1",
        "y='a b'",
        'z="c d"',
        "=",
        "e=",
        "한글",
        "🐳",
        "$V",
        "${V:-d}",
        ".",
    ),
    *("&&", "||", ";", "|", ">", "#", "# c", "'", '"', "''", '""', "[", "]", "{}", "\\", "\\\\", "`", "``"),
    *('\\"', "\\'", "\\ ", "` ", "'a\\'b", '"a\\"b"', "--", "--x", "-", "<", "<<", "\x1f", "설정", "\ufeff"),
)
_FLAGS = (
    *("--from=a", "--chown=a:b", "--link", "--mount=type=cache,target=/x", "--platform=$P", "--network=none"),
    *(
        "--interval=5s",
        '--a="b c"',
        "--a='b c'",
        "--a=b\\ c",
        "--a=\\",
        "--",
        "--=",
        "--a==b",
        "-x",
        "--한=글",
    ),
    *("--exclude=설정", "--a='전 \xa0'", "--b=\u2005\U00020020c", "--c=\\à --d"),
)
_STRINGS = ('"a"', '"b c"', '""', '"\\n"', '"\\u0041"', '"\\ud83d\\udc33"', '"\\""', '"한"', '"$V"', '"\\/"')
_ODD_VALUES = ("1", "null", "true", "{}", "[]", "'a'", "a", '"', "-0.5e3", "NaN")
_HEREDOC_NAMES = ("EOF", "E", "A-B", "1", '"Q"', "'S'", '"T U"', "E\\O", "#x")


class Generator:
    """Writes one Dockerfile after the other, each from a number of its own."""

    def __init__(self, number: int) -> None:
        self.random = Random(number)
        self.escape = "\\"
        self.heredocs: list[tuple[bool, str]] = []

    def dockerfile(self) -> str:
        """Write a file: directives, then instructions, comments and blank lines."""
        lines = [*self.directives(), "FROM scratch"] if self.is_in(0.9) else self.directives()
        for _ in range(self.random.randrange(1, 6)):
            lines += self.pick((self.instruction, self.instruction, self.instruction, self.between))()
        end = self.pick(("\n", "\n", "\n", "\r\n", "\r\r\n"))
        start = self.pick(("", "", "", "", "\ufeff", "\n", " "))
        return start + end.join(lines) + self.pick((end, end, "", end * 2))

    def directives(self) -> list[str]:
        lines = []
        while self.is_in(0.25):
            name = self.pick(("escape", "escape", "syntax", "check", "Escape", "other"))
            value = self.pick(("`", "`", "\\", "a/b:1", "skip=all", "", "x"))
            self.escape = "`" if (name.lower(), value) == ("escape", "`") else self.escape
            lines.append(self.pick(("# {}={}", "#{}={}", "# {} = {} ", " # {}={}")).format(name, value))
        return lines

    def between(self) -> list[str]:
        return [
            self.pick(("", "  ", "\t", "# comment", "  # 주석", "#", "\xa0", "#!x", "# a=b", "\u3000# c"))
        ]

    def instruction(self) -> list[str]:
        """Write an instruction with all of its lines."""
        self.heredocs = []
        text = self.head() + self.arguments()
        lines = self.broken(text)
        for chomp, name in self.heredocs:
            lines += [self.pick(("x", "", "\ty", "# no comment", "a \\", "$V", "<<E")) for _ in self.times(3)]
            lines.append(("\t" if chomp and self.is_in(0.5) else "") + (name if self.is_in(0.95) else "Z"))
        return lines

    def head(self) -> str:
        name = self.cased(self.pick(_NAMES)) if self.is_in(0.97) else self.pick(("RUM", "", "ıRUN", "ſHELL"))
        before = "ONBUILD " if self.is_in(0.08) else self.pick(("", "", "", " ", "\t"))
        flags = (
            "".join(f"{self.pick(_FLAGS)}{self.blank()}" for _ in self.times(2)) if self.is_in(0.35) else ""
        )
        health = self.pick(("CMD ", "NONE", "cmd\t", "")) if name.upper() == "HEALTHCHECK" else ""
        return f"{before}{name}{self.blank()}{flags}{health}"

    def arguments(self) -> str:
        if self.is_in(0.25):
            return self.json()
        words = [self.heredoc() if self.is_in(0.06) else self.word() for _ in self.times(5)]
        return "".join(word + self.blank() for word in words)

    def word(self) -> str:
        return "".join(self.pick(_ATOMS) for _ in range(self.random.randrange(1, 4)))

    def json(self) -> str:
        values = [self.pick(_STRINGS if self.is_in(0.93) else _ODD_VALUES) for _ in self.times(4)]
        comma = self.pick((",", ", ", " , ", ",\t")) if self.is_in(0.95) else " "
        return f"[{comma.join(values)}{self.pick((']', ']', ']', ']', ' ]', ',]', '', '] x'))}"

    def heredoc(self) -> str:
        name = self.pick(_HEREDOC_NAMES)
        chomp = self.is_in(0.3)
        self.heredocs.append((chomp, name.strip("\"'").replace("\\", "")))
        return f"{self.pick(('', '', '', '3'))}<<{'-' if chomp else ''}{self.pick(('', '', ' '))}{name}"

    def broken(self, text: str) -> list[str]:
        """Break a line at some places, with comments and blank lines between its parts."""
        lines, start = [], 0
        while self.is_in(0.3) and start < len(text):
            end = self.random.randrange(start, len(text)) + 1
            lines.append(
                text[start:end] + self.escape + self.pick(("", "", "", " ", "\t ", self.escape, "\xa0"))
            )
            while self.is_in(0.2):
                lines.append(
                    self.pick(("# in between", "  # 사이", "", "  ", "\t#", f"# {self.escape}", "\u3000"))
                )
            start = end
        return [*lines, text[start:]]

    def cased(self, name: str) -> str:
        return self.pick((str.upper, str.upper, str.upper, str.lower, str.title))(name)

    def blank(self) -> str:
        return self.pick(_BLANKS) if self.is_in(0.3) else " "

    def times(self, most: int) -> range:
        return range(self.random.randrange(most + 1))

    def is_in(self, share: float) -> bool:
        """Say yes in a share of all cases."""
        return self.random.random() < share

    def pick(self, choices: Sequence[_T]) -> _T:
        return self.random.choice(choices)
