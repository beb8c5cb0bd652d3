"""Words that a newcomer lacks are explained where they first occur, once."""

from __future__ import annotations

import re

import pytest

from dockerlayers.analysis import analyze
from dockerlayers.explain.breakdown import explain
from dockerlayers.render.html import render_breakdown
from dockerlayers.texts.inline import plain
from dockerlayers.texts.texts import load_texts

TERMS = [key.split(".")[1] for key in load_texts().sentences if re.fullmatch(r"term\.\w+\.says", key)]


def find_terms(source: str) -> dict[int, list[str]]:
    """List the terms that are explained, by line."""
    texts = load_texts()
    names = {plain(texts.say(f"term.{name}.says")): name for name in TERMS}
    analysis = analyze(source, allow_fragment=True)
    rows = [row for group in explain(analysis).groups for row in group.rows]
    return {row.line: [names[plain(term)] for term in row.terms] for row in rows if row.terms}


@pytest.mark.parametrize(
    ("source", "terms"),
    [
        ("FROM a AS b\nFROM c\nCOPY --from=b /x /x\nCOPY --from=b /y /y\n", {1: ["stage"], 3: ["from"]}),
        ("FROM a AS b\nRUN x\n", {}),
        ("FROM a\nCOPY . .\nADD . .\n", {2: ["context"]}),
        ("FROM a\nADD x.tar /\n", {2: ["context"]}),
        ("FROM a\nADD https://example.com/x /\nADD git@example.com:a/b.git /\n", {}),
        ("FROM a\nCOPY <<EOF /x\nhi\nEOF\n", {}),
        ('FROM a\nRUN ["x"]\nCMD ["y"]\n', {2: ["exec"]}),
        ("FROM a\nRUN x\nCMD y\n", {3: ["shell"]}),
        ('FROM a\nENTRYPOINT ["x"]\nCMD ["y"]\n', {2: ["exec"], 3: ["arguments"]}),
        ("FROM a\nENTRYPOINT []\nCMD []\n", {}),
        ("FROM a\nRUN <<EOF\nx\nEOF\n", {2: ["heredoc"]}),
        (
            "FROM a\nRUN --mount=type=cache,target=/c --mount=type=secret,id=s --mount=target=/t x\n",
            {2: ["cache", "secret"]},
        ),
        ("FROM a\nHEALTHCHECK CMD x\n", {2: ["health"]}),
        ("FROM node:22-slim\n", {1: ["slim"]}),
        ("FROM node:22-alpine3.20\n", {1: ["alpine"]}),
        ("FROM alpine\n", {1: ["alpine"]}),
        ("FROM example.com/alpine/tools:1\nRUN x\n", {}),
        ("FROM gcr.io/distroless/static-debian12\n", {1: ["distroless"]}),
        ("FROM java:21-jdk-alpine AS b\nFROM java:21-jre\n", {1: ["stage", "alpine", "jdk"], 2: ["jre"]}),
        ("FROM a:1-slim AS slim\nFROM slim\n", {1: ["stage", "slim"]}),
        ("COPY . .\n", {1: ["context"]}),
    ],
)  # fmt: skip
def test_terms_are_told_where_they_first_occur(source: str, terms: dict[int, list[str]]) -> None:
    assert find_terms(source) == terms


def test_all_are_told_somewhere() -> None:
    cases = test_terms_are_told_where_they_first_occur.pytestmark[0].args[1]  # type: ignore[attr-defined]
    assert {name for _, terms in cases for names in terms.values() for name in names} == set(TERMS)


def test_the_fold_shows_them() -> None:
    html = render_breakdown(analyze("FROM a\nCOPY . .\nCOPY b /c\n"), root_id="a")
    assert (
        html.count('<p class="bd-fact" data-of="용어">빌드 컨텍스트는 <code>docker build</code> 명령의 끝에')
        == 1
    )
