"""What an engine measured, beside the lines of one Dockerfile and of two."""

from __future__ import annotations

import re
from dataclasses import replace

from dockerlayers.analysis import analyze
from dockerlayers.explain.breakdown import explain
from dockerlayers.explain.compare import compare
from dockerlayers.measured.types import (
    Cause,
    Measured,
    MeasuredBase,
    MeasuredBuild,
    MeasuredLayer,
    Occasion,
    Waste,
)
from dockerlayers.render.compare import Side, render_comparison
from dockerlayers.render.html import render_breakdown
from tests.support.records import make_record

SOURCE = "FROM debian:13-slim\nRUN apt-get update\nRUN rm -rf /var/lib/apt/lists\nCMD bash\n"
MEASURED = make_record(
    base="debian:13-slim",
    bases=(MeasuredBase(reference="debian:13-slim", digest="", byte_count=80_000_000, stand_in="Debian"),),
    layers=(MeasuredLayer(line=2, byte_count=30_000), MeasuredLayer(line=3, byte_count=10_000)),
    waste=(Waste(line=2, cause=Cause.DELETED, byte_count=20_000, file_count=2, by_line=3),),
    builds={Occasion.COLD: MeasuredBuild(seconds=12.4), Occasion.WARM: MeasuredBuild(seconds=0.3)},
)


def words(markup: str) -> str:
    return re.sub(r"<[^>]+>", "", markup)


def test_waste_stands_at_the_line_that_causes_it() -> None:
    markup = render_breakdown(analyze(SOURCE), root_id="x", measured=MEASURED)
    rows = re.findall(r'<li class="bd-row.*?(?=<li class="bd-row|</ol>)', markup, re.DOTALL)
    wasted = [row for row in rows if "bd-wasted" in row]
    assert len(wasted) == 1
    assert "apt-get" in wasted[0]
    assert "20kB 낭비: 3행에서 지우지만 이 레이어에 남습니다." in words(wasted[0])
    assert "bd-wasted" not in render_breakdown(analyze(SOURCE), root_id="x")


def test_times_are_told_with_when_on_what_and_the_record() -> None:
    markup = render_breakdown(analyze(SOURCE), root_id="x", measured=MEASURED, record="../measured/a.json")
    told = words(markup)
    for text in (
        "처음 빌드: 12초",
        "그대로 다시 빌드: 0.3초",
        "잰 날과 곳: 2026-11-28, Docker Engine 28.5.2, linux/amd64",
        "debian:13-slim 이미지를 받을 수 없어서 다른 이미지로 대신했습니다: Debian",
    ):
        assert text in told
    assert '<a href="../measured/a.json">기록</a>' in markup
    assert ">기록</a>" not in render_breakdown(analyze(SOURCE), root_id="x", measured=MEASURED)


def test_bytes_of_a_stand_in_are_not_shown() -> None:
    told = words(render_breakdown(analyze(SOURCE), root_id="x", measured=MEASURED))
    assert "80MB" not in told
    assert "베이스에 40kB 추가" in told


def comparison(before: Measured | None, after: Measured | None, record: str | None = None) -> str:
    explained = explain(analyze(SOURCE)), explain(analyze(SOURCE.replace("RUN rm", "RUN rm -v")))
    return render_comparison(
        compare(*explained, measured=(before, after)),
        root_id="x",
        before=Side(title="before", measured=before),
        after=Side(title="after", measured=after),
        record=record,
    )


def test_two_are_told_side_by_side() -> None:
    smaller = replace(MEASURED, layers=(MeasuredLayer(line=2, byte_count=5_000),), waste=())
    markup = comparison(MEASURED, smaller, "a.json")
    told = words(markup)
    assert "before · 베이스에 40kB 추가" in told
    assert "after · 베이스에 5kB 추가" in told
    assert "낭비한 크기" in told
    assert told.count("앞 20kB 낭비: 3행에서 지우지만 이 레이어에 남습니다.") == 1
    assert '<span class="bd-size">30kB</span>' in markup
    assert '<span class="bd-size">5kB</span>' in markup
    assert markup.count('<a href="a.json">기록</a>') == 1


def test_the_one_that_has_changed_is_not_measured() -> None:
    told = words(comparison(MEASURED, None))
    assert "before · 베이스에 40kB 추가" in told
    assert "after · 측정하지 않음" in told
    assert "낭비한 크기" not in told
    both = words(comparison(None, None, "a.json"))
    assert both.count("측정하지 않음") == 2
    assert "잰 날과 곳" not in both
    assert "측정하지 않음" not in words(comparison(None, None))
