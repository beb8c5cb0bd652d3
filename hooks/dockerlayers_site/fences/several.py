"""Several Dockerfiles of one fence, each analyzed for itself."""

from __future__ import annotations

from dataclasses import dataclass

from dockerlayers.analysis import Analysis, analyze
from dockerlayers.errors import DockerfileError
from dockerlayers.guide import Guide
from dockerlayers.model.fragment import without_omissions
from dockerlayers.render.html import render_breakdown, render_error
from dockerlayers.syntax.nodes import Span
from dockerlayers.texts.texts import Texts
from dockerlayers_site.fences.comparison import Other
from dockerlayers_site.fences.source import parse_source
from dockerlayers_site.fences.variants import Merit, Variant, are_told_apart, find_variants


@dataclass(frozen=True, kw_only=True)
class Part:
    """One of the Dockerfiles, what its comment says, and the line of the fence in which it begins."""

    variant: Variant
    analysis: Analysis

    @property
    def title(self) -> str:
        """What its comment says."""
        return self.variant.title

    @property
    def base_span(self) -> Span:
        """Where its first instruction stands in the fence."""
        assert self.analysis.dockerfile
        return _move(self.analysis.dockerfile.instructions[0].span, self.variant.first)

    def as_other(self) -> Other:
        """Return it as what another is compared with."""
        return Other(path=self.title, analysis=self.analysis)

    def error_in_fence(self) -> DockerfileError:
        """Return its error, at its place in the fence."""
        error = self.analysis.error
        assert error
        span = _move(error.span, self.variant.first) if error.span else None
        return DockerfileError(error.message, span=span, hint=error.hint)

    def render(self, root_id: str, language: Texts, legend: str | None, guide: Guide) -> str:
        """Render its breakdown, or its error."""
        title = self.title or None
        error = self.analysis.error
        if error:
            return render_error(self.variant.source, error, root_id=root_id, title=title, language=language)
        return render_breakdown(
            self.analysis, root_id=root_id, title=title, language=language, legend=legend, guide=guide
        )


@dataclass(frozen=True, kw_only=True)
class Several:
    """The Dockerfiles of one fence, in order."""

    parts: tuple[Part, ...]

    @property
    def is_told_apart(self) -> bool:
        """Whether the comments say which of them is bad and which is good."""
        return are_told_apart([part.variant for part in self.parts])

    @property
    def pair(self) -> tuple[Part, Part] | None:
        """The bad one and the good one, if these two are all, in this order and without errors."""
        if any(part.analysis.error for part in self.parts):
            return None
        if [part.variant.kind for part in self.parts] != [Merit.BAD, Merit.GOOD]:
            return None
        return self.parts[0], self.parts[1]


def read_several(source: str) -> Several | None:
    """Read the Dockerfiles of a text that holds several; return None where it is one, or cannot be read."""
    try:
        variants = find_variants(without_omissions(parse_source(source)))
    except DockerfileError:
        return None
    parts = tuple(Part(variant=one, analysis=analyze(one.source, allow_fragment=True)) for one in variants)
    return Several(parts=parts) if parts else None


def _move(span: Span, first: int) -> Span:
    """Move a span of a part into the fence, in which the part begins at line `first`."""
    return Span(span.line + first - 1, span.column, span.end_line + first - 1, span.end_column)
