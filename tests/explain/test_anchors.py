"""The permanent addresses of rows."""

from __future__ import annotations

import re

import pytest

from dockerlayers.analysis import analyze
from dockerlayers.explain.annotations import Annotation
from dockerlayers.explain.breakdown import explain
from dockerlayers.explain.names import check_names
from dockerlayers.explain.roman import romanize
from dockerlayers.syntax.parser import parse_dockerfile


def rows_of(source: str) -> list[Annotation]:
    analysis = analyze(source, allow_fragment=True)
    return [row for group in explain(analysis).groups for row in group.rows]


def anchors_of(source: str) -> list[str]:
    return [row.anchor for row in rows_of(source)]


@pytest.mark.parametrize(
    ("instruction", "anchor"),
    [
        ("FROM ghcr.io/acme/python:3.13-slim@sha256:" + "0f" * 32, "from-python"),
        ("FROM ${BASE:-alpine}", "from-base"),
        ("RUN pip install --no-cache-dir -r requirements.txt", "run-pip-install-requirements-txt"),
        ("RUN apt-get update && apt-get install -y curl", "run-apt-get-update-install"),
        ("RUN set -eux; DEBUG=1 sudo make 'all'", "run-make-all"),
        ("RUN pip install flask==2.31.0 gunicorn", "run-pip-install-flask"),
        ("RUN curl https://example.com/v1.2.3/tool", "run-curl-example-com-tool"),
        ('RUN ["make", "all"]', "run-make-all"),
        ("RUN <<EOF\nmake it\nEOF", "run-make-it"),
        ("RUN <<EOF\n#!/bin/bash\nmake it\nEOF", "run-make-it"),
        ("RUN", "run"),
        ("COPY --chown=app requirements.txt .", "copy-requirements-txt"),
        ("COPY --from=nginx:1.29 /etc/nginx/nginx.conf /etc/", "copy-from-nginx-nginx-conf"),
        ("COPY . .", "copy-all"),
        ("COPY dist/* /srv/", "copy-dist"),
        ("COPY <<EOF /etc/motd\nhello\nEOF", "copy-etc-motd"),
        ("ADD https://example.com/tool-1.2.3.tgz /opt/", "add-tool-tgz"),
        ("ENV A=1 B=2", "env-a-b"),
        ("ARG VERSION=1.2", "arg-version"),
        ("LABEL org.opencontainers.image.title.of.the.thing=x", "label-org-opencontainers-image"),
        ("WORKDIR $HOME/app", "workdir-home-app"),
        ("WORKDIR /", "workdir"),
        ("EXPOSE 8000/tcp", "expose-8000-tcp"),
        ("USER app:app", "user-app-app"),
        ("VOLUME /data", "volume-data"),
        ("ONBUILD RUN make", "onbuild-run-make"),
        ('CMD ["python", "app.py"]', "cmd"),
        ("# 의존성을 먼저 받습니다\n", "comment-uijonseongeul-meonjeo"),
        ("# " + "x" * 40 + "\n", "comment-" + "x" * 24),
        ("RUN echo $(date)", "run-echo-date"),
    ],
)
def test_an_anchor_says_what_the_row_says(instruction: str, anchor: str) -> None:
    source = instruction if instruction.startswith("FROM") else f"FROM alpine\n{instruction}"
    rows = rows_of(f"ARG BASE=alpine\n{source}\n" if "BASE" in source else f"{source}\n")
    assert rows[-1].anchor == anchor


def test_the_name_of_a_stage_stands_before() -> None:
    source = "FROM alpine AS a-very-long-name-of-a-stage\nRUN make\nFROM alpine\nRUN make\n"
    assert anchors_of(source) == [
        "a-very-long-name-from-alpine",
        "a-very-long-name-run-make",
        "from-alpine",
        "run-make",
    ]


def test_other_rows() -> None:
    source = "# syntax=docker/dockerfile:1\n# escape=`\n\n# eins\n\n...\n"
    assert anchors_of(source + "RUN a\n") == ["syntax", "escape", "comment-eins", "omission", "run-a"]


def test_a_line_more_above_moves_no_anchor() -> None:
    lines = ["RUN apt-get update", "RUN make", "COPY a b", "COPY a c", "CMD x", "CMD y"]
    before = dict(zip(lines, anchors_of("FROM alpine\n" + "\n".join(lines) + "\n")[1:], strict=True))
    for line in ("RUN apt-get clean", "COPY c d", "ENV A=1", "CMD z"):
        rows = rows_of("FROM alpine\n" + "\n".join([line, *lines]) + "\n")
        assert {row.instruction.original: row.anchor for row in rows[2:] if row.instruction} == before


def test_equal_ones_are_told_apart_by_their_content() -> None:
    first, second, third = rows_of("FROM alpine\nCOPY a /x\nCOPY a /y\nCOPY  a \\\n /x\n")[1:]
    assert re.fullmatch("copy-a-[0-9a-f]{4}", first.anchor)
    assert re.fullmatch("copy-a-[0-9a-f]{4}", second.anchor)
    assert third.anchor == f"{first.anchor}-2"
    assert [row.aliases for row in (first, second, third)] == [("copy-a",), (), ()]


def test_equal_comments_are_counted() -> None:
    rows = rows_of("FROM alpine\n# -\n\n# -\n\n# -\n")
    assert [row.anchor.removeprefix(rows[1].anchor) for row in rows[1:]] == ["", "-2", "-3"]


def test_the_author_names_a_row() -> None:
    rows = rows_of(
        "FROM alpine\n# Dependencies first {#deps}\n# {#not-at-the-end} x\nCOPY a b\n# { #all }\nCOPY . .\n"
    )
    assert [(row.anchor, row.aliases) for row in rows[1:]] == [("deps", ("copy-a",)), ("all", ("copy-all",))]
    assert rows[1].note == ("Dependencies first", "{#not-at-the-end} x")


def test_a_given_name_comes_before_a_derived_one() -> None:
    first, second = rows_of("FROM alpine\nRUN make\n# {#run-make}\nRUN test\n")[1:]
    assert re.fullmatch("run-make-[0-9a-f]{4}", first.anchor)
    assert (first.aliases, second.anchor, second.aliases) == ((), "run-make", ("run-test",))


def test_a_comment_has_a_name_too() -> None:
    assert rows_of("FROM alpine\n\n# Why {#why}\n\nRUN a\n")[1].anchor == "why"


@pytest.mark.parametrize(
    ("comments", "message", "line", "columns"),
    [
        ("# {#Deps}", "invalid name: Deps", 2, (5, 9)),
        ("# {#a--b}", "invalid name: a--b", 2, (5, 9)),
        ("# {#}", "invalid name: ", 2, (5, 6)),
        ("# {#image}", "reserved name: image", 2, (5, 10)),
        ("# {#s0}", "reserved name: s0", 2, (5, 7)),
        ("# {#a}\n# {#b}", "second name for one instruction: b", 3, (5, 6)),
    ],
)
def test_a_wrong_name_is_reported(comments: str, message: str, line: int, columns: tuple[int, int]) -> None:
    source = f"FROM alpine\n{comments}\nRUN a\n"
    (error,) = check_names(parse_dockerfile(source))
    assert error.span
    assert (error.message, error.span.line, (error.span.column, error.span.end_column)) == (
        message,
        line,
        columns,
    )
    assert error.hint
    assert rows_of(source)[1].anchor in ("run-a", "a")


def test_a_name_given_twice_is_reported_where_it_stands_again() -> None:
    source = "FROM alpine\n# {#x}\nRUN a\n# {#x}\nRUN b\n"
    (error,) = check_names(parse_dockerfile(source))
    assert error.span
    assert (error.message, error.span.line, error.hint) == (
        "name given twice: x",
        4,
        "the first one is on line 2 of this Dockerfile",
    )
    assert anchors_of(source) == ["from-alpine", "x", "run-b"]


def test_hangul_is_romanized() -> None:
    assert romanize("한글 왜 값 없이 abc") == "hangeul wae gap eopsi abc"
    assert romanize("좋소") == "joso"
