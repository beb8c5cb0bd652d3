"""What a breakdown leads to: the pages of the rules, and those of the instructions."""

from __future__ import annotations

import json

import pytest

from dockerlayers.analysis import analyze
from dockerlayers.explain.breakdown import explain
from dockerlayers.explain.compare import compare
from dockerlayers.guide import NO_GUIDE, Guide, guide_at
from dockerlayers.live.answer import answer
from dockerlayers.model.changes import FileChange
from dockerlayers.render.compare import Side, render_comparison
from dockerlayers.render.html import render_breakdown
from dockerlayers.render.page import render_page
from dockerlayers.render.rebuilds import render_rebuilds
from dockerlayers.render.report import Report
from dockerlayers.render.terminal.style import Screen
from dockerlayers.render.terminal.text import write_text

GUIDE = Guide(checks="../checks/*/", instructions="../dockerfile/*.html")
SOURCE = """\
from node:22 as build
onbuild run make
HEALTHCHECK CMD curl localhost
COPY a b
CMD npm start
"""


def keywords(html: str) -> list[str]:
    """List what the names of instructions lead to, in order."""
    return [piece.partition('"')[0] for piece in html.split('<a class="k" href="')[1:]]


def test_a_name_is_found_by_its_address() -> None:
    assert GUIDE.find_check("JSONArgsRecommended") == "../checks/json-args-recommended/"
    assert GUIDE.find_instruction("FROM") == "../dockerfile/from.html"
    assert NO_GUIDE.find_check("LatestTag") is None
    assert NO_GUIDE.find_instruction("FROM") is None
    some = Guide(instructions="*/", names=("FROM",))
    assert (some.find_instruction("FROM"), some.find_instruction("RUN")) == ("from/", None)


@pytest.mark.parametrize("site", ["https://example.com/h", "https://example.com/h/"])
def test_a_site_has_the_pages_where_the_handbook_has_them(site: str) -> None:
    guide = guide_at(site)
    assert guide.find_check("LatestTag") == "https://example.com/h/build/checks/latest-tag/"
    assert guide.find_instruction("RUN") == "https://example.com/h/dockerfile/run/"


def test_the_name_of_an_instruction_leads_to_its_page_in_any_case_and_no_other_word_does() -> None:
    html = render_breakdown(analyze(SOURCE), root_id="x", guide=GUIDE)
    names = ["from", "onbuild", "run", "healthcheck", "copy", "cmd"]
    assert keywords(html) == [f"../dockerfile/{name}.html" for name in names]
    assert '<span class="k">as</span>' in html
    assert ">CMD</span>" in html


def test_a_finding_leads_to_its_page_and_to_the_official_text_without_one() -> None:
    with_pages = render_breakdown(analyze(SOURCE), root_id="x", guide=GUIDE)
    without = render_breakdown(analyze(SOURCE), root_id="x")
    assert 'href="../checks/json-args-recommended/">JSONArgsRecommended</a>' in with_pages
    assert "docs.docker.com/reference/build-checks/" not in with_pages
    assert 'href="https://docs.docker.com/reference/build-checks/json-args-recommended/"' in without
    assert keywords(without) == []


def test_without_pages_nothing_else_is_changed() -> None:
    linked = render_breakdown(analyze(SOURCE), root_id="x", guide=Guide(instructions="*/", names=()))
    assert linked == render_breakdown(analyze(SOURCE), root_id="x")


def test_both_files_of_a_comparison_and_of_a_change_lead_there() -> None:
    before, after = analyze("FROM a:1\nCOPY x /\n"), analyze("FROM a:2\nCOPY x /\nRUN y\n")
    sides = [Side(title=title, guide=GUIDE) for title in ("a", "b")]
    compared = render_comparison(
        compare(explain(before), explain(after)), root_id="x", before=sides[0], after=sides[1]
    )
    rebuilt = render_rebuilds(before, after, FileChange(path="x"), root_id="x", guide=GUIDE)
    expected = sorted(f"../dockerfile/{name}.html" for name in ("from", "from", "copy", "copy", "run"))
    assert sorted(keywords(compared)) == sorted(keywords(rebuilt)) == expected


def test_the_commands_page_and_text_name_them() -> None:
    report = Report(analysis=analyze(SOURCE))
    guide = guide_at("https://example.com")
    assert 'href="https://example.com/build/checks/json-args-recommended/"' in render_page(
        [("x", report)], guide=guide
    )
    told = "".join(write_text(report, "x", Screen(width=80), guide=guide))
    assert "https://example.com/build/checks/json-args-recommended/\n" in told
    wrong = Report(analysis=analyze("FROM a AS B\nCOPY a\n"))
    told = "".join(write_text(wrong, "x", Screen(width=80), guide=guide))
    assert "https://example.com/build/checks/stage-name-casing/\n" in told


def test_what_is_changed_in_the_page_leads_there_too() -> None:
    pages = {
        "checks": "https://example.com/c/*/",
        "instructions": "https://example.com/d/*/",
        "names": ["CMD"],
    }
    question = {
        "text": {"text": "FROM node:22\nCMD npm start\n"},
        "before": {"text": "FROM node:22\nCMD npm run\n"},
        "compare": ["a", "b"],
        "view": {"pages": pages},
        "page": True,
    }
    told = json.loads(answer(json.dumps(question)))
    for name in ("html", "compared", "page"):
        assert set(keywords(told[name])) == {"https://example.com/d/cmd/"}
    assert "https://example.com/c/json-args-recommended/" in told["html"]
