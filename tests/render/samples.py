"""A breakdown whose annotations are written by hand: every part of it, each at least once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dockerlayers.analysis import analyze
from dockerlayers.explain.annotations import (
    Advice,
    AdviceKind,
    Breakdown,
    Consequence,
    FileQuestion,
    Gloss,
)
from dockerlayers.explain.breakdown import explain
from dockerlayers.syntax.nodes import Stretch
from dockerlayers.texts.inline import Inline, parse_template

SOURCE = """\
# syntax=docker/dockerfile:1
FROM golang:1.25 AS build
# 소스보다 먼저 복사합니다.
COPY go.mod .
RUN --mount=type=cache,target=/root/.cache \\
    go build -o /app . && rm -rf /tmp/*

FROM golang:1.25 AS test
COPY --from=build /app /app
RUN go test ./...

FROM debian
COPY --from=build /app /app
EXPOSE 80/TCP
CMD ["/app"]
"""


def say(text: str) -> Inline:
    """Make a sentence, with code between backticks."""
    return parse_template(text).fill({})


def gloss(line: int, code: str, text: str, *, is_part: bool = False) -> Gloss:
    """Explain some words where they stand in a line; each of them, where dots stand between."""
    row = SOURCE.split("\n")[line - 1]
    places = [re.search(re.escape(word), row) for word in code.split(" … ")]
    return Gloss(
        code=code,
        places=tuple(Stretch(line, place.start() + 1, place.end() + 1) for place in places if place),
        say=say(text),
        is_part=is_part,
    )


def change(text: str, rebuilt: str = "", maybe: str = "", elsewhere: str = "") -> Consequence:
    """Say what is rebuilt, by the lines of the rows; `elsewhere` of another target, depending on a result."""
    return Consequence(
        say=say(text),
        rebuilt=tuple(rebuilt.split()),
        maybe=tuple(maybe.split()),
        maybe_elsewhere=tuple(elsewhere.split()),
    )


RUN = (
    gloss(5, "--mount=type=cache,target=/root/.cache", "명령을 실행하는 동안 캐시를 붙입니다."),
    gloss(6, "go build -o /app .", "현재 디렉터리의 패키지를 빌드합니다."),
    gloss(6, "-o /app", "결과를 `/app` 파일에 씁니다.", is_part=True),
    gloss(6, "&&", "앞의 명령이 성공하면 이어서 실행합니다."),
    gloss(6, "rm … /tmp/*", "`/tmp` 아래의 것을 지웁니다."),
)
CHECK = Advice(
    kind=AdviceKind.CHECK,
    rule="ExposeProtoCasing",
    url="https://docs.docker.com/reference/build-checks/expose-proto-casing/",
    wrong=say("프로토콜을 대문자로 썼습니다."),
    why=say("소문자로 쓰면 어디에서나 같은 뜻입니다."),
    detail="Defined protocol '80/TCP' in EXPOSE instruction should be lowercase",
    removed=("EXPOSE 80/TCP",),
    added=("EXPOSE 80/tcp",),
)
PRACTICE = Advice(
    kind=AdviceKind.PRACTICE,
    rule="UnpinnedBase",
    url="https://docs.docker.com/build/building/best-practices/",
    wrong=say("베이스 이미지에 버전이 없습니다."),
    trade=say("버전을 고정하면 보안 수정도 손수 받아야 합니다."),
)
FIELDS: Mapping[int, Mapping[str, Any]] = {
    2: {"change": change("4–6행을 다시 빌드합니다.", "4 5", "13")},
    4: {
        "note": ("소스보다 먼저 복사합니다.",),
        "cache": say("`go.mod` 파일의 내용과 권한을 봅니다."),
        "change": change(
            "4–6행을 다시 빌드합니다. 결과가 달라지면 13행도 다시 빌드합니다.", "4 5", "13", "9 10"
        ),
    },
    5: {
        "glosses": RUN,
        "leaves": say("`/app` 파일이 남습니다."),
        "cache": say("명령의 글자를 봅니다."),
        "change": change("5–6행을 다시 빌드합니다.", "5", "13"),
    },
    12: {"advice": (PRACTICE,), "change": change("13행을 다시 빌드합니다.", "13")},
    13: {"change": change("13행을 다시 빌드합니다.", "13")},
    14: {"advice": (CHECK,), "change": change("다시 빌드할 레이어가 없습니다.")},
}


def sample(target: str | None = None) -> Breakdown:
    """Annotate SOURCE, with all that FIELDS holds."""
    breakdown = explain(analyze(SOURCE, target=target))
    anchors = {row.line: row.anchor for group in breakdown.groups for row in group.rows}

    def place(one: Consequence) -> Consequence:
        return replace(
            one,
            rebuilt=tuple(anchors[int(line)] for line in one.rebuilt),
            maybe=tuple(anchors[int(line)] for line in one.maybe),
            maybe_elsewhere=tuple(anchors[int(line)] for line in one.maybe_elsewhere),
        )

    filled = []
    for group in breakdown.groups:
        rows = []
        for row in group.rows:
            fields = {"advice": (), **FIELDS.get(row.line, {})}
            if "change" in fields:
                fields["change"] = place(fields["change"])
            rows.append(replace(row, **fields))
        filled.append(replace(group, rows=tuple(rows)))
    files = (
        FileQuestion(
            path="go.mod",
            anchors=(anchors[4],),
            change=place(change("4–6행을 다시 빌드합니다.", "4 5", "13")),
        ),
        FileQuestion(path="", anchors=(), change=place(change("모두 캐시를 씁니다."))),
    )
    return replace(breakdown, groups=tuple(filled), files=files)
