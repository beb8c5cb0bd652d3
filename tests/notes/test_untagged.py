"""Dockerfiles in code that does not say so."""

from __future__ import annotations

import pytest

from dockerlayers_site.notes.rewrite import Rewritten, rewrite_note
from dockerlayers_site.pages.page_file import page_file

DOCKERFILE = "FROM alpine:3.22\nRUN apk add curl"


def rewrite(text: str) -> Rewritten:
    return rewrite_note(text.split("\n"), keep=lambda html: html, page=page_file("note.md", text))


def test_a_fence_without_a_tag_that_is_a_dockerfile_is_one() -> None:
    assert rewrite(f"```\n{DOCKERFILE}\n```").lines[0] == "```dockerfile"


@pytest.mark.parametrize(
    "code",
    [
        "FROM users",
        "FROM <이미지>\nRUN <명령>",
        "$ docker build .",
        "services:\n  web:\n    image: x",
        "from a\nrun b",
        "FROM alpine:3.22\nRUN a\n$ docker build .",
        "SELECT *\nFROM users",
        "Step 1/2 : FROM alpine\nRUN x",
    ],
)
def test_other_code_stays_code(code: str) -> None:
    rewritten = rewrite(f"```\n{code}\n```")
    assert rewritten.lines[0] == "```"
    assert not rewritten.remarks


def test_another_tag_and_indented_code_are_told_once() -> None:
    indented = "    " + DOCKERFILE.replace("\n", "\n    ")
    rewritten = rewrite(f"글\n\n```bash\n{DOCKERFILE}\n```\n\n글\n\n{indented}\n")
    assert rewritten.lines[2] == "```bash"
    assert [(one.line, one.text) for one in rewritten.remarks] == [(3, "this Dockerfile is tagged bash")]
    alone = rewrite(indented)
    assert [(one.line, one.text) for one in alone.remarks] == [
        (1, "this Dockerfile is indented, and so without a tag")
    ]
    assert not rewritten.problems
