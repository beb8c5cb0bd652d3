"""The Dockerfile with which a fence compares its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from dockerlayers.analysis import Analysis, analyze
from dockerlayers.explain.breakdown import explain
from dockerlayers.explain.compare import compare
from dockerlayers.guide import Guide
from dockerlayers.measured.types import Measured
from dockerlayers.model.changes import Change
from dockerlayers.render.compare import Side, render_comparison
from dockerlayers.render.rebuilds import render_rebuilds
from dockerlayers.texts.texts import Texts
from dockerlayers_site.fences.errors import FenceError
from dockerlayers_site.fences.files import load_file
from dockerlayers_site.fences.header import HeaderOption
from dockerlayers_site.fences.options import FenceOptions
from dockerlayers_site.fences.places import FencePlace
from dockerlayers_site.pages.problem import Problem


@dataclass(frozen=True, kw_only=True)
class Other:
    """The Dockerfile that was before, and what it is called; "" where it has no name."""

    path: str
    analysis: Analysis
    measured: Measured | None = None

    def render(
        self,
        after: Analysis,
        *,
        root_id: str,
        title: str | None,
        name: str,
        language: Texts,
        guide: Guide,
        legend: str | None = None,
        measured: Measured | None = None,
        record: str | None = None,
    ) -> str:
        """Render both side by side; neither has an error.

        `measured` is what was measured of the second, `record` the address of the whole record.
        """
        return render_comparison(
            compare(
                explain(self.analysis, language), explain(after, language), measured=(self.measured, measured)
            ),
            root_id=root_id,
            before=Side(
                title=self.path or language.label("untitled"),
                escape=_escape(self.analysis),
                measured=self.measured,
                guide=guide,
            ),
            after=Side(title=name, escape=_escape(after), measured=measured, guide=guide),
            title=title,
            legend=legend,
            record=record,
        )

    def render_change(
        self,
        after: Analysis,
        change: Change,
        *,
        root_id: str,
        title: str | None,
        language: Texts,
        guide: Guide,
    ) -> str:
        """Render what a change rebuilds in the one and in the other."""
        return render_rebuilds(
            self.analysis, after, change, root_id=root_id, title=title, language=language, guide=guide
        )

    def find_problem(self, option: HeaderOption, place: FencePlace) -> Problem | None:
        """Report an error of the file at its place in it, or where the fence names the file."""
        error = self.analysis.error
        if not error:
            return None
        if not error.span:
            return place.report(FenceError(error.message, span=option.value_span, hint=error.hint))
        lines = tuple(line.rstrip("\r") for line in self.analysis.source.split("\n"))
        return FencePlace(path=self.path, lines=lines, line=1).report(error, shown_by=str(place))


def load_other(
    options: FenceOptions, option: HeaderOption | None, root: Path, above: Mapping[str, Other]
) -> Other | None:
    """Load and analyze what a `compare=` option names, or raise FenceError.

    That is a file, or `#id`: a fence further up on the page, one of those `above`.
    """
    if option is None:
        return None
    name = option.value or ""
    if name.startswith("#"):
        return _find_above(name.removeprefix("#"), option, above)
    analysis = analyze(load_file(root, option), build_args=options.build_args, allow_fragment=True)
    return Other(path=name, analysis=analysis)


def _find_above(name: str, option: HeaderOption, above: Mapping[str, Other]) -> Other:
    other = above.get(name)
    if other is None:
        nearest = get_close_matches(name, above, n=1)
        hint = f"did you mean #{nearest[0]}?" if nearest else "write #id behind the tag of a fence further up"
        raise FenceError(f"no Dockerfile above has the id {name}", span=option.value_span, hint=hint)
    if other.analysis.error:
        hint = "compare with one that can be built"
        raise FenceError(f"the Dockerfile #{name} has an error", span=option.value_span, hint=hint)
    return other


def _escape(analysis: Analysis) -> str:
    return analysis.dockerfile.escape if analysis.dockerfile else ""
