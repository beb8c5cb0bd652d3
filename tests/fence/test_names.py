"""Ids of breakdowns."""

from __future__ import annotations

import pytest

from dockerlayers_site.fences.names import PageIds, suggest_id, suggest_id_below
from tests.support.counting import CountedSet


@pytest.mark.parametrize(
    ("title", "file", "wanted"),
    [
        (None, None, "dockerfile"),
        ("첫 이미지", None, "cheot-image"),
        ("Node.js: web!", None, "node-js-web"),
        ("웹", "examples/a/Dockerfile", "a"),
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


def test_a_comparison_has_an_id_of_its_own() -> None:
    assert suggest_id(title=None, file="examples/web/Dockerfile", is_compared=True) == "web-compared"


def test_an_example_without_a_name_is_called_by_its_section() -> None:
    assert suggest_id_below("options") == "options-dockerfile"
    assert suggest_id_below(None) == "dockerfile"


def test_an_id_is_given_once() -> None:
    ids = PageIds(["web"])
    given = []
    for wanted in ("web", "web", "api", "api"):
        given.append(next(ids.candidates(wanted)))
        assert ids.take(given[-1:])
    assert given == ["web_2", "web_3", "api", "api_2"]


def test_ids_are_taken_together_or_not_at_all() -> None:
    ids = PageIds(["web-cmd"])
    assert not ids.take(["web", "web-cmd"])
    assert ids.take(["web", "web-run-make"])
    assert next(ids.candidates("web-run-make")) == "web-run-make_2"


def test_equal_wishes_are_answered_in_steps_that_grow_with_their_number() -> None:
    ids = PageIds([])
    ids.used = counted = CountedSet()
    for _ in range(500):
        assert ids.take([next(ids.candidates("a"))])
    assert "a_500" in ids.used
    assert counted.questions <= 3 * 500
