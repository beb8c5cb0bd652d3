"""Compare two Dockerfiles: before and after a change, and what the change brings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dockerlayers.explain.annotations import AdviceKind, Annotation, Breakdown, FileQuestion, SettingValue
from dockerlayers.explain.changes import Place, name_lines
from dockerlayers.explain.gains import Gain
from dockerlayers.explain.matching import RowPair, list_rows, match_rows
from dockerlayers.explain.measures import compare_measures
from dockerlayers.measured.types import Measured
from dockerlayers.texts.inline import Inline, code, text
from dockerlayers.texts.texts import Texts


@dataclass(frozen=True, kw_only=True, eq=False)
class Comparison:
    """Two breakdowns side by side, their rows in pairs, and the facts that differ."""

    before: Breakdown
    after: Breakdown
    pairs: tuple[RowPair, ...]
    gains: tuple[Gain, ...]


def compare(
    before: Breakdown,
    after: Breakdown,
    *,
    measured: tuple[Measured | None, Measured | None] = (None, None),
) -> Comparison:
    """Compare two Dockerfiles as they were annotated, both with the advice and the files that they have.

    `measured` is what an engine measured of each.
    """
    texts = after.texts
    pairs = match_rows(before, after)
    gains = [
        *_compare_base(before, after),
        *_compare_stages(texts, before, after),
        *_compare_layers(texts, before, after, pairs),
        *_compare_rebuilds(texts, before, after),
        *compare_measures(texts, *measured),
        *_compare_settings(texts, before, after),
        *_compare_advice(texts, before, after),
    ]
    return Comparison(before=before, after=after, pairs=pairs, gains=tuple(gains))


def _compare_base(before: Breakdown, after: Breakdown) -> Iterator[Gain]:
    names = before.image.base_name, after.image.base_name
    if names[0] != names[1] and names[0] and names[1]:
        yield Gain(name="compare-base", before=code(names[0]), after=code(names[1]))


def _compare_stages(texts: Texts, before: Breakdown, after: Breakdown) -> Iterator[Gain]:
    if before.stage_count == after.stage_count:
        return
    left = [group.stage.name for group in after.groups if group.stage and not group.is_in_image]
    names = tuple(name for name in left if name)
    yield Gain(
        name="compare-stages",
        before=_count(texts, before.stage_count),
        after=_count(texts, after.stage_count),
        why=texts.say("compare.stages-left", stages=names) if names else (),
    )


def _compare_layers(
    texts: Texts, before: Breakdown, after: Breakdown, pairs: tuple[RowPair, ...]
) -> Iterator[Gain]:
    """Tell the number of layers, and which of them stay outside of the final image now."""
    counts = len(before.image.layers), len(after.image.layers)
    inside = {row.anchor for row in before.image.layers}
    outside = {row.anchor for group in after.groups if not group.is_in_image for row in group.rows}
    left = [now for was, now in map(_both, pairs) if was and now and _left(was, now, inside, outside)]
    if counts[0] != counts[1] or left:
        why = texts.say("compare.layers-left", lines=name_lines(texts, _place(after, left))) if left else ()
        yield Gain(
            name="compare-layers", before=_count(texts, counts[0]), after=_count(texts, counts[1]), why=why
        )


def _place(breakdown: Breakdown, rows: list[Annotation]) -> Iterator[Place]:
    """Say where rows stand among all, so that those behind each other are told as one range."""
    numbers = {row.anchor: number for number, row in enumerate(list_rows(breakdown))}
    for row in rows:
        yield Place(row=numbers[row.anchor], line=row.line, end_line=row.end_line, anchor=row.anchor)


def _both(pair: RowPair) -> tuple[Annotation | None, Annotation | None]:
    """Return the row before and after; one that moved is found at its new place."""
    return pair.before, pair.after or (pair.twin if pair.before else None)


def _left(was: Annotation, now: Annotation, inside: set[str], outside: set[str]) -> bool:
    return was.anchor in inside and now.anchor in outside


def _compare_rebuilds(texts: Texts, before: Breakdown, after: Breakdown) -> Iterator[Gain]:
    """Tell for each file that both copy how many layers its change rebuilds."""
    questions = {question.path: question for question in after.files}
    for was in before.files:
        now = questions.get(was.path)
        if not now:
            continue
        counts = _cost(was), _cost(now)
        if counts[0] != counts[1]:
            yield Gain(
                name="compare-rebuild" if was.path else "compare-rebuild-any",
                before=_layers(texts, counts[0]),
                after=_layers(texts, counts[1]),
                why=texts.say("compare.rebuilds", path=was.path)
                if was.path
                else texts.say("compare.rebuilds-any"),
                is_gain=None if counts[0][0] == counts[1][0] else counts[1][0] < counts[0][0],
            )


def _cost(question: FileQuestion) -> tuple[int, int]:
    return len(question.change.rebuilt), len(question.change.maybe)


def _layers(texts: Texts, cost: tuple[int, int]) -> Inline:
    """Write the layers that are rebuilt, and those that hang on a result."""
    rebuilt, maybe = cost
    return texts.say("compare.some-maybe", count=rebuilt, maybe=maybe) if maybe else _count(texts, rebuilt)


def _compare_settings(texts: Texts, before: Breakdown, after: Breakdown) -> Iterator[Gain]:
    """Tell what the files make the image config say otherwise; what the base brings is not theirs."""
    was, now = ({one.name: one.values for one in image.settings} for image in (before.image, after.image))
    for name in dict.fromkeys((*was, *now)):
        gone = _missing(was.get(name, ()), now.get(name, ()))
        new = _missing(now.get(name, ()), was.get(name, ()))
        if any(value.row for value in (*gone, *new)):
            yield Gain(name=name, before=_values(texts, gone), after=_values(texts, new))


def _missing(values: tuple[SettingValue, ...], others: tuple[SettingValue, ...]) -> list[SettingValue]:
    """List the values that the others lack."""
    texts = {other.text for other in others}
    return [value for value in values if value.text not in texts]


def _compare_advice(texts: Texts, before: Breakdown, after: Breakdown) -> Iterator[Gain]:
    """Tell which mistakes are mended, and which are new."""
    was, now = _list_advice(before), _list_advice(after)
    mended = tuple(title for title in was if title not in now)
    new = tuple(title for title in now if title not in was)
    if mended or new:
        yield Gain(
            name="compare-advice",
            before=_count(texts, len(was)),
            after=_count(texts, len(now)),
            why=(
                *(texts.say("compare.mended", titles=_titles(texts, mended)) if mended else ()),
                *(text(" ") if mended and new else ()),
                *(texts.say("compare.new-advice", titles=_titles(texts, new)) if new else ()),
            ),
            is_gain=not new if mended else False,
        )


def _list_advice(breakdown: Breakdown) -> tuple[str, ...]:
    """List what is to be mended by its titles, each once; what may as well stay is no gain and no loss."""
    advice = [one for row in list_rows(breakdown) for one in row.advice]
    return tuple(dict.fromkeys(one.title for one in advice if one.kind is not AdviceKind.TRADE))


def _titles(texts: Texts, titles: tuple[str, ...]) -> Inline:
    """Write some titles as text: they are words, and no code."""
    return texts.grammar.enumerate(text(texts.grammar.quote(title)) for title in titles)


def _count(texts: Texts, number: int) -> Inline:
    return texts.say("compare.some", count=number) if number else texts.say("compare.none")


def _values(texts: Texts, values: list[SettingValue]) -> Inline:
    return (
        texts.say("compare.values", values=[value.text for value in values])
        if values
        else texts.say("compare.unset")
    )
