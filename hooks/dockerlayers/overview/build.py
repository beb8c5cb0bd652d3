"""Put the facts of a Dockerfile together: what it makes, and what it has to be given."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from dockerlayers.checks.practices.survey import Survey, Visit, is_inside
from dockerlayers.model.steps import Copy
from dockerlayers.model.types import Effect, ImageConfig, Stage
from dockerlayers.overview.contents import (
    base_of,
    find_output,
    list_added,
    list_downloads,
    list_fetched,
    list_installed,
    list_made,
)
from dockerlayers.overview.starting import find_start
from dockerlayers.overview.types import Made, Overview
from dockerlayers.programs.makers import Maker


def build_overview(survey: Survey) -> Overview:
    """Say what the target of a build makes, of what, and who runs it."""
    build, target = survey.build, survey.target
    chain = list(build.chain(target))
    visits = [*survey.below(target), *survey.visits(target)]
    config: ImageConfig = build.config
    taken = tuple(dict.fromkeys(source for visit in visits for source in visit.step.source_stages))
    base = base_of(survey, target)
    start = find_start(survey, config, base, is_known=build.base_is_known)
    is_empty = base is not None and base.is_empty
    return Overview(
        base=base,
        makes=tuple(_list_makes(survey, chain)),
        own_makes=tuple(made for stage in reversed(chain) for made in list_made(survey, stage)),
        stages=taken,
        takes_folder=any(_takes_folder(survey, visit) for visit in visits),
        images=_list_images(visits),
        fetches=list_fetched(visits),
        fetched=tuple(_list_fetched_elsewhere(survey, taken)),
        downloads=list_downloads(visits),
        installed=list_installed(visits),
        added=list_added(visits),
        start=start,
        layer_count=sum(visit.step.effect is Effect.LAYER for visit in visits),
        trigger_count=len(config.on_build),
        has_settings=any(
            visit.step.effect is Effect.METADATA and visit.instruction.name != "ARG" for visit in visits
        ),
        is_decided=build.base_is_known or is_empty or not start.is_silent,
    )


def _list_makes(survey: Survey, chain: list[Stage]) -> Iterator[Made]:
    """List what the stages build that the target needs beside its own, the same on the same base once."""
    others = [stage for stage in survey.build.stages if stage.is_built and stage not in chain]
    outputs = find_output(survey, [stage for stage in survey.build.stages if stage.is_built])
    told: set[tuple[str, str]] = set()
    for stage in others:
        for made in _named(survey, stage, outputs.get(stage.index)) or list_made(survey, stage):
            key = (made.maker, made.base.title or made.base.reference)
            if key not in told:
                told.add(key)
                yield made


def _named(survey: Survey, stage: Stage, maker: Maker | None) -> list[Made]:
    """Name what a stage builds by the folder that is taken from it."""
    base = base_of(survey, stage)
    if not maker or not base or not stage.instruction:
        return []
    return [Made(maker.name, maker.language, base, stage.index, stage.instruction.line)]


def _list_fetched_elsewhere(survey: Survey, taken: tuple[int, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for index in taken:
        stage = survey.build.stages[index]
        kinds = list_fetched(survey.visits(stage))
        if kinds:
            yield stage.name or str(index), kinds


def _takes_folder(survey: Survey, visit: Visit) -> bool:
    """Say whether a COPY takes all that a stage worked on: its working directory, or what that is in."""
    does = visit.step.does
    if not isinstance(does, Copy) or not visit.step.source_stages:
        return False
    steps = survey.build.stages[visit.step.source_stages[0]].steps
    directory = posixpath.normpath(steps[-1].directory or "/") if steps else "/"
    paths = (posixpath.normpath(posixpath.join("/", source)).rstrip("/") for source in does.sources)
    return any(is_inside(directory, path) or path == "" for path in paths)


def _list_images(visits: list[Visit]) -> tuple[str, ...]:
    """List the images whose files are copied."""
    found = [
        visit.step.does.origin
        for visit in visits
        if isinstance(visit.step.does, Copy) and not visit.step.source_stages
    ]
    return tuple(dict.fromkeys(one for one in found if one))
