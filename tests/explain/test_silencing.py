"""Comments that silence a rule: what they hold for, and what their author is told."""

from __future__ import annotations

import pytest

from dockerlayers.analysis import analyze
from dockerlayers.checks.silencing import find_silencing_problems, parse_silence
from dockerlayers.syntax.parser import parse_dockerfile


@pytest.mark.parametrize(
    ("text", "rules", "has_reason"),
    [
        ("check=skip=RootUser", {"RootUser"}, False),
        ("check=skip=RootUser, 포트 80을 연다", {"RootUser"}, True),
        ("Check = skip=RootUser,LatestTag, 이유가 있다, 또 있다", {"RootUser", "LatestTag"}, True),
        ("check=skip=RootUser, LatestTag", {"RootUser"}, False),
        ("check=skip=RootUser 포트 80을 연다", {"RootUser"}, True),
        ("check=skip=RootUser; 포트 80을 연다", {"RootUser"}, True),
        ("check=skip=RootUser, # why", {"RootUser"}, True),
        ("check=skip=JSONArgsRecommended;error=true", {"JSONArgsRecommended"}, False),
        ("check=error=true;skip=JSONArgsRecommended", {"JSONArgsRecommended"}, False),
        ("check=skip=all,", {"all"}, False),
        ("check=skip=왜인지 모른다", set(), True),
        ("hadolint ignore=DL3008", {"PackageVersionPinned"}, False),
        ("hadolint  ignore = DL3002, SC2086 , DL3006", {"RootUser", "BaseImageVersion"}, False),
        ("hadolint ignore=DL3002 포트 80을 연다", {"RootUser"}, True),
        ("hadolint global ignore=DL3002; 포트 80을 연다", {"RootUser"}, True),
    ],
)
def test_what_is_silenced(text: str, rules: set[str], has_reason: bool) -> None:
    silence = parse_silence(text, 1)
    assert silence
    assert set(silence.rules) == rules
    assert silence.has_reason is has_reason


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a note on check=skip=RootUser",
        "check=error=true",
        "check=",
        "hadolint ignore=SC2086",
        "hadolint ignore=what",
        "hadolint shell=bash",
    ],
)
def test_what_silences_nothing(text: str) -> None:
    assert parse_silence(text, 1) is None


def problems(source: str) -> list[str]:
    return [
        f"{one.span.line}:{one.span.column}-{one.span.end_column} {one.message}"
        + (f" ({one.hint})" if one.hint else "")
        for one in find_silencing_problems(parse_dockerfile(source))
    ]


NO_REASON = "write it behind a comma, or in a comment line beside this one"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("FROM a\n# check=skip=RootUser, 이유\nRUN b\n", []),
        ("FROM a\n# 이유\n# check=skip=RootUser\nRUN b\n", []),
        (
            "FROM a\n# check=skip=RootUser\n# hadolint ignore=DL3006\nRUN b\n",
            [
                f"2:1-22 no reason is given for silencing RootUser ({NO_REASON})",
                f"3:1-25 no reason is given for silencing BaseImageVersion ({NO_REASON})",
            ],
        ),
        (
            "FROM a\n# 이유\n  # check=skip=RootUsr,Nonsense\nRUN b\n",
            [
                "3:16-23 unknown rule: RootUsr (did you mean RootUser?)",
                "3:24-32 unknown rule: Nonsense",
            ],
        ),
        (
            "# check=skip=RootUser,LatestTag\nFROM a\n",
            [f"1:1-32 no reason is given for silencing LatestTag, RootUser ({NO_REASON})"],
        ),
        ("# check=skip=RootUser\n# 이유\nFROM a\n", []),
        ("# 이유\n\n# hadolint global ignore=DL3007, 이유\nFROM a\n", []),
        (
            "# syntax=docker/dockerfile:1\n# check=skip=RootUser\nFROM a\n",
            [f"2:1-22 no reason is given for silencing RootUser ({NO_REASON})"],
        ),
        (
            "# check=skip=RootUser\n# hadolint global ignore=DL3007\n#\nFROM a\n",
            [
                f"1:1-22 no reason is given for silencing RootUser ({NO_REASON})",
                f"2:1-32 no reason is given for silencing LatestTag ({NO_REASON})",
            ],
        ),
        ("# syntax=docker/dockerfile:1\n# check=skip=RootUser, 이유\nFROM a\n", []),
        ("# check=skip=JSONArgsRecommended\nFROM a\n", []),
        ("# check=skip=all\nFROM a\n", []),
        ("# check=skip=JSONArgsRecommended 이유\nFROM a\n", []),
        (
            "# 이유\n\nFROM a\n# 까닭\n# check=skip=RootUser, LatestTag\nRUN b\n",
            [
                "5:24-33 LatestTag is not silenced: Docker reads no further than the first blank"
                " (write the names without blanks between them)"
            ],
        ),
        ("# check=skip=JSONArgsRecommended, 이유가 있다\nFROM a\n", []),
        ("# check=error=true\nFROM a\n# hadolint ignore=SC2086\nRUN b\n", []),
    ],
)
def test_problems(source: str, expected: list[str]) -> None:
    assert problems(source) == expected


def test_a_reason_behind_a_comma_is_harmless_to_docker() -> None:
    """Docker passes over a rule that it does not know."""
    source = "FROM alpine:3\nCMD a\n"
    assert [one.rule for one in analyze(source).checks] == ["JSONArgsRecommended"]
    silenced = analyze(f"# check=skip=JSONArgsRecommended,RootUser, 셸이 필요하다\n{source}")
    assert (silenced.checks, silenced.error) == ((), None)
    above = analyze("FROM alpine:3\n# check=skip=JSONArgsRecommended, 셸이 필요하다\nCMD a\n")
    assert above.checks == ()
