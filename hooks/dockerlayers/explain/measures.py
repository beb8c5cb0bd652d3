"""Say what an engine measured: sizes, what is wasted, times; of two Dockerfiles also as ratios."""

from __future__ import annotations

from collections.abc import Iterator

from dockerlayers.explain.annotations import Annotation
from dockerlayers.explain.gains import Gain
from dockerlayers.measured.types import Cause, Measured, MeasuredBuild, MeasuredLayer, Occasion, Waste
from dockerlayers.sizes import show_seconds, show_size
from dockerlayers.texts.inline import Inline, join_inline, text
from dockerlayers.texts.texts import Texts

_NAMES = {
    Occasion.COLD: "compare-cold",
    Occasion.SOURCE: "compare-edited",
    Occasion.DEPENDENCY: "compare-dependency",
}
_BUILDS = {
    Occasion.COLD: "measures.cold",
    Occasion.WARM: "measures.warm",
    Occasion.SOURCE: "measures.edited",
    Occasion.DEPENDENCY: "measures.dependency",
}
_LITTLE = 0.05
"""What part of a size may differ so that neither is better: two days bring other packages."""
_TWICE = 1.5
"""From so many times as much on, a time is another one: below, the machine may have been busy."""


def layer_of(measured: Measured | None, row: Annotation) -> MeasuredLayer | None:
    """Return what a row's layer holds; None where it was not measured, or is no layer of the image."""
    return measured.find_layer(row.line) if measured and row.number is not None else None


def waste_of(measured: Measured | None, row: Annotation) -> tuple[Waste, ...]:
    """List what a row's layer wastes, where that was measured."""
    return measured.list_waste(row.line) if measured and row.number is not None else ()


def say_waste(texts: Texts, waste: Waste) -> Inline:
    """Say how much a line wastes, and why."""
    size = text(show_size(waste.byte_count))
    if waste.cause is Cause.LEFTOVER:
        return texts.say("measures.leftover", size=size)
    if waste.by_line is None:
        return texts.say("measures.replaced-base", size=size)
    return texts.say(f"measures.{waste.cause.value}", size=size, line=waste.by_line)


def say_measured(texts: Texts, measured: Measured) -> Iterator[Inline]:
    """Say how large the image is, how long builds took, and when and on what that was measured."""
    if measured.base_bytes is None:
        yield texts.say("measures.own-size", size=text(show_size(measured.own_bytes)))
    else:
        whole = measured.base_bytes + measured.own_bytes
        yield texts.say("measures.image-size", size=text(show_size(whole)))
    yield from say_times(texts, measured)
    yield from say_origin(texts, measured)


def say_times(texts: Texts, measured: Measured) -> Iterator[Inline]:
    """Say how long each build took."""
    for occasion, build in measured.builds.items():
        paths = {"paths": build.changed} if build.changed else {}
        yield texts.say(_BUILDS[occasion], seconds=_time(build), **paths)


def say_origin(texts: Texts, measured: Measured) -> Iterator[Inline]:
    """Say when and on what it was measured, and which base images others stood in for."""
    where = {"engine": measured.engine, "platform": measured.platform, "date": measured.date}
    yield texts.say("measures.taken", **{name: text(word) for name, word in where.items()})
    for base in measured.bases:
        if base.stand_in:
            yield texts.say("measures.stand-in", reference=base.reference, name=text(base.stand_in))


def compare_measures(texts: Texts, before: Measured | None, after: Measured | None) -> Iterator[Gain]:
    """Tell what differs in size and in time, where both were measured."""
    if not before or not after:
        return
    yield from _compare_sizes(before, after)
    wasted = tuple(sum(waste.byte_count for waste in one.waste) for one in (before, after))
    if wasted[0] != wasted[1]:
        yield _size_gain("compare-wasted", *wasted)
    for occasion, name in _NAMES.items():
        was, now = before.builds.get(occasion), after.builds.get(occasion)
        if was and now:
            yield _time_gain(texts, name, was, now)


def _compare_sizes(before: Measured, after: Measured) -> Iterator[Gain]:
    """Tell the size of the images; what the files add, where another image stood in for a base."""
    bases = before.base_bytes, after.base_bytes
    if bases[0] is not None and bases[1] is not None:
        yield _size_gain("compare-size", bases[0] + before.own_bytes, bases[1] + after.own_bytes)
    else:
        yield _size_gain("compare-own-size", before.own_bytes, after.own_bytes)


def _size_gain(name: str, was: int, now: int) -> Gain:
    is_same = abs(was - now) <= _LITTLE * max(was, now)
    return Gain(
        name=name,
        before=text(show_size(was)),
        after=text(show_size(now)),
        is_gain=None if is_same else now < was,
    )


def _time_gain(texts: Texts, name: str, was: MeasuredBuild, now: MeasuredBuild) -> Gain:
    ratio = _ratio(was.seconds, now.seconds)
    changed = now.changed or was.changed
    says = [texts.say("compare.edited", paths=changed)] if changed else []
    says += [_say_ratio(texts, was, now, ratio)] if ratio else []
    return Gain(
        name=name,
        before=_seconds(texts, was),
        after=_seconds(texts, now),
        why=join_inline(says),
        is_gain=None if ratio is None else now.seconds < was.seconds,
    )


def _seconds(texts: Texts, build: MeasuredBuild) -> Inline:
    return texts.say("compare.seconds", seconds=_time(build))


def _time(build: MeasuredBuild) -> Inline:
    """Write a time as text: it is no code."""
    return text(show_seconds(build.seconds))


def _ratio(was: float, now: float) -> int | None:
    """Return how many times as much the longer of two times is; None where they are about the same."""
    shorter, longer = sorted((max(was, 0.05), max(now, 0.05)))
    return round(longer / shorter) if longer >= _TWICE * shorter else None


def _say_ratio(texts: Texts, was: MeasuredBuild, now: MeasuredBuild, ratio: int) -> Inline:
    """Say the times as a part, or as a multiple where it takes longer now."""
    key = "compare.part" if now.seconds < was.seconds else "compare.times"
    return texts.say(key, after=_time(now), before=_time(was), count=ratio)
