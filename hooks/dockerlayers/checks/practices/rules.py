"""The table of the practices, and how they are looked for.

A practice is an entry of the module that it belongs to, a text in each language, and a golden case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dockerlayers.checks.findings import Finding
from dockerlayers.checks.practices import (
    access,
    apt,
    bases,
    comments,
    contents,
    copying,
    files,
    forms,
    order,
    packages,
    pitfalls,
    scripts,
    secrets,
    starting,
    users,
)
from dockerlayers.checks.practices.practice import Practice
from dockerlayers.checks.practices.survey import Survey

_TOPICS = (
    comments,
    bases,
    order,
    files,
    apt,
    packages,
    scripts,
    pitfalls,
    secrets,
    starting,
    forms,
    copying,
    contents,
    access,
    users,
)

PRACTICES: Mapping[str, Practice] = {one.name: one for topic in _TOPICS for one in topic.PRACTICES}
"""All practices, by name."""
_FINDERS = [at for practice in PRACTICES.values() for at in practice.at]
_AT = {
    name: [at.find for at in _FINDERS if at.instruction == name]
    for name in dict.fromkeys(at.instruction for at in _FINDERS)
}


def find_practices(survey: Survey) -> Iterator[Finding]:
    """Find what a Dockerfile does against the practices, whether or not its author silences it."""
    for practice in PRACTICES.values():
        for find_all in practice.in_file:
            yield from find_all(survey)
    for visits in survey.own_visits:
        for visit in visits:
            for find in _AT.get(visit.instruction.name, ()):
                yield from find(visit)
