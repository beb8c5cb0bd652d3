"""What the command tells of a name, and of one that nothing has."""

from __future__ import annotations

import pytest

from dockerlayers.checks.practices.rules import PRACTICES
from dockerlayers.checks.rules import RULES
from dockerlayers.cli import main as cli
from dockerlayers.cli.about import find_about
from dockerlayers.guide import NO_GUIDE
from dockerlayers.syntax.instruction import INSTRUCTION_NAMES
from dockerlayers.texts.texts import load_texts

TEXTS = load_texts()


def about(capsys: pytest.CaptureFixture[str], *names: str) -> tuple[int, str, str]:
    status = cli.main(["about", *names])
    out, err = capsys.readouterr()
    return status, out, err


def test_a_name_is_told_with_the_official_address(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DOCKERLAYERS_SITE", raising=False)
    assert about(capsys, "workdir", "maintainer") == (
        0,
        "  WORKDIR\n"
        "    이후 명령과 컨테이너가 시작할 작업 디렉터리를 정합니다.\n"
        "    https://docs.docker.com/reference/dockerfile/#workdir\n"
        "\n"
        "  MAINTAINER\n"
        "    이미지의 작성자를 적던 인스트럭션입니다. 지금은 `LABEL`을 씁니다.\n"
        "    https://docs.docker.com/reference/dockerfile/#maintainer-deprecated\n",
        "",
    )


def test_with_a_site_it_is_that_of_its_page(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCKERLAYERS_SITE", "https://example.com/h")
    told = about(capsys, "Run", "dl3007", "json-args-recommended", "ROOTUSER")[1]
    assert [line.strip() for line in told.splitlines() if "://" in line] == [
        "https://example.com/h/dockerfile/run/",
        "https://example.com/h/build/checks/latest-tag/",
        "https://example.com/h/build/checks/json-args-recommended/",
        "https://example.com/h/build/checks/root-user/",
    ]
    assert "    고칠 점: latest 태그\n" in told
    assert "    빌드 검사: 셸 형식의 실행 명령\n" in told


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("WORKDR", "nothing is called 'WORKDR': did you mean WORKDIR?"),
        ("latesttags", "nothing is called 'latesttags': did you mean latesttag?"),
        ("xyzzy", "nothing is called 'xyzzy': it is to be an instruction, a build check or a practice"),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest(
    capsys: pytest.CaptureFixture[str], word: str, message: str
) -> None:
    assert about(capsys, "RUN", word) == (2, "", f"dockerlayers: {message}\n")


@pytest.mark.parametrize("site", ["example.com", "ftp://example.com", "https://"])
def test_what_is_no_address_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, site: str
) -> None:
    monkeypatch.setenv("DOCKERLAYERS_SITE", site)
    with pytest.raises(SystemExit, match="2"):
        cli.main(["about", "RUN"])
    assert f"DOCKERLAYERS_SITE is no address of a site: {site!r}" in capsys.readouterr().err


def test_every_name_there_is_can_be_asked_for() -> None:
    names = (*INSTRUCTION_NAMES, *RULES, *PRACTICES)
    entries = [find_about(name.lower(), NO_GUIDE, TEXTS) for name in names]
    assert [entry.name for entry in entries] == list(names)
    assert all(entry.says.endswith("다.") for entry in entries[: len(INSTRUCTION_NAMES)])
    assert TEXTS.instructions.keys() == set(INSTRUCTION_NAMES)
