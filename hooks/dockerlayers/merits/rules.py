"""The table of the merits, and how they are looked for.

A merit is an entry of the module that it belongs to, a text in each language, and a golden case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dockerlayers.checks.practices.survey import Survey
from dockerlayers.merits import bases, files, order, running, scripts
from dockerlayers.merits.merit import Merit, MeritRule, Whole
from dockerlayers.model.context import BuildContext
from dockerlayers.overview.types import Overview

_TOPICS = (order, running, bases, scripts, files)

MERITS: Mapping[str, MeritRule] = {one.name: one for topic in _TOPICS for one in topic.RULES}
"""All merits, by name, the weightiest first."""


def find_merits(survey: Survey, overview: Overview, context: BuildContext | None) -> Iterator[Merit]:
    """Find what a Dockerfile does well; where its instructions are left out, little is certain."""
    whole = Whole(survey=survey, overview=overview, context=context)
    for rule in MERITS.values():
        yield from rule.find(whole)
