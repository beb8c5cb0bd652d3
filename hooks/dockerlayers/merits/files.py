"""How files come into the image: their owner at once, links, and what stays out of the context."""

from __future__ import annotations

from collections.abc import Iterator

from dockerlayers.merits.merit import Merit, MeritRule, Whole
from dockerlayers.model.paths import clean_source
from dockerlayers.model.steps import Add, Copy

_EVERYTHING = ("", "*")
_ROOT = ("root", "0")


def find_owner(whole: Whole) -> Iterator[Merit]:
    """Find COPYs that give their files to a user who is not root."""
    found = [
        (visit.instruction, visit.step.does.chown)
        for visits in whole.survey.image_visits
        for visit in visits
        if isinstance(visit.step.does, Copy | Add)
        and visit.step.does.chown.partition(":")[0] not in ("", *_ROOT)
    ]
    if found:
        yield Merit("OwnerAtOnce", tuple(one for one, _ in found), {"owner": found[0][1]})


def find_ignored(whole: Whole) -> Iterator[Merit]:
    """Find the COPY of all of a context that a `.dockerignore` keeps files out of."""
    context = whole.context
    if not context or not any(map(context.ignore.excludes, context.files)):
        return
    for visits in whole.survey.own_visits:
        for visit in visits:
            does = visit.step.does
            sources = does.context_sources if isinstance(does, Copy | Add) else ()
            if visit.stage.is_built and any(clean_source(one) in _EVERYTHING for one in sources):
                yield Merit("ContextIgnored", (visit.instruction,), {})
                return


RULES = (
    MeritRule(
        name="OwnerAtOnce",
        url="https://docs.docker.com/reference/dockerfile/#copy---chown---chmod",
        find=find_owner,
    ),
    MeritRule(
        name="ContextIgnored",
        url="https://docs.docker.com/build/concepts/context/#dockerignore-files",
        find=find_ignored,
    ),
)
