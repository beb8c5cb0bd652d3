"""The rules of style, read from data: each finds places in a line of prose."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dockerlayers_site.style.prose import CODE, ProseLine

_HANGUL = r"\uac00-\ud7a3"
_FIRST, _FINALS, _L = 0xAC00, 28, 8
"""Syllables that differ in their final consonant alone stand 28 together; the eighth final is that like L."""
# What a command, a path or an option is made of: the last part is spoken last.
_PARTS = re.compile(r"[\s/=:._-]+")
_CLOSING = "\"'”’»)…"


@dataclass(frozen=True, kw_only=True)
class StyleFinding:
    """A place in a line that is against a rule, by its name in the texts; `slots` are what is said of it."""

    line: int
    column: int
    rule: str
    slots: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class StyleRules:
    """What is known of the language."""

    doubled: re.Pattern[str]
    again: re.Pattern[str]
    alone: re.Pattern[str]
    wrong: Mapping[str, str]
    twice: frozenset[str]
    two_sentences: re.Pattern[str]
    plain_end: re.Pattern[str]
    particle: re.Pattern[str]
    forms: Mapping[str, tuple[str, str, str]]
    sounds: Mapping[str, int]
    clear: frozenset[str]
    rightly: frozenset[str]
    polite: tuple[str, ...]
    searched: str


@cache
def load_rules() -> StyleRules:
    """Load the rules of this package."""
    data = tomllib.loads(files(__package__).joinpath("rules.toml").read_text(encoding="utf-8"))
    forms = {form: tuple(row) for row in data["particles"] for form in row}
    particles = "|".join(sorted(forms, key=len, reverse=True))
    kinds = ("vowel", "l", "consonant")
    sounds = {word: number for number, kind in enumerate(kinds) for word in data[kind].split()}
    sounds |= {digit: number for number, kind in enumerate(kinds) for digit in data["digits"][kind]}
    return StyleRules(
        doubled=re.compile(rf"[{_HANGUL}A-Za-z0-9{CODE}](?P<found>{data['doubled']})(?![{_HANGUL}])"),
        again=re.compile(rf"(?<![{_HANGUL}])(?P<found>[{_HANGUL}]{{2,}}) (?P=found)(?![{_HANGUL}])"),
        alone=re.compile(rf"(?<=[{_HANGUL}A-Za-z0-9{CODE}{_CLOSING}]) (?P<found>{data['alone']})(?= |$)"),
        wrong=data["wrong"],
        twice=frozenset(data["twice"]),
        two_sentences=re.compile(rf"[{_HANGUL}][.?!][{_CLOSING}]*\s+(?=\S)"),
        plain_end=re.compile(rf"(?P<found>[{_HANGUL}]*(?:{data['plain']}))\.(?=[{_CLOSING}]*\s*$)"),
        particle=re.compile(
            rf"(?P<word>{CODE}|[A-Za-z0-9][A-Za-z0-9.+#-]*|[{_HANGUL}])(?P<marks>[{_CLOSING}]?)"
            rf"(?P<form>{particles})(?![{_HANGUL}])"
        ),
        forms=forms,
        sounds=sounds,
        clear=frozenset(data["clear"]),
        rightly=frozenset(data["rightly"]),
        polite=tuple(data["polite"]),
        searched=data["searched"],
    )


def find_breaches(line: ProseLine, rules: StyleRules) -> Iterator[StyleFinding]:
    """Yield what is against the rules in a line."""
    yield from _find_sentences(line, rules)
    yield from _find_endings(line, rules)
    yield from _find_doubled(line, rules)
    yield from _find_slips(line, rules)
    yield from _find_particles(line, rules)


def _find_sentences(line: ProseLine, rules: StyleRules) -> Iterator[StyleFinding]:
    """Find a sentence that begins, or goes on, where it should not."""
    if line.kind not in ("text", "item"):
        return
    for found in rules.two_sentences.finditer(line.text):
        # Bold words before a sentence are its head, as in a list of questions: their marks stand between.
        if line.column(found.end()) - line.column(found.start()) > found.end() - found.start():
            continue
        yield _finding(line, found.end(), "style-two-sentences")
    is_ended = re.search(rf"[.?!:…][{_CLOSING}\s]*$", line.text)
    if line.goes_on and not is_ended and re.search(rf"[{_HANGUL}]", line.text):
        yield _finding(line, max(0, len(line.text) - 1), "style-cut-sentence")


def _find_endings(line: ProseLine, rules: StyleRules) -> Iterator[StyleFinding]:
    if line.kind not in ("text", "item", "meta"):
        return
    found = rules.plain_end.search(line.text)
    if found and not found["found"].endswith(rules.polite):
        yield _finding(line, found.start("found"), "style-plain-ending", found=found["found"])


def _find_doubled(line: ProseLine, rules: StyleRules) -> Iterator[StyleFinding]:
    for found in rules.doubled.finditer(line.text):
        yield _finding(line, found.start("found"), "style-doubled", found=found["found"])
    for found in rules.again.finditer(line.text):
        if found["found"] not in rules.twice:
            yield _finding(line, found.start(), "style-doubled", found=found[0])


def _find_slips(line: ProseLine, rules: StyleRules) -> Iterator[StyleFinding]:
    for found in rules.alone.finditer(line.text):
        yield _finding(line, found.start("found"), "style-alone", found=found["found"])
    for wrong, right in rules.wrong.items():
        for place in re.finditer(wrong, line.text):
            yield _finding(line, place.start(), "style-wrong", found=wrong, right=right)


def _find_particles(line: ProseLine, rules: StyleRules) -> Iterator[StyleFinding]:
    """Find a particle whose form is not that of the sound before it."""
    told = {found.end() for found in rules.doubled.finditer(line.text)}
    for found in rules.particle.finditer(line.text):
        word, form = found["word"], found["form"]
        if found.end() in told:
            continue
        if word == CODE:
            word = line.codes[line.text[: found.start("word")].count(CODE)]
        elif _is_hangul(word) and (form not in rules.clear or _eojeol(line.text, found) in rules.rightly):
            continue
        sound = _sound(word, rules)
        if sound is not None and rules.forms[form][sound] != form:
            right = rules.forms[form][sound]
            yield _finding(line, found.start("form"), "style-particle", found=form, right=right, word=word)


def _eojeol(text: str, found: re.Match[str]) -> str:
    """Return the word of Hangul that ends with what was found."""
    before = re.search(rf"[{_HANGUL}]*$", text[: found.start("form")])
    return (before[0] if before else "") + found["form"]


def _is_hangul(word: str) -> bool:
    return "\uac00" <= word[-1] <= "\ud7a3"


def _sound(word: str, rules: StyleRules) -> int | None:
    """Return how a word ends: 0 in a vowel, 1 in L, 2 in another consonant; None where that is not known."""
    if _is_hangul(word):
        final = (ord(word[-1]) - _FIRST) % _FINALS
        return 0 if not final else 1 if final == _L else 2
    last = _PARTS.split(word.lower().rstrip(".-/"))[-1]
    known = rules.sounds.get(last)
    return rules.sounds[last[-1]] if known is None and last[-1:].isdigit() else known


def _finding(line: ProseLine, place: int, rule: str, **slots: str) -> StyleFinding:
    return StyleFinding(line=line.number, column=line.column(place), rule=rule, slots=slots)
