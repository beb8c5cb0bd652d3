"""What is known of programs: whole, sourced, and in the handbook's own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from dockerlayers.explain.gloss.programs import find_program, index_programs, load_aliases
from tests.explain.program_rules import PROGRAMS, check_aliases, check_programs, check_text

HEAD = 'source = "https://example.org/"\nko = "일을 합니다."\n'
OPTION = HEAD + '[[options]]\nnames = ["-a"]\n'
CASE = HEAD + "[[cases]]\n"
COMMAND = HEAD + '[[commands]]\nnames = ["one"]\nko = "일을 합니다."\n'


def test_programs_are_well_described() -> None:
    problems = check_programs()
    assert not problems, "\n" + "\n".join(problems)


def test_every_program_loads() -> None:
    assert [name for name in index_programs() if not find_program(name)] == []


def test_an_unknown_program_is_none() -> None:
    assert find_program("no-such-program") is None


@pytest.mark.parametrize(
    "text",
    [
        HEAD,
        HEAD + 'en = "Does work."\nversion = "2"\nwraps = 1\nplus = true\nstyle = "tar"\n',
        HEAD + 'ko-operands = "{first} 파일에서 {others} 부분을 찾습니다."\n',
        OPTION + 'value = "optional"\nko = "{value} 값을 씁니다."\nko-bare = "값을 씁니다."\n',
        HEAD + 'plus = true\n[[options]]\nnames = ["+x", "-o pipefail"]\nko = "일을 합니다."\n',
        CASE + "when = 'a|b'\nko = \"`a` 파일의 {last} 부분을 봅니다.\"\n",
        OPTION + 'ko = "값을 씁니다."\n[[cases]]\nwith = ["-a"]\nko = "{value} 값을 씁니다."',
        COMMAND + 'ko-operands = "{operands} 일을 합니다."\n',
    ],
)
def test_what_is_right(text: str) -> None:
    assert list(check_text(text, "a")) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("ko = ", "no TOML: "),
        ('ko = "일을 합니다."', "source is missing or no https address"),
        ('source = "https://example.org/"', "a: ko is missing"),
        (HEAD + 'style = "dos"', "a: style is none of gnu, "),
        (HEAD + "wraps = -1", "a: wraps is a number of operands"),
        (HEAD + "plus = 1", "a: plus is true or false"),
        (HEAD + "options-first = 1", "a: options-first is true or false"),
        (OPTION + 'ends = 1\nko = "값을 씁니다."', "a -a: ends is true or false"),
        (HEAD + 'names = ["b"]', "a: unknown key names"),
        (HEAD + '[[commands]]\nnames = []\nko = "일을 합니다."', "a (no names): names is no list of words"),
        (HEAD + "sentence = 1", "a: unknown key sentence"),
        (HEAD + 'ko-operands = "일을 합니다."', "a: ko-operands has no slot"),
        (HEAD + 'ko-operands = "{operands}를 봅니다."', "a: ko-operands: behind {operands} stands no blank"),
        (HEAD + 'ko-operands = "{operands} 를 봅니다."', "a: ko-operands: behind {operands} stands no blank"),
        (HEAD + 'ko-operands = "{value} 값을 봅니다."', "a: ko-operands: there is no slot {value} here"),
        (HEAD + 'ko-operands = "{operands 값을 봅니다."', "a: ko-operands: a backtick or a brace"),
        (HEAD + 'ko-operands = "{operands} 값 보기"', "a: ko-operands: does not end in 니다."),
        (HEAD + 'ko-operands = "{operands} 값을  봅니다."', "a: ko-operands: blanks at an end, or two"),
        (
            HEAD + 'ko-operands = "{operands} 값을 봅니다. 끝입니다."',
            "a: ko-operands: more than one sentence",
        ),
        (
            HEAD + 'ko-operands = "{operands} 값(수)을 봅니다."',
            "a: ko-operands: a sentence of a command has no",
        ),
        (HEAD + f'ko-operands = "{{operands}} {"값" * 70}을 봅니다."', "a: ko-operands: longer than 70"),
        (HEAD + "ko-operands = 1", "a: ko-operands has no slot"),
        (HEAD + 'ko-operands = "{operands} 커맨드를 봅니다."', "line 3:27: 커맨드 → 명령"),
        (OPTION, "a -a: ko is missing"),
        (OPTION + 'ko = "{value} 값을 씁니다."', "a -a: ko has a slot for a value"),
        (OPTION + 'value = "maybe"\nko = "값을 씁니다."', "a -a: value is none of command, "),
        (OPTION + 'value = "optional"\nko = "{value} 값을 씁니다."', "a -a: ko-bare is missing"),
        (OPTION + 'ko = "값을 씁니다."\nko-bare = "값을 씁니다."', "a -a: ko-bare needs an optional value"),
        (OPTION.replace("-a", "a") + 'ko = "값을 씁니다."', "a a: option a does not begin with a dash"),
        (OPTION.replace("-a", "--a=b") + 'ko = "값을 씁니다."', "a --a=b: option --a=b is written without"),
        (HEAD + '[[options]]\nko = "값을 씁니다."', "a (no names): names is missing"),
        (HEAD + '[[options]]\nnames = ["-a", "-a"]\nko = "값을 씁니다."', "a: option -a stands twice"),
        (CASE + 'ko = "값을 씁니다."', "a case None: when is no pattern"),
        (CASE + 'with = ["-a"]\nko = "값을 씁니다."', "a case ['-a']: with is no list of options"),
        (CASE + 'with = 1\nko = "값을 씁니다."', "a case 1: with is no list of options"),
        (CASE + "when = 'a'\nko = \"{value} 값을 씁니다.\"", "a case a: ko has a slot for a value, but"),
        (CASE + "when = '['\nko = \"값을 씁니다.\"", "a case [: when is no pattern"),
        (HEAD + '[[commands]]\nko = "일을 합니다."', "a (no names): names is missing"),
        (COMMAND + COMMAND.removeprefix(HEAD), "a: command one stands twice"),
        (COMMAND + "sort = 1", "a one: unknown key sort"),
    ],
)
def test_what_is_wrong(text: str, problem: str) -> None:
    found = list(check_text(text, "a"))
    assert any(one.startswith(problem) for one in found), found


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(HEAD, encoding="utf-8")
    (tmp_path / "b.toml").write_text("ko", encoding="utf-8")
    (problem,) = check_programs(tmp_path)
    assert problem.startswith("b.toml: no TOML: ")


def test_other_names_are_of_one_program_each() -> None:
    assert list(check_aliases(load_aliases(), [path.stem for path in PROGRAMS.iterdir()])) == []


def test_wrong_other_names() -> None:
    aliases = {"a": ["b", "c"], "d": ["c"]}
    assert list(check_aliases(aliases, ["a", "b"])) == [
        "b is the name of another program",
        "there is no program d",
        "c is the name of another program",
    ]
