"""Ids of breakdowns."""

from __future__ import annotations

import pytest

from fences.names import PageIds, suggest_id


@pytest.mark.parametrize(
    ("title", "file", "wanted"),
    [
        (None, None, "dockerfile"),
        ("첫 이미지", None, "첫-이미지"),
        ("Node.js: web!", "examples/a/Dockerfile", "node-js-web"),
        (None, "examples/python-web/Dockerfile", "python-web"),
        (None, "examples/python-web/Dockerfile.dev", "python-web-dev"),
        (None, "examples/web/Containerfile", "web"),
        (None, "examples/web/api.Dockerfile", "api-dockerfile"),
        (None, "Dockerfile", "dockerfile"),
        ("…", None, "dockerfile"),
    ],
)
def test_an_id_comes_from_title_or_file(title: str | None, file: str | None, wanted: str) -> None:
    assert suggest_id(title=title, file=file) == wanted


def test_an_id_is_given_once() -> None:
    ids = PageIds(["web"])
    assert [ids.add(wanted) for wanted in ("web", "web", "api", "api")] == ["web_2", "web_3", "api", "api_2"]


def test_an_id_is_none_that_a_breakdown_gives_to_a_part() -> None:
    ids = PageIds(["api-3"])
    assert [ids.add(wanted) for wanted in ("web", "web-2", "web-s0", "web-image", "web-dev")] == [
        "web",
        "web-2_2",
        "web-s0_2",
        "web-image_2",
        "web-dev",
    ]
    assert ids.add("api") == "api_2"
