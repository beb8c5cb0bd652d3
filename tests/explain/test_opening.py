"""What stands before the lines: the first sentence, the commands, and what is done well."""

from __future__ import annotations

from typing import Any

import pytest

from dockerlayers.analysis import analyze
from dockerlayers.cli.images import load_images
from dockerlayers.explain.breakdown import explain
from dockerlayers.explain.opening.told import Opening
from dockerlayers.merits.rules import MERITS
from dockerlayers.model.context import BuildContext
from dockerlayers.model.dockerignore import parse_dockerignore
from dockerlayers.model.references import parse_platform
from dockerlayers.texts.inline import Piece, plain
from dockerlayers.texts.texts import load_texts
from tests.golden import GoldenCase, check_golden, golden_cases
from tests.support.site import ROOT

CASES = golden_cases("opening")
IMAGES = load_images(str(ROOT / "tests/engine-cases/images.json"))


def describe(opening: Opening) -> dict[str, Any]:
    """Write an opening as a golden case holds it."""
    howto = opening.howto
    told: dict[str, Any] = {"say": plain(opening.say)}
    if howto:
        told |= {
            "build": howto.build,
            "run": howto.run,
            "given": [plain(one) for one in howto.given],
            "context": plain(howto.context),
            "replaces": plain(howto.replaces),
            "compose": [f"{', '.join(one.keys)} {[*one.lines]}: {plain(one.say)}" for one in howto.compose],
        }
    told["merits"] = [f"{one.rule} {[*map(list, one.lines)]}: {plain(one.good)}" for one in opening.praises]
    return told


def open_case(case: GoldenCase) -> Opening:
    fields = case.fields
    files = fields.get("files")
    context = (
        BuildContext(files=dict.fromkeys(files, 1), ignore=parse_dockerignore(str(fields.get("ignore", ""))))
        if files
        else None
    )
    analysis = analyze(
        fields["dockerfile"],
        target=fields.get("target"),
        build_args=fields.get("build_args"),
        platform=parse_platform(fields["platform"]) if "platform" in fields else None,
        images=IMAGES if fields.get("known") else {},
        context=context,
        allow_fragment=True,
    )
    assert not analysis.error, analysis.error
    return explain(analysis).opening


@pytest.mark.parametrize("case", CASES, ids=str)
def test_golden(case: GoldenCase, request: pytest.FixtureRequest) -> None:
    check_golden(case, describe(open_case(case)), request)


def test_each_merit_has_a_case_where_it_is_found_and_texts() -> None:
    found = {one.rule for case in CASES for one in open_case(case).praises}
    assert found == set(MERITS)
    assert set(load_texts().read("merits.toml")) == set(MERITS)
    for rule in MERITS.values():
        assert rule.url.startswith("https://"), rule.name


def test_no_particle_follows_a_slot() -> None:
    """Which particle is right hangs on a word that nobody knows before it is filled in."""
    for key, entry in load_texts().opening.items():
        for part, following in zip(entry.template.parts, entry.template.parts[1:], strict=False):
            if isinstance(part, str) and isinstance(following, Piece) and part != "stages":
                assert following.text[0] in " ,.번개가행", key


def test_an_error_has_no_opening() -> None:
    analysis = analyze("FORM x\n")
    assert (analysis.overview, analysis.commands, analysis.merits) == (None, None, ())
    assert analysis.demands.arguments == ()


@pytest.mark.parametrize("name", ["[-+", "(", "*", "A|B", "a\\"])
def test_a_name_with_marks_is_no_pattern(name: str) -> None:
    assert analyze(f"FROM alpine:3.22\nARG {name}\nRUN echo\n").demands.arguments == ()
