"""What the library says of every instruction: stories in tests/golden/explain."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from dockerlayers.analysis import Analysis, analyze
from dockerlayers.explain.annotations import Annotation, Breakdown, Group
from dockerlayers.explain.breakdown import explain
from dockerlayers.explain.compare import compare
from dockerlayers.explain.measures import compare_measures, say_measured, say_waste
from dockerlayers.measured.types import Cause, MeasuredBase, MeasuredBuild, Occasion, Waste
from dockerlayers.model.context import BuildContext
from dockerlayers.texts import DEFAULT
from dockerlayers.texts.inline import plain
from dockerlayers.texts.texts import Texts
from tests.explain.asked import AskedEntries
from tests.golden import GoldenCase, check_golden, golden_cases
from tests.support.records import DIGEST, make_record

CASES = golden_cases("explain")


def analyze_case(case: GoldenCase) -> Analysis:
    fields = case.fields
    files = fields.get("context")
    return analyze(
        fields["dockerfile"],
        target=fields.get("target"),
        context=BuildContext(files=dict.fromkeys(files, 1), dockerfile="Dockerfile") if files else None,
        allow_fragment=bool(fields.get("allow_fragment")),
    )


def outline(breakdown: Breakdown) -> str:
    """Write a breakdown down: a heading for each stage, a line for each row."""
    return "".join(_outline_group(group) for group in breakdown.groups)


def _outline_group(group: Group) -> str:
    stage = group.stage
    facts = (
        [f"stage {stage.index}", stage.name or "-", "in" if group.is_in_image else "out"]
        if stage
        else ["start"]
    )
    return f"[{' '.join(facts)}]\n" + "".join(f"{_outline_row(row)}\n" for row in group.rows)


def _outline_row(row: Annotation) -> str:
    mark = f"L{row.number}" if row.number else row.effect.value
    rules = "".join(f" !{check.rule}" for check in row.checks)
    return f"{row.line} {row.anchor} {mark}: {plain(row.say)}{rules}".rstrip()


def _details(breakdown: Breakdown) -> dict[str, list[str]]:
    """Write down what is told of the rows beyond their sentence."""
    rows = [row for group in breakdown.groups for row in group.rows]
    details = {f"{row.line} {row.anchor}": [*_detail(row)] for row in rows}
    return {name: lines for name, lines in details.items() if lines}


def _detail(row: Annotation) -> Iterator[str]:
    yield from (f"note: {line}" for line in row.note)
    for gloss in row.glosses:
        places = ", ".join(
            f"{line}:{column - 1}-{end_column - 1}" for line, column, end_column in gloss.places
        )
        yield f"{'- ' * gloss.is_part}{gloss.code} ({places}): {plain(gloss.say)}"
    if row.leaves:
        yield f"leaves: {plain(row.leaves)}"
    if row.cache:
        yield f"cache: {plain(row.cache)}"
    if row.change:
        yield f"change: {plain(row.change.say)}"


def summary(breakdown: Breakdown) -> dict[str, object]:
    return {
        "says": outline(breakdown),
        "image": [
            f"{setting.name}: {value.text} ({value.row.anchor if value.row else '-'})"
            for setting in breakdown.image.settings
            for value in setting.values
        ],
        "links": [
            f"{link.source} > {link.target}: {link.code} {list(link.lines)}" for link in breakdown.links
        ],
        "files": [
            f"{question.path or '*'} {list(question.anchors)}: {plain(question.change.say)}"
            for question in breakdown.files
        ],
        "details": _details(breakdown),
    }


@pytest.mark.parametrize("case", CASES, ids=str)
def test_golden(case: GoldenCase, request: pytest.FixtureRequest) -> None:
    check_golden(case, summary(explain(analyze_case(case))), request)


def test_every_template_is_asked_for_by_a_golden() -> None:
    """An entry that no case shows is not used, or not tested."""
    texts = Texts(DEFAULT)
    entries = texts.sentences = AskedEntries(texts.sentences)
    for case in CASES:
        explain(analyze_case(case), texts)
    for case in golden_cases("compare"):
        compare(*(explain(analyze(case.fields[name]), texts) for name in ("before", "after")))
    _ask_of_measures(texts)
    assert entries.asked == set(entries)


def _ask_of_measures(texts: Texts) -> None:
    """Ask for what no golden shows: tests/render/test_measures.py and tests/cli/test_measured.py do."""
    changed = dict.fromkeys((Occasion.SOURCE, Occasion.DEPENDENCY), ("app.py",))
    fast, slow = (
        {one: MeasuredBuild(seconds=seconds, changed=changed.get(one, ())) for one in Occasion}
        for seconds in (1, 9)
    )
    base = MeasuredBase(reference="a", digest=DIGEST, byte_count=1, stand_in="b")
    before, after = make_record(builds=slow, base="a", bases=(base,)), make_record(builds=fast)
    for one, other in ((before, after), (after, before)):
        list(say_measured(texts, one))
        list(compare_measures(texts, one, other))
    for cause, line in product(Cause, (2, None)):
        say_waste(texts, Waste(line=3, cause=cause, byte_count=1, file_count=1, by_line=line))


def test_no_sentence_is_missing() -> None:
    for case in CASES:
        for group in explain(analyze_case(case)).groups:
            for row in group.rows:
                assert bool(row.say) is (row.kind.value != "comment")
