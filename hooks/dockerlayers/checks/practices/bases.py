"""The base image's version."""

from __future__ import annotations

from collections.abc import Iterator

from dockerlayers.checks.findings import Finding
from dockerlayers.checks.mending.edits import Edit, Mend, apply_edits
from dockerlayers.checks.practices.images import find_ended
from dockerlayers.checks.practices.practice import Practice
from dockerlayers.checks.practices.survey import Survey
from dockerlayers.model.references import Reference, parse_reference
from dockerlayers.model.types import Facts, Stage
from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.nodes import Instruction

_JAVA = lazy_pattern(r"openjdk:(8|11|17|21)(?:-(jdk|jre))?(?:-(alpine|slim|(?:slim-)?(?:buster|bullseye)))?")
_RPM = ("dnf", "microdnf", "yum")


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
        if not instruction or not stage.base_image:
            continue
        reference = parse_reference(stage.base_image)
        if "$" not in instruction.words[0].text and not reference.digest:
            yield instruction, stage.base_image, reference


def find_ended_bases(survey: Survey) -> Iterator[Finding]:
    """Find bases that get no more security fixes, by the day on which that was looked up."""
    for stage in survey.build.stages:
        if not stage.instruction or not stage.base_image:
            continue
        ended = find_ended(parse_reference(stage.base_image))
        if ended:
            facts: Facts = {
                "image": stage.base_image,
                "day": ended.day,
                "checked": ended.checked,
                "source": ended.source,
                "system": ended.system,
            }
            mend = _with_successor(survey, stage) if not ended.system else None
            case = "system" if ended.system else ""
            yield Finding("EndedBaseImage", stage.instruction, facts, mend=mend, case=case)


def _with_successor(survey: Survey, stage: Stage) -> Mend | None:
    """Take the image that Docker names in the place of openjdk, where that surely brings the same."""
    assert stage.instruction
    assert stage.base
    word = stage.instruction.words[0]
    match = _JAVA.fullmatch(word.text)
    if not match or any(call.name in _RPM for visit in survey.visits(stage) for call in visit.calls):
        return None
    kind = match[2] or "jdk"
    alpine = "-alpine" if match[3] == "alpine" else ""
    image = f"eclipse-temurin:{match[1]}-{kind}{alpine}"
    return apply_edits(survey.lines, [Edit(word.span, image)])


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
    Practice(
        name="EndedBaseImage",
        url="https://docs.docker.com/build/building/best-practices/#choose-the-right-base-image",
        in_file=(find_ended_bases,),
    ),
)
