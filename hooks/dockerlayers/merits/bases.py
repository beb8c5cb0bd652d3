"""What the image is built from: pinned versions and digests, small bases, a pinned syntax."""

from __future__ import annotations

from collections.abc import Iterator

from dockerlayers.merits.merit import Merit, MeritRule, Whole
from dockerlayers.model.references import parse_reference
from dockerlayers.model.steps import Run
from dockerlayers.overview.types import AddedKind
from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.nodes import Instruction

_EXACT = lazy_pattern(r"v?\d+\.\d+\.\d+\b.*|.*\b20\d{6}\b.*")
"""A tag with three numbers, or with a date."""
_OPEN = {AddedKind.ALL, AddedKind.ARCHIVE}
"""What may bring a shell along."""
_SMALL = "distroless/"


def find_digests(whole: Whole) -> Iterator[Merit]:
    """Find bases with a digest."""
    found = [one for one, text in _list_bases(whole) if parse_reference(text).digest]
    if found:
        yield Merit("DigestPinned", tuple(found), {})


def find_versions(whole: Whole) -> Iterator[Merit]:
    """Find bases with a whole version and no digest."""
    bases = [(one, parse_reference(text)) for one, text in _list_bases(whole)]
    found = [(one, base.tag) for one, base in bases if not base.digest and _EXACT.fullmatch(base.tag)]
    if found:
        yield Merit("VersionPinned", tuple(one for one, _ in found), {"tag": found[0][1]})


def _list_bases(whole: Whole) -> Iterator[tuple[Instruction, str]]:
    """List the images that the build needs; a name that holds a variable may become another one."""
    for stage in whole.survey.build.stages:
        if not stage.is_built or not stage.instruction or not stage.base_image:
            continue
        if "$" not in stage.instruction.words[0].text:
            yield stage.instruction, stage.base_image


def find_small(whole: Whole) -> Iterator[Merit]:
    """Find an image that stands on nothing, or on an image without a shell, and has something to run."""
    root = list(whole.survey.build.chain(whole.survey.target))[-1]
    overview = whole.overview
    is_open = overview.images or overview.takes_folder or _OPEN & {one.kind for one in overview.added}
    if not root.instruction or not root.base or not overview.start.command or is_open or _runs(whole):
        return
    is_debug = "debug" in parse_reference(root.base).tag
    if root.base == "scratch" or (_SMALL in root.base and not is_debug):
        yield Merit("NoShell", (root.instruction,), {"image": root.base})


def _runs(whole: Whole) -> bool:
    """Say whether a step of the image runs something, so that there is a shell."""
    return any(isinstance(one.step.does, Run) for visits in whole.survey.image_visits for one in visits)


RULES = (
    MeritRule(
        name="DigestPinned",
        url="https://docs.docker.com/build/building/best-practices/#pin-base-image-versions",
        find=find_digests,
    ),
    MeritRule(
        name="VersionPinned",
        url="https://docs.docker.com/build/building/best-practices/#pin-base-image-versions",
        find=find_versions,
    ),
    MeritRule(
        name="NoShell",
        url="https://docs.docker.com/build/building/best-practices/#choose-the-right-base-image",
        find=find_small,
    ),
)
