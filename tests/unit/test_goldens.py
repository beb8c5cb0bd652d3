"""Golden cases of syntax, model and checks: a Dockerfile, and what is made of it."""

from collections.abc import Mapping
from typing import Any

import pytest

from dockerlayers.analysis import Analysis, analyze
from dockerlayers.checks.rules import RULES
from dockerlayers.model.images import read_image
from dockerlayers.render.document import to_document
from dockerlayers.syntax.parser import parse_dockerfile
from tests.golden import GoldenCase, check_golden, golden_cases
from tests.unit.outlines import outline_check, outline_history, outline_stages, outline_syntax

NOT_FOUND_IN_A_DOCKERFILE = {"CopyIgnoredFile", "InvalidBaseImagePlatform"}
"""Rules that look at the build context and at a pulled image."""


def run(fields: Mapping[str, Any]) -> Analysis:
    images = {name: read_image(document) for name, document in fields.get("images", {}).items()}
    return analyze(
        fields["dockerfile"],
        target=fields.get("target"),
        build_args=fields.get("build_args"),
        images=images,
        allow_fragment=fields.get("fragment", False),
    )


@pytest.mark.parametrize("case", golden_cases("syntax"), ids=str)
def test_syntax(case: GoldenCase, request: pytest.FixtureRequest) -> None:
    check_golden(case, {"outline": outline_syntax(parse_dockerfile(case.fields["dockerfile"]))}, request)


@pytest.mark.parametrize("case", golden_cases("model"), ids=str)
def test_model(case: GoldenCase, request: pytest.FixtureRequest) -> None:
    analysis = run(case.fields)
    assert analysis.build, analysis.error
    actual = {
        "stages": outline_stages(analysis.build.stages),
        "history": outline_history(analysis),
        "config": to_document(analysis)["config"],
    }
    check_golden(case, actual, request)


@pytest.mark.parametrize("case", golden_cases("checks"), ids=str)
def test_checks(case: GoldenCase, request: pytest.FixtureRequest) -> None:
    analysis = run(case.fields)
    source = case.fields["dockerfile"]
    actual: dict[str, Any] = {"checks": [outline_check(check, source) for check in analysis.checks]}
    if analysis.error:
        actual["error"] = str(analysis.error)
    check_golden(case, actual, request)


def test_every_rule_has_a_case() -> None:
    found = {
        check.split("] ")[1].split(":")[0]
        for case in golden_cases("checks")
        for check in case.fields["checks"]
    }
    assert found == set(RULES) - NOT_FOUND_IN_A_DOCKERFILE


@pytest.mark.parametrize(
    ("rule", "page"),
    [
        ("JSONArgsRecommended", "json-args-recommended"),
        ("FromAsCasing", "from-as-casing"),
        ("UndefinedVar", "undefined-var"),
    ],
)
def test_every_rule_has_a_page(rule: str, page: str) -> None:
    assert RULES[rule].url == f"https://docs.docker.com/reference/build-checks/{page}/"
