"""What is known of a command and its options, filled with the words at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from dockerlayers.explain.gloss.readings import Merge
from dockerlayers.explain.gloss.texts import find_option_text, find_text
from dockerlayers.explain.knowledge import load_words
from dockerlayers.programs.match import Match
from dockerlayers.programs.quoting import plain_text, show, take_quotes
from dockerlayers.programs.types import Asked, Case, Option
from dockerlayers.syntax.shell.nodes import ShellWord
from dockerlayers.texts.inline import Inline, Slot, Template, parse_template
from dockerlayers.texts.texts import Texts

_MOST = 3
_SHOWN = 2
_OPERANDS = frozenset({"operands"})
_PLURAL = frozenset({"others", "rest"})
_ONE = {"first": 0, "last": -1}
_SEVERAL = {"operands": slice(None), "others": slice(1, None), "rest": slice(None, -1)}
"""Which operands a slot shows."""


def template(texts: Texts, source: str) -> Template:
    """Parse a template of a language."""
    return _parse(source, texts.grammar.comma)


_parse = cache(parse_template)


@cache
def _compile(when: str) -> re.Pattern[str]:
    """Compile the pattern of a case: there are more of them than the module `re` keeps."""
    return re.compile(when, re.DOTALL)


def say_match(texts: Texts, match: Match) -> tuple[Inline, Merge | None]:
    """Say what a command does: with its operands where these are certain, else in general.

    One that only asks does nothing of what it does else. Also return what the sentence is made of, where it
    can be said of several commands.
    """
    if match.asking:
        return say_option(texts, match.asking, None, match.path), merge_asking(
            texts, match.asking.asks, match.path[0]
        )
    if match.is_trusted:
        words = tuple([show(plain_text(word)) for word in match.operands])
        for source, value in _list_sources(texts, match):
            parsed = template(texts, source)
            if said := _fill(texts, parsed, words, value):
                return said, Merge(parsed, words) if parsed.slots == _OPERANDS else None
    text = find_text(texts, match.level.key)
    if text.assignments and only_assigns(match):
        each = [say_assignment(texts, text.assignments, word) for word in match.assignments]
        return texts.grammar.join(each), None
    return template(texts, text.does).fill({}), None


def merge_asking(texts: Texts, asked: Asked | None, program: ShellWord) -> Merge | None:
    """Return what is said of several calls at once that ask for a version."""
    if asked is not Asked.VERSION:
        return None
    entry = texts.find_shell("asking.for-versions")
    assert entry
    return Merge(entry.template, (plain_text(program),))


def only_assigns(match: Match) -> bool:
    """Say whether a command is for nothing but the few assignments that it is given."""
    assigns = match.level.key[0] in load_words()["assigns"]
    return assigns and not match.operands and not match.uses and 0 < len(match.assignments) <= _SHOWN


def say_merged(texts: Texts, source: Template, operands: Sequence[str]) -> Inline:
    """Say of several commands what they do, once over all their operands."""
    return source.fill({"operands": _list(texts, list(dict.fromkeys(operands)))})


def _list_sources(texts: Texts, match: Match) -> Iterator[tuple[str, str]]:
    """List the sentences that may fit, the best first, with the value of the option that each is of.

    An option that changes what the command does counts more than what its operands are.
    """
    fitting = list(_list_cases(match))
    text = find_text(texts, match.level.key)
    yield from ((text.cases[case.name], value) for case, value in fitting if case.options)
    for use in match.uses:
        option_text = find_option_text(texts, use.option) if use.option else None
        for source in option_text.commands if option_text else ():
            yield source, use.value or ""
    yield from ((text.cases[case.name], value) for case, value in fitting if not case.options)
    if text.operands:
        yield text.operands, ""


def _list_cases(match: Match) -> Iterator[tuple[Case, str]]:
    """List the cases that fit, with the value of their first option."""
    cases = match.level.cases
    if not cases or (match.wrapped and not match.operands):
        return
    written = " ".join(word.text for word in match.operands)
    values = {id(use.option): use.value or "" for use in match.uses}
    for case in cases:
        found = [values.get(id(match.level.options[name])) for name in case.options]
        if None not in found and _compile(case.when).fullmatch(written):
            yield case, (found[0] or "") if found else ""


def _fill(texts: Texts, source: Template, words: Sequence[str], value: str) -> Inline:
    """Fill a template with operands; return nothing where there are too few for it."""
    needed = source.slots - {"value"}
    if len(words) < (2 if needed & _PLURAL or len(needed) > 1 else len(needed)):
        return ()
    filled: dict[str, Slot] = {
        slot: words[_ONE[slot]] if slot in _ONE else _list(texts, words[_SEVERAL[slot]]) for slot in needed
    }
    return source.fill({**filled, "value": show(value)} if "value" in source.slots else filled)


def _list(texts: Texts, words: Sequence[str]) -> Slot:
    """Show words, only the first ones where they are many, and last those packages that only help."""
    if len(words) <= _MOST:
        return tuple(words)
    helpers = load_words()["helper-packages"]
    words = sorted(words, key=lambda word: word in helpers)
    return texts.say_shell("words.many", shown=tuple(words[:_SHOWN]), count=len(words))


def say_option(texts: Texts, option: Option, value: str | None, path: Sequence[ShellWord]) -> Inline:
    """Say what an option of a command does, with its value where it has one."""
    text = find_option_text(texts, option)
    if not text:
        is_word = not option.key[-1].startswith("-")
        return say_asking(texts, option.asks, path, is_of_command=is_word)
    if value is None and text.bare:
        return template(texts, text.bare).fill({})
    filled = template(texts, text.does)
    return filled.fill({"value": show(value or "")} if filled.slots else {})


def say_asking(
    texts: Texts, asked: Asked | None, path: Sequence[ShellWord], *, is_of_command: bool = False
) -> Inline:
    """Say that a call asks for the version of a program, or for help with it or its command."""
    if not asked:
        return ()
    words = path if asked is Asked.HELP or is_of_command else path[:1]
    return texts.say_shell(f"asking.for-{asked.value}", program=" ".join(map(plain_text, words)))


def say_assignment(texts: Texts, source: str, word: ShellWord) -> Inline:
    """Say what a program does with an operand `NAME=value`."""
    name, _, value = plain_text(word).partition("=")
    slots: Mapping[str, Slot] = {"name": name, "value": show(take_quotes(value))}
    filled = template(texts, source)
    return filled.fill({slot: slots[slot] for slot in filled.slots})
