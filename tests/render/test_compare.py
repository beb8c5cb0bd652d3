"""Two Dockerfiles side by side as HTML: whole, safe, the second one to the letter."""

from __future__ import annotations

import pytest

from dockerlayers.analysis import analyze
from dockerlayers.explain.breakdown import explain
from dockerlayers.explain.compare import compare
from dockerlayers.render.compare import Side, render_comparison
from tests.golden import GoldenCase, check_golden, golden_cases
from tests.render.reading import Page, outside_pre
from tests.render.test_html import ATTACKS, in_lines

CASES = golden_cases("compare")


def render(before: str, after: str, title: str | None = None) -> str:
    return render_comparison(
        compare(*(explain(analyze(source)) for source in (before, after))),
        root_id="x",
        before=Side(title="Dockerfile.before"),
        after=Side(title="Dockerfile"),
        title=title,
    )


@pytest.mark.parametrize("case", CASES, ids=str)
def test_is_whole(case: GoldenCase) -> None:
    markup = render(case.fields["before"], case.fields["after"])
    page = Page(markup)
    assert not page.open
    assert len(page.ids) == len(set(page.ids))
    assert page.targets <= set(page.ids)
    assert "\n" not in outside_pre(markup)


def test_golden(request: pytest.FixtureRequest) -> None:
    case = next(one for one in CASES if one.name == "cache")
    html = in_lines(render(case.fields["before"], case.fields["after"]))
    check_golden(case, {"html": html}, request)


@pytest.mark.parametrize("attack", ATTACKS)
def test_text_never_becomes_markup(attack: str) -> None:
    source = f"FROM alpine\n# {attack}\nRUN echo {attack}\n"
    page = Page(render(source, source.replace("echo", "printf"), attack))
    assert not {"script", "img"} & {tag for tag, _ in page.tags}
    assert attack in page.texts
    assert not page.open
