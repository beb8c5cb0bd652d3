"""What no reader expects of a Dockerfile, and what is said of it all the same."""

import re

import pytest

from dockerlayers.analysis import Analysis, analyze
from dockerlayers.explain.annotations import Annotation
from dockerlayers.explain.listing import join_ports
from dockerlayers.texts.inline import plain


def rows_of(source: str) -> list[Annotation]:
    return [row for group in analyze(source).explain().groups for row in group.rows]


def values_of(analysis: Analysis, name: str) -> list[str]:
    settings = {setting.name: setting.values for setting in analysis.explain().image.settings}
    return [value.text for value in settings[name]]


@pytest.mark.parametrize("name", ["[x", "(", "a|b", "*", "(a+)+b", "x{1", "\\"])
def test_a_name_is_no_regular_expression(name: str) -> None:
    row = rows_of(f"FROM scratch\nARG {name}=1\nENV HOME=/a\nRUN echo $HOME {'a' * 64}\n")[-1]
    assert "/a" in " ".join(plain(gloss.say) for gloss in row.glosses if gloss.code == "$HOME")


@pytest.mark.parametrize(
    ("script", "is_known"),
    [
        ("echo $A", True),
        ("A=2; echo $A", False),
        ("A+=2; echo $A", False),
        ("BA=2; echo $A", True),
        ("for A in 1; do echo $A; done", False),
        ("for B in 1; do echo $A; done", True),
        ("read B A; echo $A", False),
        ("unset A; echo $A", False),
        ("unset B; echo $A; read B", True),
    ],
)
def test_a_variable_that_the_script_sets_is_not_known(script: str, is_known: bool) -> None:
    row = rows_of(f"FROM scratch\nENV A=value\nRUN {script}\n")[-1]
    said = [plain(gloss.say) for gloss in row.glosses if gloss.code == "$A"]
    assert any("value" in text for text in said) is is_known


def test_the_value_of_a_variable_is_the_one_above() -> None:
    source = (
        "FROM scratch AS base\nENV A=first\n"
        "FROM base AS one\nENV A=second B=own\nRUN echo $A\n"
        "FROM base\nRUN echo $A $B\nENV A=third\nRUN echo $A\n"
    )
    said = [
        [plain(gloss.say) for gloss in row.glosses if gloss.code in ("$A", "$B")]
        for row in rows_of(source)
        if row.instruction and row.instruction.name == "RUN"
    ]
    assert [re.findall("first|second|third|own", " ".join(one)) for one in said] == [
        ["second"],
        ["first"],
        ["third"],
    ]


def test_a_range_of_ports_is_a_range() -> None:
    analysis = analyze("FROM scratch\nEXPOSE 10000-20000\nEXPOSE 80 81/udp 82 83\n")
    assert values_of(analysis, "ports") == ["10000-20000/tcp", "80/tcp", "81/udp", "82-83/tcp"]
    assert analysis.build
    assert len(analysis.build.config.exposed_ports) == 10_005
    assert analysis.html().count("15000/tcp") == analysis.build.history[0].created_by.count("15000") == 1


def test_ports_of_two_lines_or_protocols_are_no_range() -> None:
    assert not list(join_ports([]))
    ports = [("1/tcp", 1), ("2/tcp", 1), ("3/tcp", 2), ("4/udp", 2), ("6/udp", 2)]
    assert list(join_ports(ports)) == [("1-2/tcp", 1), ("3/tcp", 2), ("4/udp", 2), ("6/udp", 2)]


@pytest.mark.parametrize("program", ["sudo", "env", "nice", "xargs", "find . -exec"])
def test_programs_that_run_each_other_without_end_are_no_crash(program: str) -> None:
    source = f"FROM scratch\nRUN {f'{program} ' * 2000}apt-get update\n"
    analysis = analyze(source)
    assert analysis.practices is not None
    assert program.split()[0] in analysis.html()


def test_a_mount_of_no_kind_in_a_stage_that_is_not_reached_is_shown() -> None:
    analysis = analyze("FROM scratch AS unused\nRUN --mount=type=c,target=/a b\nFROM scratch\n")
    assert analysis.error is None
    assert "type=c" in analysis.html()
