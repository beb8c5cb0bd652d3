"""The table of the practices, and how they are looked for.

A practice is an entry of the module that it belongs to, a text in each language, and a golden case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dockerlayers.checks.findings import Finding
from dockerlayers.checks.practices import apt, bases, commands, files, order, packages, secrets, users
from dockerlayers.checks.practices.practice import Practice
from dockerlayers.checks.practices.scene import Scene
from dockerlayers.model.types import Build
from dockerlayers.syntax.nodes import Dockerfile

_TOPICS = (bases, order, files, apt, packages, commands, secrets, users)

PRACTICES: Mapping[str, Practice] = {one.name: one for topic in _TOPICS for one in topic.PRACTICES}
"""All practices, by name."""
_FINDERS = [at for practice in PRACTICES.values() for at in practice.at]
_AT = {name: [at.find for at in _FINDERS if at.instruction == name] for name in ("ADD", "COPY", "RUN")}


def find_practices(build: Build, dockerfile: Dockerfile) -> Iterator[Finding]:
    """Find what a Dockerfile does against the practices, whether or not its author silences it."""
    scene = Scene(dockerfile=dockerfile, build=build)
    for practice in PRACTICES.values():
        for find_all in practice.in_file:
            yield from find_all(scene)
    for sites in scene.own_sites:
        for site in sites:
            for find in _AT.get(site.instruction.name, ()):
                yield from find(site)
