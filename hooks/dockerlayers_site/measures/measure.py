"""Measure one Dockerfile: build it cold, warm and edited, and read the image that comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from dockerlayers.analysis import Analysis, analyze
from dockerlayers.cli.folder import FolderReader
from dockerlayers.measured.types import (
    Measured,
    MeasuredBuild,
    MeasuredHistory,
    Occasion,
)
from dockerlayers.model.changes import Rebuild
from dockerlayers.model.images import read_image
from dockerlayers.model.types import Build
from dockerlayers_site.engine import Docker
from dockerlayers_site.measures.agreement import find_differences, foresee, list_built
from dockerlayers_site.measures.bases import BaseFinder, BaseFound, list_references, save_image
from dockerlayers_site.measures.builder import Builder, TimedBuild
from dockerlayers_site.measures.errors import MeasureError
from dockerlayers_site.measures.layers import SavedImage
from dockerlayers_site.measures.plan import Edit, MeasurePlan
from dockerlayers_site.measures.stack import measure_layers

TEST_STAGE = "test"
"""A stage of this name holds the tests of what is built: it is built as well, and not timed."""
_TIMES = 3
"""Of so many short builds the fastest counts: what else the machine does only ever makes one slower."""
_SHORT_SECONDS = 5


@dataclass(frozen=True, kw_only=True)
class Bench:
    """What measures: an engine, what it says of itself, and where base images come from.

    An engine whose build cache is not emptied first has to have base images that it never built on.
    """

    docker: Docker
    bases: BaseFinder
    engine: str
    builder: str
    platform: str
    empties_cache: bool = True


@dataclass(frozen=True, kw_only=True, eq=False)
class _Subject:
    """A Dockerfile in its folder, as the model knows it and with the base images that the engine has."""

    folder: Path
    name: str
    plan: MeasurePlan
    analysis: Analysis
    bases: Sequence[BaseFound]


def measure_dockerfile(bench: Bench, folder: Path, name: str, plan: MeasurePlan) -> Measured:
    """Measure one Dockerfile of a folder.

    Raise MissingBaseError where a base image cannot be had, MeasureError where a build fails or does other
    than the model says.
    """
    subject = _prepare(bench, folder, name, plan)
    with TemporaryDirectory() as scratch:
        has_registry = bench.bases.folder is None
        copy = Path(scratch) / "context"
        builder = Builder(bench.docker, folder, name, copy, plan.options, has_registry=has_registry)
        try:
            if bench.empties_cache:
                builder.empty_cache()
            cold = builder.build()
            image = save_image(bench.docker, builder.tag)
            builds = dict(_time_builds(subject, builder, cold))
            if any(stage.name == TEST_STAGE for stage in _build_of(subject.analysis).stages):
                builder.build(f"--target={TEST_STAGE}")
        finally:
            builder.remove_image()
    return _record(bench, subject, image, builds)


def _prepare(bench: Bench, folder: Path, name: str, plan: MeasurePlan) -> _Subject:
    path = folder / name
    source = path.read_bytes().decode()
    context = FolderReader(str(folder)).for_dockerfile(str(path)).context
    references = list(list_references(_build_of(analyze(source, context=context))))
    bases = [bench.bases.find(reference) for reference in references]
    images = {base.reference: read_image(base.image.document) for base in bases}
    analysis = analyze(source, context=context, images=images)
    return _Subject(folder=folder, name=name, plan=plan, analysis=analysis, bases=bases)


def _build_of(analysis: Analysis) -> Build:
    if not analysis.build:
        raise MeasureError(f"the model refuses it: {analysis.error}")
    return analysis.build


def _time_builds(
    subject: _Subject, builder: Builder, cold: TimedBuild
) -> Iterator[tuple[Occasion, MeasuredBuild]]:
    everything = dict.fromkeys(foresee(subject.analysis, ()), Rebuild.REBUILT)
    yield Occasion.COLD, _check(subject, cold, everything)
    yield Occasion.WARM, _fastest(subject, builder, ())
    for occasion, edits in subject.plan.edits.items():
        yield occasion, _fastest(subject, builder, edits)


def _fastest(subject: _Subject, builder: Builder, edits: Sequence[Edit]) -> MeasuredBuild:
    """Build some times, each after an edit of its own; return the fastest."""
    changed = tuple(dict.fromkeys(edit.file for edit in edits))
    foreseen = foresee(subject.analysis, changed)
    found: list[MeasuredBuild] = []
    for _ in range(_TIMES):
        builder.edit(edits)
        found.append(_check(subject, builder.build(), foreseen, changed))
        if found[-1].seconds > _SHORT_SECONDS:
            break
    return min(found, key=lambda build: build.seconds)


def _check(
    subject: _Subject, timed: TimedBuild, foreseen: Mapping[int, Rebuild], changed: tuple[str, ...] = ()
) -> MeasuredBuild:
    """Hold a build against the model; raise MeasureError where they differ."""
    built, cached = list_built(_build_of(subject.analysis), timed.steps)
    differences = list(find_differences(foreseen, built, cached))
    if differences:
        raise MeasureError("; ".join(differences))
    return MeasuredBuild(
        seconds=round(timed.seconds, 2),
        built=tuple(built),
        cached=tuple(cached),
        changed=changed,
    )


def _record(
    bench: Bench, subject: _Subject, image: SavedImage, builds: Mapping[Occasion, MeasuredBuild]
) -> Measured:
    analysis, path = subject.analysis, subject.folder / subject.name
    base = _final_base(analysis)
    found = next((one for one in subject.bases if one.reference == base), None)
    base_count = len(found.image.layers) if found else 0
    lines = [step.instruction.line for step in analysis.layers]
    if len(image.layers) != base_count + len(lines):
        raise MeasureError(
            f"the image has {len(image.layers) - base_count} layers of its own, the model says {len(lines)}"
        )
    layers, waste = measure_layers(image.layers, base_count, lines)
    return Measured(
        fingerprint=FolderReader(str(subject.folder)).take_fingerprint(str(path), path.read_bytes()),
        date=datetime.now(UTC).date().isoformat(),
        engine=bench.engine,
        builder=bench.builder,
        platform=bench.platform,
        base=base,
        bases=tuple(one.to_record() for one in subject.bases),
        layers=layers,
        history=tuple(_history(image, found, [layer.byte_count for layer in layers])),
        waste=waste,
        builds=builds,
    )


def _final_base(analysis: Analysis) -> str | None:
    build = _build_of(analysis)
    return list(build.chain(build.stages[build.target]))[-1].base_image


def _history(image: SavedImage, base: BaseFound | None, sizes: Sequence[int]) -> Iterator[MeasuredHistory]:
    """Yield the entries above those of the base image, those that make a layer with its bytes."""
    entries = image.document.get("history") or []
    of_base = len((base.image.document.get("history") or []) if base else [])
    remaining = iter(sizes)
    for entry in entries[of_base:]:
        is_empty = bool(entry.get("empty_layer"))
        yield MeasuredHistory(
            created_by=entry.get("created_by") or "-",
            byte_count=0 if is_empty else next(remaining),
            is_empty=is_empty,
        )
