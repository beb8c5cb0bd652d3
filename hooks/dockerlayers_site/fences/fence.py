"""From a fenced block to what the reader sees in its place."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from dockerlayers.analysis import Analysis, analyze
from dockerlayers.checks.silencing import find_silencing_problems
from dockerlayers.elements import Markup, element
from dockerlayers.errors import DockerfileError
from dockerlayers.explain.names import check_names
from dockerlayers.guide import NO_GUIDE, Guide
from dockerlayers.measured.types import Measured
from dockerlayers.model.changes import Change
from dockerlayers.render.html import RenderOptions, legend_id, render_breakdown, render_error
from dockerlayers_site.fences.arguments import find_unused_arguments
from dockerlayers_site.fences.asked import describe_comparison, describe_fence
from dockerlayers_site.fences.comparison import Other, load_other
from dockerlayers_site.fences.console import read_console_options
from dockerlayers_site.fences.content import guess_language, is_dockerfile
from dockerlayers_site.fences.defaults import FenceDefaults
from dockerlayers_site.fences.errors import FenceError
from dockerlayers_site.fences.exercise import Exercise, read_exercise
from dockerlayers_site.fences.files import load_file
from dockerlayers_site.fences.foreign import find_foreign, forget_guess
from dockerlayers_site.fences.header import Header, parse_header, point
from dockerlayers_site.fences.measures import FoundRecord, load_record
from dockerlayers_site.fences.names import DEFAULT_ID, suggest_id
from dockerlayers_site.fences.notice import render_notice
from dockerlayers_site.fences.options import OWN_OPTIONS, FenceOptions, read_options
from dockerlayers_site.fences.places import Block, FencePlace, content_place
from dockerlayers_site.fences.sessions import SESSION_TAGS
from dockerlayers_site.fences.several import Part, Several, read_several
from dockerlayers_site.fences.templates import is_template
from dockerlayers_site.pages.problem import Problem
from dockerlayers_site.texts import SiteTexts

# What is asked of one whole Dockerfile.
_WHOLE = ("file", "compare", "target", "build-arg", "lines", "expect-error", "exercise")
# What makes another build of a Dockerfile than the one that was measured.
_OTHER_BUILD = ("target", "build-arg")
_LONGEST = 400
"""Up to so many lines, all that is known is shown: of 300 lines, the HTML is about 20 KB with gzip."""


@dataclass(frozen=True, kw_only=True)
class Code:
    """Code for the highlighter; `options` are the highlighter's, None for those that it reads itself."""

    source: str
    language: str
    options: Mapping[str, str] | None = None
    wanted_id: str | None = None
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A Dockerfile's breakdown, its error, or a notice; `problem` is what its author has to mend.

    `warnings` are what the author should look at; the reader sees the breakdown all the same. `parts` are the
    Dockerfiles of a fence that holds several, which are not compared. `asked` is what a reader's page has to
    know beyond what is shown, to change it. `clash` is the problem of an id that
    the author wrote, should something else on the page have it. `section` is what names one without a title,
    `legend` the id of what explains the marks, where an earlier figure of the page has that.
    `measured` is what an engine measured of the Dockerfile, `record` whence that is known.
    """

    source: str
    wanted_id: str
    clash: Problem | None = None
    title: str | None = None
    section: str | None = None
    legend: str | None = None
    file: str | None = None
    classes: tuple[str, ...] = ()
    analysis: Analysis | None = None
    exercise: Exercise | None = None
    options: RenderOptions | None = None
    measured: Measured | None = None
    record: FoundRecord | None = None
    asked: Mapping[str, object] = field(default_factory=dict)
    other: Other | None = None
    change: Change | None = None
    parts: tuple[Part, ...] = ()
    is_expected: bool = False
    problem: Problem | None = None
    warnings: tuple[Problem, ...] = ()

    @property
    def has_own_id(self) -> bool:
        """Say whether the author wrote the id that is wanted."""
        return self.clash is not None

    @property
    def made_of(self) -> tuple[object, ...] | None:
        """What the breakdown of one Dockerfile alone is made of; None of any other figure."""
        beside = (
            self.exercise,
            self.measured,
            self.record,
            self.other,
            self.change,
            self.parts,
            self.problem,
        )
        if self.analysis is None or self.analysis.error or any(beside):
            return None
        named = (self.title, self.section, self.legend)
        return (self.source, self.analysis.options, self.options, self.asked, *named)

    def as_other(self) -> Other | None:
        """Return it as what a fence further down is compared with; None where it is no single Dockerfile."""
        if self.analysis is None or self.other:
            return None
        return Other(path=self.title or self.file or "", analysis=self.analysis, measured=self.measured)

    def render(
        self, root_id: str, texts: SiteTexts, records: str | None = None, guide: Guide = NO_GUIDE
    ) -> str:
        """Render the figure as HTML under an id that is unique on its page.

        `records` is what the addresses of records begin with, None where none are published. `guide` knows
        the pages that rules and instructions lead to.
        """
        shown = self._render(root_id, texts, records, guide)
        if not self.asked:
            return shown
        return element("div", Markup(shown), data_live=json.dumps(self.asked, ensure_ascii=False))

    def _render(self, root_id: str, texts: SiteTexts, records: str | None, guide: Guide) -> str:
        if self.exercise:
            return self.exercise.render(root_id, texts)
        language = texts.breakdowns
        record = f"{records}{self.record.name}" if self.record and records is not None else None
        if self.parts:
            legend = self.legend
            shown = []
            for number, part in enumerate(self.parts, 1):
                shown.append(part.render(f"{root_id}-{number}", language, legend, guide))
                legend = legend or (None if part.analysis.error else legend_id(f"{root_id}-{number}"))
            return element("div", *map(Markup, shown), id=root_id)
        error = self.analysis and self.analysis.error
        if error:
            return render_error(
                self.source,
                error,
                root_id=root_id,
                title=self.title,
                expected=self.is_expected,
                language=language,
                section=self.section,
            )
        if self.problem:
            return render_notice(texts, self.source, self.problem, root_id=root_id)
        assert self.analysis
        if self.other and self.change:
            return self.other.render_change(
                self.analysis,
                self.change,
                root_id=root_id,
                title=self.title,
                language=language,
                guide=guide,
            )
        if self.other:
            name = self.file or language.label("untitled")
            return self.other.render(
                self.analysis,
                root_id=root_id,
                title=self.title,
                name=name,
                language=language,
                guide=guide,
                legend=self.legend,
                measured=self.measured,
                record=record,
            )
        return render_breakdown(
            self.analysis,
            root_id=root_id,
            title=self.title,
            options=self.options,
            language=language,
            section=self.section,
            legend=self.legend,
            measured=self.measured,
            record=record,
            guide=guide,
        )


def read_block(
    block: Block,
    content: str,
    place: FencePlace,
    *,
    root: Path,
    defaults: FenceDefaults,
    above: Mapping[str, Other] | None = None,
) -> Code | Figure:
    """Read a block whose tag is that of a Dockerfile or a session; `content` is what stands in it.

    `above` are the Dockerfiles further up on the page, by the ids that their author gave them.
    """
    text = block.lines[block.start] if place.line is None else place.lines[place.line - 1]
    try:
        if not block.is_closed:
            raise _unclosed(text, is_empty=block.end == block.start + 1)
        header = parse_header(text)
        if block.tag in SESSION_TAGS:
            return _read_session(header, content)
        if block.tag == "docker" and not _is_meant(header, content):
            language = guess_language(content)
            return Code(source=content, language=language, wanted_id=header.id, classes=header.classes)
        fence = _Fence(header, read_options(header, defaults), content, place, block)
        return _read_fence(fence, root, above or {})
    except FenceError as error:
        if block.tag == "docker" and not is_dockerfile(content):
            return Code(source=content, language=guess_language(content))
        return Figure(source=content, wanted_id=DEFAULT_ID, problem=place.report(error))


def _read_session(header: Header, content: str) -> Code:
    return Code(
        source=content,
        language=SESSION_TAGS[0],
        options=read_console_options(header).highlighting,
        wanted_id=header.id,
        classes=header.classes,
    )


def _unclosed(header: str, *, is_empty: bool) -> FenceError:
    """Explain a fence that superfences gave up, or never saw because it was busy with one above."""
    fence = header.strip("> \t")
    fence = fence[: len(fence) - len(fence.lstrip(fence[0]))]
    start = header.index(fence) + 1
    hint = f"end it with {fence} in a line of its own, indented as its beginning"
    if is_empty:
        hint += "; so must be the one above it"
    return FenceError("the fence is never closed", span=point(start, start + len(fence)), hint=hint)


def _is_meant(header: Header, content: str) -> bool:
    """Say whether a fence tagged `docker` is meant as a Dockerfile."""
    return any(map(header.find_option, OWN_OPTIONS)) or is_dockerfile(content)


@dataclass(frozen=True)
class _Fence:
    """A fence whose header is in order."""

    header: Header
    options: FenceOptions
    content: str
    place: FencePlace
    block: Block


def _read_fence(fence: _Fence, root: Path, above: Mapping[str, Other]) -> Code | Figure:
    options, header = fence.options, fence.header
    source = _load_source(fence, root)
    is_whole = any(map(header.find_option, _WHOLE))
    if not options.breakdown or (not is_whole and is_template(source)):
        return Code(
            source=source,
            language="docker",
            options=options.highlighting,
            wanted_id=header.id,
            classes=header.classes,
        )
    if options.exercise:
        return _read_exercise(fence, options.exercise)
    _check_lines(fence, source)
    several = None if is_whole else read_several(source)
    _check_change(fence, is_compared=bool(options.compare or (several and several.pair)))
    if several and several.is_told_apart:
        return _show_several(fence, several)
    analysis = analyze(source, target=options.target, build_args=options.build_args, allow_fragment=True)
    if analysis.error:
        forget_guess(source, analysis.error)
    compared = header.find_option("compare")
    other = load_other(options, compared, root, above)
    problem = other.find_problem(compared, fence.place) if other and compared else None
    record = _find_record(fence, root)
    if record and other:
        other = replace(other, measured=record.find(root, options.compare, other.analysis.source))
    shown = _render_options(options, source)
    return Figure(
        source=source,
        wanted_id=header.id or suggest_id(title=options.title, file=options.file, is_compared=bool(other)),
        clash=_find_clash(fence) if header.id else None,
        title=options.title or (None if other else options.file),
        file=options.file,
        classes=header.classes,
        analysis=analysis,
        measured=record.find(root, options.file, source) if record else None,
        record=record,
        other=other,
        change=options.change,
        options=shown,
        asked=describe_comparison(options, other, analysis, options.file or "")
        if other
        else describe_fence(options, shown, source),
        is_expected=options.expect_error,
        problem=_find_problem(fence, analysis) or problem,
        warnings=(
            *([record.problem] if record and record.problem else []),
            *_find_unused(fence, analysis, other),
            *_find_warnings(fence, analysis),
            *([_ask_apart(fence, several)] if several else []),
        ),
    )


def _find_record(fence: _Fence, root: Path) -> FoundRecord | None:
    """Find the record of measures; they are those of a build of the last stage, with no argument."""
    option = fence.header.find_option("measured")
    other = next((one for one in fence.header.options if one.name in _OTHER_BUILD), None)
    if option and other:
        message = f"measured has no effect on a build with {other.name}"
        raise FenceError(message, span=option.name_span, hint="remove one of the two")
    return None if other else load_record(root, option, fence.options.file, fence.place)


def _check_change(fence: _Fence, *, is_compared: bool) -> None:
    option = fence.header.find_option("change")
    if option and not is_compared:
        hint = 'add compare="the file as it was before"'
        raise FenceError("change needs two Dockerfiles to compare", span=option.name_span, hint=hint)


def _read_exercise(fence: _Fence, title: str) -> Figure:
    """Read an exercise; what is wrong with it stands in the fence."""
    try:
        exercise = read_exercise(title, fence.content)
    except FenceError as error:
        problem = content_place(fence.place, fence.block).report(error)
        return Figure(source=fence.content, wanted_id=DEFAULT_ID, problem=problem)
    return Figure(
        source=exercise.start,
        wanted_id=fence.header.id or suggest_id(title=title, file=None, is_compared=False),
        clash=_find_clash(fence) if fence.header.id else None,
        title=title,
        classes=fence.header.classes,
        exercise=exercise,
    )


def _show_several(fence: _Fence, several: Several) -> Figure:
    """Show a bad Dockerfile beside the good one, or else one below the other."""
    header, options = fence.header, fence.options
    parts, pair = several.parts, several.pair
    analysis, other = (pair[1].analysis, pair[0].as_other()) if pair else (None, None)
    wrong = next((part for part in parts if part.analysis.error), None)
    return Figure(
        source=fence.content,
        wanted_id=header.id or suggest_id(title=options.title, file=None, is_compared=bool(pair)),
        clash=_find_clash(fence) if header.id else None,
        title=options.title,
        file=pair[1].title if pair else None,
        classes=header.classes,
        analysis=analysis,
        other=other,
        asked=describe_comparison(options, pair[0].as_other(), pair[1].analysis, pair[1].title)
        if pair
        else {},
        change=options.change,
        parts=() if pair else parts,
        problem=_locate(fence, fence.content, wrong.error_in_fence()) if wrong else None,
    )


def _ask_apart(fence: _Fence, several: Several) -> Problem:
    count = len(several.parts)
    message = f"this fence holds {count} Dockerfiles: no stage has a name, and none is copied from"
    hint = "put each into a fence of its own, or say «Before» and «After» in a comment above each"
    error = FenceError(message, span=several.parts[1].base_span, hint=hint)
    return content_place(fence.place, fence.block).report(error)


def _find_clash(fence: _Fence) -> Problem:
    message = f"the id {fence.header.id} is given twice on this page"
    return fence.place.report(
        FenceError(message, span=fence.header.id_span, hint="give this example another")
    )


def _render_options(options: FenceOptions, source: str) -> RenderOptions:
    """Say how much is shown; of a very long file, unless all is asked for, a sentence for each line."""
    is_long = source.count("\n") > _LONGEST
    return RenderOptions(
        ranges=options.lines,
        has_advice=options.checks,
        is_brief=options.explain == "brief" or (options.explain is None and is_long),
    )


def _check_lines(fence: _Fence, source: str) -> None:
    """Refuse lines that the Dockerfile does not have, or that are all empty."""
    option = fence.header.find_option("lines")
    texts = source.split("\n")
    count = len(texts) - (not texts[-1])
    for first, last in fence.options.lines or ():
        assert option
        if last > count:
            message = f"lines names line {last}, and there are {count}"
            raise FenceError(message, span=option.value_span, hint=f"the last line is {count}")
        if not any(text.strip() for text in texts[first - 1 : last]):
            message = f"lines names nothing: {_range(first, last)} is empty"
            raise FenceError(message, span=option.value_span, hint="name a line with an instruction")


def _range(first: int, last: int) -> str:
    return f"{first}-{last}" if last > first else str(first)


def _load_source(fence: _Fence, root: Path) -> str:
    option = fence.header.find_option("file")
    if not option:
        return fence.content
    if fence.content.strip():
        hint = "remove the content, or the option"
        raise FenceError("a fence with file= holds nothing itself", span=option.name_span, hint=hint)
    return load_file(root, option)


def _find_problem(fence: _Fence, analysis: Analysis) -> Problem | None:
    expected = fence.header.find_option("expect-error")
    if expected and not analysis.error:
        hint = "remove expect-error, or make the example wrong"
        return fence.place.report(
            FenceError("this Dockerfile has no error", span=expected.name_span, hint=hint)
        )
    if analysis.error:
        return None if expected else _locate(fence, analysis.source, analysis.error)
    errors = check_names(analysis.dockerfile) if analysis.dockerfile else ()
    return _locate(fence, analysis.source, errors[0]) if errors else None


def _find_warnings(fence: _Fence, analysis: Analysis) -> Iterator[Problem]:
    """Find comments that silence advice without saying why, or without anything to silence."""
    if fence.options.checks and analysis.build and analysis.dockerfile:
        for one in find_silencing_problems(analysis.dockerfile):
            error = DockerfileError(one.message, span=one.span, hint=one.hint)
            yield _locate(fence, analysis.source, error)


def _find_unused(fence: _Fence, analysis: Analysis, other: Other | None) -> Iterator[Problem]:
    option = fence.header.find_option("build-arg")
    if option:
        analyses = [analysis, other.analysis] if other else [analysis]
        errors = find_unused_arguments(option, fence.options.build_args, analyses)
        yield from map(fence.place.report, errors)


def _locate(fence: _Fence, source: str, error: DockerfileError) -> Problem:
    """Report an error where its text stands: in the page, in the file that is shown, or in the header."""
    foreign = find_foreign(source, error)
    if foreign:
        error = DockerfileError(error.message, span=error.span, hint=foreign)
    elif not error.hint and not is_dockerfile(source):
        language = guess_language(source)
        plain = "add breakdown=off" if language == "docker" else f"tag the fence {language}"
        hint = f"if this is no whole Dockerfile, {plain}"
        error = DockerfileError(error.message, span=error.span, hint=hint)
    if error.span and fence.options.file:
        lines = tuple(line.rstrip("\r") for line in source.split("\n"))
        place = FencePlace(path=fence.options.file, lines=lines, line=1)
        return place.report(error, shown_by=str(fence.place))
    if error.span:
        return content_place(fence.place, fence.block).report(error)
    at_fault = fence.header.find_option("target") or fence.header.find_option("file")
    span = at_fault.value_span if at_fault else fence.header.tag_span
    return fence.place.report(FenceError(error.message, span=span, hint=error.hint))
