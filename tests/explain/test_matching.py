"""A command's words held against made-up programs."""

from __future__ import annotations

from typing import Any

import pytest

from dockerlayers.explain.gloss import commands, texts
from dockerlayers.explain.gloss.readings import Reading
from dockerlayers.explain.gloss.scripts import read_script
from dockerlayers.programs.load import build_program
from dockerlayers.programs.tables import Table
from dockerlayers.programs.types import Program
from dockerlayers.texts.inline import plain
from dockerlayers.texts.texts import Texts, load_texts


def option(*names: str, value: str = "none", **more: Any) -> dict[str, Any]:
    does = "{value} 값입니다." if value in ("required", "optional") else "켭니다."
    return {"names": list(names), "value": value, "does": does, **more}


OPTIONS = [
    option("-a", "--all"),
    option("-v", "--value", value="required"),
    option("-j", "--jobs", value="optional", bare="값이 없습니다."),
    option("-v ''", value="none"),
    option("-v x", "--value x", "--level 2"),
    option("-NUM", value="required"),
    option("-n"),
    option("-e", "-v end", ends=True),
    option("--end", value="required", ends=True),
    option("-c", value="script"),
    option("-x", value="command"),
    option("-m", value="rest"),
    option("--version", asks="version"),
    option("-p", value="required", **{"command-operands": "{first} 글을 {value} 값으로 합니다."}),
    option("-P", command="P 일을 합니다."),
]
TABLES: dict[str, dict[str, Any]] = {
    "gnu": {"options": OPTIONS, "operands": "{operands} 일입니다."},
    "long": {
        "style": "long",
        "options": [
            option("-name"),
            option("-X", value="optional", bare="값이 없습니다."),
            option("if=", value="required"),
            option("!"),
        ],
        "operands": "{operands} 일입니다.",
    },
    "tar": {
        "style": "tar",
        "options": [*OPTIONS, option("-f", value="required")],
        "operands": "{operands} 일입니다.",
    },
    "none": {"style": "none", "options": OPTIONS, "operands": "{operands} 일입니다."},
    "first": {"options-first": True, "options": OPTIONS, "operands": "{first} 일입니다."},
    "pairs": {"assignments": "{name} 변수입니다.", "operands": "{operands} 일입니다."},
    "wrap": {"wraps": 1, "options": OPTIONS, "operands": "{operands} 동안 합니다."},
    "cases": {
        "cases": [
            {"when": "a b", "does": "둘입니다."},
            {"when": "a", "does": "{others} 나머지입니다."},
            {"when": "", "does": "없습니다."},
            {"when": "a b", "with": ["-n"], "does": "n 둘입니다."},
            {"with": ["-v", "-n"], "does": "{operands} 글을 {value} 값으로 합니다."},
        ],
        "options": OPTIONS,
        "operands": "{rest} 글을 {last} 글로 합니다.",
    },
    "sub": {
        "options": [option("-a"), option("-c"), option("-V", asks="version"), option("-h", asks="help")],
        "commands": [
            {
                "names": ["run", "r"],
                "does": "돌립니다.",
                "options": [option("-b"), option("-c", command="C 일을 돌립니다.")],
                "operands": "{operands} 글을 돌립니다.",
            }
        ],
    },
}


TEXTS = frozenset({"does", "bare", "command", "command-operands", "operands"})
NAMED = ("options", "commands")


def facts_of(table: dict[str, Any]) -> dict[str, Any]:
    """Take the facts out of a made-up table that holds facts and texts."""
    facts = {name: value for name, value in table.items() if name not in TEXTS}
    if "assignments" in facts:
        facts["assignments"] = True
    return facts | {
        name: [facts_of(one) for one in table[name]] for name in (*NAMED, "cases") if name in table
    }


def texts_of(table: dict[str, Any]) -> dict[str, Any]:
    """Take the texts out of such a table."""
    texts = {name: value for name, value in table.items() if name in (*TEXTS, "assignments")}
    for name in NAMED:
        texts |= {name: {one["names"][0]: texts_of(one) for one in table.get(name, [])}}
    cases = {
        " ".join((*one.get("with", ()), *([one["when"]] if "when" in one else []))): one["does"]
        for one in table.get("cases", [])
    }
    return {name: value for name, value in {**texts, "cases": cases}.items() if value}


def find_made_up(name: str) -> Program | None:
    if name not in TABLES:
        return None
    facts = {"source": "https://example.org/", **facts_of(TABLES[name])}
    return build_program(Table(path="facts", values=facts, text=""), name)


def load_made_up(_: Texts, name: str) -> texts.ProgramText:
    program = find_made_up(name)
    assert program
    values = texts_of({"does": "합니다.", **TABLES[name]})
    return texts.build_text(Table(path="texts", values=values, text=""), program)


@pytest.fixture(autouse=True)
def _made_up_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "find_called", find_made_up)
    monkeypatch.setattr(texts, "_load", load_made_up)


def read(text: str) -> Reading:
    return read_script(load_texts(), text).readings[0]


def outline(reading: Reading) -> str:
    uses = [
        f"{use.code}{'' if use.option else '?'}{'' if use.value is None else '=' + use.value}"
        for use in reading.uses
    ]
    return " ".join([*uses, "|", plain(reading.sentence)])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gnu -a --all x", "-a --all | `x` 일입니다."),
        ("gnu -av1 -v 2 --value=3 --value 4", "-a -v=1 -v=2 --value=3 --value=4 | 합니다."),
        ("gnu -vx -v x --value=x --level=2 -avx", "-v -v --value=x --level=2 -a -v | 합니다."),
        ("gnu -v", "-v? | 합니다."),
        ("gnu -av", "-a -v? | 합니다."),
        ("gnu -j -j4 --jobs=5 --jobs 6", "-j -j=4 --jobs=5 --jobs | `6` 일입니다."),
        ("gnu -20 -ab", "-20=20 -a -b? | 합니다."),
        ("gnu --all=true --all=no x", "--all=true --all=no? | 합니다."),
        ("gnu --none=true", "--none=true? | 합니다."),
        ("gnu -e --all -a", "-e | `--all`, `-a` 일입니다."),
        ("gnu --end=1 -a", "--end=1 | `-a` 일입니다."),
        ("gnu -vend -a", "-v | `-a` 일입니다."),
        ("gnu - -- -a --", "| `-`, `-a`, `--` 일입니다."),
        ("gnu '-a' \"-v\" $X", "-a -v=$X | 합니다."),
        ("gnu --version", "--version | 켭니다."),
        ("gnu -p 1 a", "-p=1 | `a` 글을 `1` 값으로 합니다."),
        ("gnu -p 1", "-p=1 | 합니다."),
        ("gnu -P a", "-P | P 일을 합니다."),
        ("long -name --name -nam -X1 -X if=a=b !", "-name --name? -nam? -X=1 -X if=a=b ! | 합니다."),
        ("long x=y if", "| `x=y`, `if` 일입니다."),
        ("tar vfa 1 2 x", "-a -v=1 -f=2 | `x` 일입니다."),
        ("tar vf 1", "-v=1 -f? | 합니다."),
        ("tar -vf 1 x", "-v=f | `1`, `x` 일입니다."),
        ("tar a.b", "| `a.b` 일입니다."),
        ("tar", "| 합니다."),
        ("none -a -- x", "| `-a`, `--`, `x` 일입니다."),
        ("first -a x -b", "-a | `x` 일입니다."),
        ("pairs A=1 b", "| `b` 일입니다."),
        ("cases a b", "| 둘입니다."),
        ("cases a", "| 합니다."),
        ("cases", "| 없습니다."),
        ("cases a b c", "| `a`, `b` 글을 `c` 글로 합니다."),
        ("sub -a run -ab x", "-a -a -b | `x` 글을 돌립니다."),
        ("sub r", "| 돌립니다."),
        ("sub other run", "| 합니다."),
        ("sub -z run x", "-z? | 돌립니다."),
        ("sub -c run x", "-c | C 일을 돌립니다."),
        ("pairs 'A=1' \"B=$X\" b", "| `b` 일입니다."),
        ("cases -P a b", "-P | P 일을 합니다."),
        ("cases -P -n a b", "-P -n | n 둘입니다."),
        ("cases -n --value 1 a", "-n --value=1 | `a` 글을 `1` 값으로 합니다."),
        ("cases -n -vx a", "-n -v | 합니다."),
        ('gnu -v"$X" --value="$X y" $MY_OPTS a', "-v=$X --value=$X y | `a` 일입니다."),
        ("gnu -v '' ${FLAGS:+x} -- $A_FLAGS", "-v | `$A_FLAGS` 일입니다."),
        ("first $X -a $Y $Z", "-a | 합니다."),
        ("first a $X", "| `a` 일입니다."),
        ("sub", "| 합니다."),
        ("gnu --new --version x", "--new? --version | 켭니다."),
        ("gnu --version 1.2 x", "--version? | 합니다."),
        ("gnu --help", "--help | `gnu` 도움말을 보여 줍니다."),
        ("long --help", "--help | `long` 도움말을 보여 줍니다."),
        ("none --help", "| `--help` 일입니다."),
        ("sub -V run x", "-V | 켭니다."),
        ("sub run -V x", "-V? | 돌립니다."),
        ("sub run -h x", "-h | 켭니다."),
        ("sub r --help x", "--help | `sub r` 도움말을 보여 줍니다."),
        ("sub r --version", "--version | `sub` 버전을 보여 줍니다."),
        ("gnu -c 'x' --version", "-c --version | 합니다."),
        ("other --version", "--version | `other` 버전을 보여 줍니다."),
        ("/opt/other --help", "--help | `/opt/other` 도움말을 보여 줍니다."),
        ("other --version x", "--version? |"),
        ("other() { x; }; other --version", "|"),
        ("other -a x --", "-a? --? |"),
    ],
)
def test_options_and_operands(text: str, expected: str) -> None:
    assert outline(read(text)).strip() == expected


@pytest.mark.parametrize(
    ("text", "wrapped", "inner"),
    [
        ("wrap 5 gnu -a x", "gnu", []),
        ("wrap -a 5 other x", "other", []),
        ("wrap --no 5 gnu x", None, []),
        ("wrap 5", None, []),
        ("gnu -m gnu -a", "gnu", []),
        ("gnu -m", None, []),
        ("gnu -x gnu -a \\; x", None, ["gnu"]),
        ("gnu -x gnu -a", None, ["gnu"]),
        ("gnu -x \\;", None, []),
        ("gnu -c 'gnu; other'", None, ["gnu", "other"]),
        ("gnu -ac 'gnu' x", None, ["gnu"]),
        ('gnu -c "gnu $X"', None, ["gnu"]),
        ('gnu -c "gnu $(other)"', None, []),
        ('gnu -c "gnu \\"x\\""', None, ["gnu"]),
        ('gnu -c "gnu x\\\n; other"', None, ["gnu", "other"]),
        ("gnu -c gn'u'", None, []),
        ("gnu -c", None, []),
    ],
)
def test_commands_among_words(text: str, wrapped: str | None, inner: list[str]) -> None:
    reading = read(text)
    assert (reading.wrapped.name if reading.wrapped else None) == wrapped
    assert [one.name for one in reading.inner] == inner


def test_inner_commands_stand_where_they_are_written() -> None:
    text = "wrap 1 gnu -c 'wrap 2 gnu x'"
    wrapped = read(text).wrapped
    assert wrapped
    (inner,) = wrapped.inner
    assert inner.wrapped
    assert text[inner.start : inner.end] == "wrap 2 gnu x"
    places = [text[start:end] for said in inner.wrapped.said for start, end in said.ranges]
    assert places == ["gnu", "x"]
