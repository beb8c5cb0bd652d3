"""The base image's version."""

from __future__ import annotations

from collections.abc import Iterator

from dockerlayers.checks.practices.scene import Finding, Scene
from dockerlayers.model.references import parse_reference


def find_versions(scene: Scene) -> Iterator[Finding]:
    """Find bases without a tag, or with the tag `latest`; a name that holds a variable is left alone."""
    for stage in scene.build.stages:
        instruction = stage.instruction
        if not instruction or not stage.base or stage.base_stage is not None or stage.base == "scratch":
            continue
        if "$" in instruction.words[0].text:
            continue
        reference = parse_reference(stage.base)
        facts = {"image": stage.base}
        if not reference.tag and not reference.digest:
            yield Finding("BaseImageVersion", instruction, facts)
        elif reference.tag == "latest" and not reference.digest:
            yield Finding("LatestTag", instruction, facts)
