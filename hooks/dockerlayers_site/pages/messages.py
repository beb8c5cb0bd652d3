"""Say problems in the language of the site: a table has the words, by what is said in English."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.pages.problem import Problem
from dockerlayers_site.texts import SiteTexts

_SLOT = lazy_pattern(r"\\\{(\w+)\\\}")
_LIKELY = 5
# A site that is served has the same ones again at each build.
_REMEMBERED = 8192
# A Dockerfile that cannot be built.
_OF_DOCKER = 2


@dataclass(frozen=True, kw_only=True)
class Told:
    """A problem in the words of a language; `weight` is 1 for what matters most."""

    problem: Problem
    words: str
    weight: int = _LIKELY

    @property
    def path(self) -> str:
        """Return the file in which it is."""
        return self.problem.path

    @property
    def place(self) -> str:
        """Return the line and the column."""
        return f"{self.problem.line}:{self.problem.column}"

    @cached_property
    def full(self) -> str:
        """Return it with its place, its line and its hint."""
        return str(replace(self.problem, text=self.words))

    def line_on(self, path: str) -> int:
        """Return the line on a page: its own, or the one that shows the file."""
        if self.problem.path == path or not self.problem.shown_by:
            return self.problem.line
        number = self.problem.shown_by.rpartition(":")[2]
        return int(number) if number.isdigit() else 1


@dataclass(frozen=True, kw_only=True)
class _Message:
    start: str
    pattern: re.Pattern[str]
    words: str
    weight: int
    has_original: bool


def tell(problems: Sequence[Problem], texts: SiteTexts | None) -> list[Told]:
    """Say problems, the most important first: by their weight, then by file and line."""
    told = [_tell(one, texts) for one in dict.fromkeys(problems)]
    return sorted(told, key=lambda one: (one.weight, one.path, one.problem.line, one.problem.column))


@lru_cache(maxsize=_REMEMBERED)
def _tell(problem: Problem, texts: SiteTexts | None) -> Told:
    if texts is None:
        return Told(problem=problem, words=problem.text)
    hint = problem.hint and next(_say(problem.hint, _load(texts).hints), (problem.hint,))[0]
    problem = replace(problem, hint=hint)
    for words, message in _say(problem.text, _load(texts).problems, _load(texts).phrases):
        beside = f" ({problem.text})" if message.has_original else ""
        return Told(problem=problem, words=words + beside, weight=message.weight)
    if not problem.text.isascii():
        return Told(problem=problem, words=problem.text)
    # All of ours are in the table.
    words = texts.messages["docker-says"].format(text=problem.text)
    return Told(problem=problem, words=words, weight=_OF_DOCKER)


def say_failure(text: str, texts: SiteTexts) -> str:
    """Say what keeps a command or a build from going on, in a language; as it is where there are no words."""
    messages = _load(texts)
    return next(_say(text, messages.failures, (*messages.phrases, *messages.hints)), (text,))[0]


def say_option(text: str, texts: SiteTexts) -> str:
    """Say what is wrong with an option, in a language; the names of options that stand before it stay."""
    messages = _load(texts)
    found = next(_say(text, messages.options, messages.hints), None)
    if found:
        return found[0]
    name, mark, rest = text.partition(": ")
    return name + mark + (say_option(rest, texts) if rest else "")


def _say(
    text: str, messages: Sequence[_Message], phrases: Sequence[_Message] = ()
) -> Iterator[tuple[str, _Message]]:
    for message in messages:
        # Most begin in another way: their patterns need not even be compiled.
        found = text.startswith(message.start) and message.pattern.fullmatch(text)
        if found:
            slots = {
                name: next(_say(value, phrases), (value,))[0] for name, value in found.groupdict().items()
            }
            yield message.words.format(**slots), message


@dataclass(frozen=True, kw_only=True)
class _Messages:
    problems: tuple[_Message, ...]
    hints: tuple[_Message, ...]
    phrases: tuple[_Message, ...]
    failures: tuple[_Message, ...]
    options: tuple[_Message, ...]


@lru_cache
def _load(texts: SiteTexts) -> _Messages:
    return _Messages(
        problems=tuple(map(_read, texts.message_rows("problem"))),
        hints=tuple(map(_read, texts.message_rows("hint"))),
        phrases=tuple(map(_read, texts.message_rows("phrase"))),
        failures=tuple(map(_read, texts.message_rows("failure"))),
        options=tuple(map(_read, texts.message_rows("option"))),
    )


def _read(row: Mapping[str, Any]) -> _Message:
    return _Message(
        start=row["says"].partition("{")[0],
        pattern=_as_pattern(row["says"]),
        words=row["words"],
        weight=row.get("weight", _LIKELY),
        has_original=row.get("beside", False),
    )


def _as_pattern(says: str) -> re.Pattern[str]:
    """Make a pattern of a sentence with slots."""
    return lazy_pattern(_SLOT.sub(r"(?P<\1>.+?)", re.escape(says)), re.DOTALL)


def order_files(told: Sequence[Told]) -> list[tuple[str, list[Told]]]:
    """Group by file: first the one with what matters most, then the one with the most of it."""
    groups: dict[str, list[Told]] = {}
    for one in told:
        groups.setdefault(one.path, []).append(one)
    counts = Counter(one.path for one in told)
    return sorted(groups.items(), key=lambda pair: (pair[1][0].weight, -counts[pair[0]], pair[0]))


def write_full(told: Sequence[Told]) -> str:
    """Write all of them, by file."""
    parts = []
    for path, of_file in order_files(told):
        parts.append(f"{path} ({len(of_file)})\n")
        parts += [f"{one.full}\n" for one in sorted(of_file, key=lambda one: one.problem.line)]
    return "\n".join(parts)
