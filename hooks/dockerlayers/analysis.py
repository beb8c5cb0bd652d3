"""From a Dockerfile's text to all that is known of it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from dockerlayers.checks.config import CheckConfig, first_word, parse_check_options
from dockerlayers.checks.findings import Finding
from dockerlayers.checks.practices.survey import Survey
from dockerlayers.checks.run import run_checks, run_practices
from dockerlayers.errors import DockerfileError
from dockerlayers.model.build import build_model, to_build
from dockerlayers.model.changes import Affected, Change
from dockerlayers.model.context import BuildContext
from dockerlayers.model.fragment import is_fragment, without_omissions
from dockerlayers.model.images import BaseImage
from dockerlayers.model.model import BuildOptions
from dockerlayers.model.rebuild import RebuildModel
from dockerlayers.model.references import DEFAULT_PLATFORM, Platform
from dockerlayers.model.resolve import resolve_change
from dockerlayers.model.types import Build, Check, Effect, Step
from dockerlayers.syntax.nodes import Dockerfile
from dockerlayers.syntax.parser import find_check_directive, parse_dockerfile
from dockerlayers.syntax.trailing import hint_at_comment, hint_at_lines

if TYPE_CHECKING:
    from dockerlayers.explain.annotations import Breakdown
    from dockerlayers.merits.merit import Merit
    from dockerlayers.overview.commands import Commands
    from dockerlayers.overview.types import Demands, Overview
    from dockerlayers.texts.texts import Language


@dataclass(frozen=True, kw_only=True, eq=False)
class Analysis:
    """All that is known of a Dockerfile. `build` is None exactly when `error` is not.

    `dockerfile` is None when the text could not be parsed at all. `check_error` is what ends the build
    checks, which look at stages too that the build does not need. `context` is the build context that was
    given, `options` what the build was asked with.
    """

    source: str
    dockerfile: Dockerfile | None
    build: Build | None
    checks: tuple[Check, ...] = field(default=())
    error: DockerfileError | None = None
    check_error: DockerfileError | None = None
    context: BuildContext | None = None
    options: BuildOptions = field(default_factory=BuildOptions)

    @cached_property
    def _survey(self) -> Survey | None:
        """The steps of all stages with the programs that they call; None where there is an error."""
        if not self.build or not self.dockerfile:
            return None
        return Survey(dockerfile=self.dockerfile, build=self.build, context=self.context)

    @cached_property
    def practices(self) -> tuple[Finding, ...]:
        """What is done against the practices that Docker does not check, found when it is first asked for.

        What the file's author silences is left out; of a file with an error nothing is found.
        """
        return run_practices(self._survey) if self._survey else ()

    @cached_property
    def overview(self) -> Overview | None:
        """What is made, of what, and who runs what; None where there is an error."""
        from dockerlayers.overview.build import build_overview

        return build_overview(self._survey) if self._survey else None

    @cached_property
    def demands(self) -> Demands:
        """What a build has to be given; nothing where there is an error."""
        from dockerlayers.overview.demands import find_demands
        from dockerlayers.overview.types import Demands

        return find_demands(self._survey, self.options) if self._survey else Demands()

    @cached_property
    def commands(self) -> Commands | None:
        """The commands that build and run the image; None for a fragment, and where there is an error."""
        from dockerlayers.overview.commands import write_commands

        is_whole = self.build and not self.build.is_fragment
        return write_commands(self.overview, self.demands) if is_whole and self.overview else None

    @cached_property
    def merits(self) -> tuple[Merit, ...]:
        """What is done well, in the order of the lines; of a file with an error nothing is told."""
        from dockerlayers.merits.rules import find_merits

        if not self._survey or not self.overview:
            return ()
        return tuple(find_merits(self._survey, self.overview, self.context))

    @property
    def layers(self) -> tuple[Step, ...]:
        """The steps that make the image's layers, the lowest first; those of the base image are not told."""
        stages = self.build.stages if self.build else ()
        steps = (step for stage in stages if stage.is_in_image for step in stage.steps)
        return tuple(step for step in steps if step.effect is Effect.LAYER)

    def rebuilt_by(self, change: Change) -> tuple[Affected, ...]:
        """Tell which layers a change rebuilds, or may rebuild, in file order; none where there is an error.

        A line may be any of its instruction, a base any form of its reference.
        """
        return self._rebuilds.ask(resolve_change(change, self.build)) if self.build else ()

    @cached_property
    def _rebuilds(self) -> RebuildModel:
        assert self.build
        return RebuildModel(self.build, self.context)

    def explain(self, language: Language = "ko") -> Breakdown:
        """Annotate every line in a language; raise ValueError where there is an error."""
        from dockerlayers.explain.breakdown import explain

        return explain(self, language)

    def html(self, *, title: str = "Dockerfile", language: Language = "ko") -> str:
        """Write the breakdown, or the error, as one HTML document that needs no other file."""
        from dockerlayers.render.page import render_page
        from dockerlayers.render.report import Report

        return render_page([(title, Report(analysis=self))], language)


def analyze(
    source: str,
    *,
    target: str | None = None,
    build_args: Mapping[str, str] | None = None,
    labels: Mapping[str, str] | None = None,
    platform: Platform | None = None,
    images: Mapping[str, BaseImage] | None = None,
    context: BuildContext | None = None,
    allow_fragment: bool = False,
) -> Analysis:
    """Analyze the text of a Dockerfile; an error is returned in the result, never raised.

    `images` are the base images that are known, by familiar reference, `*` for any other; `context` is the
    build context. With `allow_fragment`, text without FROM (as notes show it) is taken as a part of a stage
    whose base is not known, and a line `...` as something left out.

    A word that becomes longer than 1,048,576 characters, or a history of more than 16,777,216, is an error.
    """
    options = BuildOptions(
        target=target,
        build_args=build_args or {},
        labels=labels or {},
        platform=platform or DEFAULT_PLATFORM,
        images=images or {},
        context=context,
    )
    dockerfile = None
    try:
        config = _check_config(source)
    except DockerfileError as error:
        with suppress(DockerfileError):
            dockerfile = parse_dockerfile(source)
        return Analysis(source=source, dockerfile=dockerfile, build=None, error=error, check_error=error)
    try:
        dockerfile = parse_dockerfile(source)
        if allow_fragment:
            dockerfile = without_omissions(dockerfile)
            # what is left out may have changed what the base image brings
            options = replace(options, images={}) if dockerfile.omissions else options
    except DockerfileError as error:
        return Analysis(source=source, dockerfile=dockerfile, build=None, error=error, check_error=error)
    model = build_model(dockerfile, options, is_fragment=allow_fragment and is_fragment(dockerfile))
    checked = run_checks(model, config)
    if checked.error:
        checked.error.hint = _find_comment(checked.error, dockerfile) or checked.error.hint
    return Analysis(
        source=source,
        dockerfile=dockerfile,
        build=None if checked.error else to_build(model),
        checks=checked.checks,
        error=checked.error,
        check_error=checked.check_error,
        context=context,
        options=options,
    )


def _check_config(source: str) -> CheckConfig:
    """Read the options of the checks, of which only those up to the first blank count.

    What is wrong with them is told before anything else of the file is read.
    """
    directive = find_check_directive(source)
    if not directive:
        return CheckConfig()
    try:
        return parse_check_options(first_word(directive.value))
    except DockerfileError as error:
        error.span = directive.span
        raise


def _find_comment(error: DockerfileError, dockerfile: Dockerfile) -> str | None:
    """Find the comment at the end of a line that an error may come from, and say what to do with it."""
    for instruction in dockerfile.instructions:
        if instruction.line <= error.line <= instruction.end_line:
            hint = hint_at_comment(instruction.keyword.origin, dockerfile.escape)
            return hint or hint_at_lines(instruction.line, dockerfile.lines)
    return None
