"""Check a header's options, and read what they say."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from dockerlayers.model.changes import Change, LineChange, parse_change
from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.fences.defaults import FenceDefaults
from dockerlayers_site.fences.errors import FenceError
from dockerlayers_site.fences.header import Header, HeaderOption

# Of a line list, as pymdownx.superfences takes it.
_LINE_LIST = lazy_pattern(r"\d+(?:-\d+)?(?:[ \t]+\d+(?:-\d+)?)*")
_LINE_NUMBERS = lazy_pattern(r"\d+(?:[ \t]+\d+){0,2}")
_VARIABLE = lazy_pattern(r"[A-Za-z_]\w*", re.ASCII)
_PLAIN_ONLY = ("hl_lines", "linenums")
_ANALYSIS_ONLY = (
    "measured",
    "target",
    "build-arg",
    "compare",
    "change",
    "lines",
    "checks",
    "explain",
    "expect-error",
)
_NOT_COMPARED = ("target", "lines", "checks", "explain", "expect-error")

OWN_OPTIONS = (
    "file",
    "compare",
    "change",
    "measured",
    "target",
    "build-arg",
    "lines",
    "checks",
    "explain",
    "breakdown",
    "expect-error",
    "exercise",
)
"""The options that only a Dockerfile can have."""


@dataclass(frozen=True, kw_only=True)
class FenceOptions:
    """What the author of a fence asks for."""

    title: str | None = None
    file: str | None = None
    compare: str | None = None
    change: Change | None = None
    target: str | None = None
    build_args: Mapping[str, str] = field(default_factory=dict)
    lines: tuple[tuple[int, int], ...] | None = None
    checks: bool = True
    explain: str | None = None
    breakdown: bool = True
    expect_error: bool = False
    exercise: str | None = None
    hl_lines: str | None = None
    linenums: str | None = None

    @property
    def highlighting(self) -> dict[str, str]:
        """Return the options that plain code can have, as superfences names them."""
        values = {"title": self.title, "hl_lines": self.hl_lines, "linenums": self.linenums}
        return {name: value for name, value in values.items() if value}


def read_options(header: Header, defaults: FenceDefaults) -> FenceOptions:
    """Read the options of a header; raise FenceError at the first that is unknown, repeated or wrong."""
    values: dict[str, str] = {}
    for option in header.options:
        check_name(option, values, [*_READERS])
        values[option.name] = _READERS[option.name](option)
    plain = values.get("breakdown") == "off"
    _check_company(header, plain=plain)
    return FenceOptions(
        title=values.get("title"),
        file=values.get("file"),
        compare=values.get("compare"),
        change=parse_change(values["change"]) if "change" in values else None,
        target=values.get("target"),
        build_args=dict(word.split("=", 1) for word in shlex.split(values.get("build-arg", ""))),
        lines=_parse_ranges(values["lines"]) if "lines" in values else None,
        checks=values["checks"] == "on" if "checks" in values else defaults.checks,
        explain=values.get("explain", defaults.explain),
        breakdown=not plain,
        expect_error="expect-error" in values,
        exercise=values.get("exercise"),
        hl_lines=values.get("hl_lines"),
        linenums=values.get("linenums"),
    )


def check_name(option: HeaderOption, values: Mapping[str, str], names: Sequence[str]) -> None:
    """Refuse an option that is unknown, or was read before."""
    name = option.name
    if name not in names:
        nearest = get_close_matches(name, names, n=1)
        known = f"the options are {', '.join(names)}"
        hint = f"did you mean {nearest[0]}?" if nearest else known
        raise FenceError(f"unknown option: {name}", span=option.name_span, hint=hint)
    if name in values:
        together = 'put all of them into one: build-arg="A=1 B=2"' if name == "build-arg" else None
        raise FenceError(f"option given twice: {name}", span=option.name_span, hint=together)


def _check_company(header: Header, *, plain: bool) -> None:
    """Refuse an option that would have no effect beside the others."""
    rules: list[tuple[Sequence[str], str, str]] = []
    if plain:
        rules.append((_ANALYSIS_ONLY, "breakdown=off", "remove one of the two"))
    else:
        rules.append((_PLAIN_ONLY, "a breakdown", "remove it, or add breakdown=off"))
    if header.find_option("compare"):
        rules.append((_NOT_COMPARED, "a comparison", "remove one of the two"))
    if header.find_option("exercise"):
        others = [name for name in _READERS if name != "exercise"]
        rules.append((others, "an exercise", "remove one of the two"))
    for option in header.options:
        for useless, kind, hint in rules:
            if option.name in useless:
                message = f"{option.name} has no effect on {kind}"
                raise FenceError(message, span=option.name_span, hint=hint)


def read_text(option: HeaderOption) -> str:
    """Take a value that is not empty."""
    if option.value is None or not option.value.strip():
        hint = f'write it as {option.name}="…"'
        raise FenceError(f"{option.name} needs a value", span=option.value_span, hint=hint)
    return option.value.strip()


def read_bare(option: HeaderOption) -> str:
    """Take a word that stands alone."""
    if option.value is not None:
        hint = f"write it alone: {option.name}"
        raise FenceError(f"{option.name} takes no value", span=option.value_span, hint=hint)
    return ""


def _read_choice(option: HeaderOption, choices: Sequence[str]) -> str:
    """Take one of a few words."""
    value = read_text(option)
    if value not in choices:
        nearest = get_close_matches(value, choices, n=1)
        known = (
            f"the values are {', '.join(choices)}" if len(choices) > 1 else f"the only value is {choices[0]}"
        )
        hint = f"did you mean {nearest[0]}?" if nearest else known
        raise FenceError(f"{option.name} cannot be {value!r}", span=option.value_span, hint=hint)
    return value


def _read_off(option: HeaderOption) -> str:
    return _read_choice(option, ("off",))


def _read_switch(option: HeaderOption) -> str:
    return _read_choice(option, ("off", "on"))


def _read_explain(option: HeaderOption) -> str:
    return _read_choice(option, ("brief", "full"))


def _read_build_args(option: HeaderOption) -> str:
    """Take `K=V` words, quoted as a shell would have it.

    build args = name , "=" , value , { blanks , name , "=" , value }
    """
    value = read_text(option)
    try:
        words = shlex.split(value)
    except ValueError as error:
        message = f"build-arg cannot be split: {str(error).lower()}"
        raise FenceError(message, span=option.value_span, hint='quote as in a shell: A="two words"') from None
    seen: set[str] = set()
    for word in words:
        name, equals, _ = word.partition("=")
        if not equals or not _VARIABLE.fullmatch(name):
            hint = 'write it as build-arg="NAME=value"'
            raise FenceError(f"build-arg is not NAME=value: {word}", span=option.value_span, hint=hint)
        if name in seen:
            raise FenceError(f"build-arg names {name} twice", span=option.value_span)
        seen.add(name)
    return value


def read_pattern(option: HeaderOption, pattern: re.Pattern[str], example: str) -> str:
    """Take a value of a shape."""
    value = read_text(option)
    if not pattern.fullmatch(value):
        hint = f'write it as {option.name}="{example}"'
        raise FenceError(f"{option.name} cannot be {value!r}", span=option.value_span, hint=hint)
    return value


def _read_change(option: HeaderOption) -> str:
    """Take what is changed in both files that are compared; a line of one is none of the other."""
    value = read_text(option)
    hint = 'write it as change="file:app.py", "arg:NAME" or "base:REFERENCE"'
    try:
        change = parse_change(value)
    except ValueError:
        change = None
    if change is None or isinstance(change, LineChange):
        raise FenceError(f"change cannot be {value!r}", span=option.value_span, hint=hint)
    return value


def read_hl_lines(option: HeaderOption) -> str:
    """Take the lines to mark."""
    return read_pattern(option, _LINE_LIST, "1-3 5")


def _read_lines(option: HeaderOption) -> str:
    """Take lines and ranges of lines, counted from 1.

    lines = range , { blanks , range }
    range = line , [ "-" , line ]
    """
    value = read_pattern(option, _LINE_LIST, "5-12 20")
    for first, last in _parse_ranges(value):
        if not first:
            raise FenceError("lines are counted from 1", span=option.value_span)
        if last < first:
            hint = f"write it as {last}-{first}"
            raise FenceError(f"{first}-{last} runs backwards", span=option.value_span, hint=hint)
    return value


def _parse_ranges(value: str) -> tuple[tuple[int, int], ...]:
    numbers = ([int(number) for number in word.split("-")] for word in value.split())
    return tuple((first, last[0] if last else first) for first, *last in numbers)


def read_linenums(option: HeaderOption) -> str:
    """Take the number of the first line."""
    return read_pattern(option, _LINE_NUMBERS, "1")


_READERS: dict[str, Callable[[HeaderOption], str]] = {
    "title": read_text,
    "file": read_text,
    "compare": read_text,
    "change": _read_change,
    "measured": read_text,
    "target": read_text,
    "build-arg": _read_build_args,
    "lines": _read_lines,
    "checks": _read_switch,
    "explain": _read_explain,
    "breakdown": _read_off,
    "expect-error": read_bare,
    "exercise": read_text,
    "hl_lines": read_hl_lines,
    "linenums": read_linenums,
}
