"""Comments at the end of a line, which Docker takes for arguments."""

from __future__ import annotations

import pytest

from dockerlayers import analyze
from dockerlayers.syntax.parser import parse_dockerfile
from dockerlayers.syntax.trailing import find_trailing_comment

HINT = "a comment begins only at the start of a line: put {} into a line of its own, above"


def find(line: str) -> str | None:
    instruction = parse_dockerfile(f"FROM a\n{line}\n").instructions[1]
    comment = find_trailing_comment(instruction.keyword.origin)
    return comment and comment.text


@pytest.mark.parametrize(
    ("line", "comment"),
    [
        ("COPY . . # 소스 복사", "# 소스 복사"),
        ("COPY --chown=1:1 a b #b", "#b"),
        ('COPY ["a]", "b"] # x', "# x"),
        ("WORKDIR /app # 작업", "# 작업"),
        ("ARG A # a", "# a"),
        ("ENV A b # 설명", "# 설명"),
        ("LABEL a b ##", "##"),
        ("EXPOSE 80 # 웹", "# 웹"),
        ("HEALTHCHECK --interval=3s NONE # 없음", "# 없음"),
        ('HEALTHCHECK CMD ["a"] # b', "# b"),
        ('ENTRYPOINT ["a"]# b', "# b"),
        ("ONBUILD USER app # 사용자", "# 사용자"),
        ("from x # y", "# y"),
    ],
)
def test_a_comment_is_found(line: str, comment: str) -> None:
    assert find(line) == comment


@pytest.mark.parametrize(
    "line",
    [
        "RUN make # 만들기",
        "CMD exec nginx # 시작",
        "HEALTHCHECK CMD curl a # b",
        "ENV COLOR #fff",
        "ENV A one #fff",
        'ENV A="x # y" B=c#d',
        "LABEL a='# b'",
        "COPY #a #b",
        "ADD https://a.kr/x#y /x",
        'CMD ["a # b"]',
        'CMD ["a" # b',
        'CMD ["a", b] # c',
        "ADDITION a # b",
        "WORKDIR",
    ],
)
def test_what_is_no_comment_is_left_alone(line: str) -> None:
    assert find(line) is None


@pytest.mark.parametrize(
    ("lines", "comment"),
    [
        ("FROM node:20 # 노드", "# 노드"),
        ("FROM a\nENV A=1 # 설명", "# 설명"),
        ("FROM a\nEXPOSE 80 # 웹", "# 웹"),
        ("FROM a\nRUN a && \\ # 갱신\n  b", "# 갱신"),
    ],
)
def test_an_error_that_a_comment_makes_has_the_hint(lines: str, comment: str) -> None:
    error = analyze(lines).error
    assert error
    assert error.hint == HINT.format(comment)


def test_other_errors_keep_their_hint() -> None:
    error = analyze("FROM a\nCOPPY a b").error
    assert error
    assert error.hint == "did you mean COPY?"
