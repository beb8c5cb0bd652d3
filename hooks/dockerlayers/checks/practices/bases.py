"""The base image's version."""

from __future__ import annotations

from collections.abc import Iterator

from dockerlayers.checks.findings import Finding
from dockerlayers.checks.practices.practice import Practice
from dockerlayers.checks.practices.survey import Survey
from dockerlayers.model.references import Reference, parse_reference
from dockerlayers.syntax.nodes import Instruction


def find_untagged(survey: Survey) -> Iterator[Finding]:
    """Find bases without a tag or a digest."""
    for instruction, base, reference in _list_bases(survey):
        if not reference.tag:
            yield Finding("BaseImageVersion", instruction, {"image": base})


def find_latest(survey: Survey) -> Iterator[Finding]:
    """Find bases with the tag `latest`."""
    for instruction, base, reference in _list_bases(survey):
        if reference.tag == "latest":
            yield Finding("LatestTag", instruction, {"image": base})


def _list_bases(survey: Survey) -> Iterator[tuple[Instruction, str, Reference]]:
    """List the bases without a digest; one whose name holds a variable is left alone."""
    for stage in survey.build.stages:
        instruction = stage.instruction
        if not instruction or not stage.base or stage.base_stage is not None or stage.base == "scratch":
            continue
        reference = parse_reference(stage.base)
        if "$" not in instruction.words[0].text and not reference.digest:
            yield instruction, stage.base, reference


PRACTICES = (
    Practice(
        name="BaseImageVersion",
        url="https://docs.docker.com/build/building/best-practices/#pin-base-image-versions",
        in_file=(find_untagged,),
        codes=("DL3006",),
    ),
    Practice(
        name="LatestTag",
        url="https://docs.docker.com/build/building/best-practices/#pin-base-image-versions",
        in_file=(find_latest,),
        codes=("DL3007",),
    ),
)
