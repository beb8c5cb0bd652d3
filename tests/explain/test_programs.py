"""What is said of programs, in the handbook's own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.explain.program_rules import check_korean

TEXTS = Path(__file__).parents[2] / "hooks/dockerlayers/texts/ko/programs"
HEAD = 'does = "일을 합니다."\n'


def test_programs_are_well_described() -> None:
    problems = [
        f"{path.name}: {problem}"
        for path in sorted(TEXTS.iterdir())
        for problem in check_korean(path.read_text(encoding="utf-8"))
    ]
    assert not problems, "\n" + "\n".join(problems)


@pytest.mark.parametrize(
    "text",
    [
        HEAD,
        HEAD + 'operands = "{first} 파일에서 {others} 부분을 찾습니다."\n',
        HEAD + '[cases]\nx = "`a` 파일의 {last} 부분을 봅니다."\n',
        HEAD + '[options]\n"-a" = "값(수)을 씁니다."\n',
    ],
)
def test_what_is_right(text: str) -> None:
    assert list(check_korean(text)) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('operands = "{operands}를 봅니다."', "operands: behind {operands} stands no blank"),
        ('operands = "{operands} 를 봅니다."', "operands: behind {operands} stands no blank"),
        ('operands = "{operands} 값 보기"', "operands: does not end in 니다."),
        ('operands = "{operands} 값을  봅니다."', "operands: blanks at an end, or two"),
        ('operands = "{operands} 값을 봅니다. 끝입니다."', "operands: more than one sentence"),
        ('operands = "{operands} 값(수)을 봅니다."', "operands: a sentence of a command has no"),
        (f'operands = "{{operands}} {"값" * 70}을 봅니다."', "operands: longer than 70"),
        (f'[commands.a.cases]\nx = "{"값" * 70}을 봅니다."', "commands a cases x: longer than 70"),
        ('operands = "{operands} 커맨드를 봅니다."', "line 1:24: 커맨드 → 명령"),
        ('[options."-a"]\nbare = "값을 씀"', "options -a bare: does not end in 니다."),
    ],
)
def test_what_is_wrong(text: str, problem: str) -> None:
    found = list(check_korean(text))
    assert any(one.startswith(problem) for one in found), found
