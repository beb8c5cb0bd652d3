"""What a build has to be given: arguments, secrets, SSH, files of the context, options."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping

from dockerlayers.checks.practices.survey import Survey, Visit
from dockerlayers.model.model import BuildOptions
from dockerlayers.model.mount_values import MountType
from dockerlayers.model.paths import clean_source
from dockerlayers.model.references import DEFAULT_PLATFORM
from dockerlayers.model.sources import is_git
from dockerlayers.model.steps import DEFAULT_NETWORK, DEFAULT_SECURITY, Add, Arg, Copy, Run
from dockerlayers.model.types import Step
from dockerlayers.overview.types import Argument, ContextPath, Demands, Secret
from dockerlayers.patterns import lazy_pattern
from dockerlayers.programs.match import OPTION_VARIABLES

_AUTOMATIC = lazy_pattern(
    r"(?:TARGET|BUILD)(?:PLATFORM|OS|OSVERSION|ARCH|VARIANT)|TARGETSTAGE|(?:HTTPS?|FTP|NO|ALL)_PROXY|BUILDKIT_\w+"
    r"|SOURCE_DATE_EPOCH",
    re.IGNORECASE,
)
"""What BuildKit sets by itself, or takes without an ARG: https://docs.docker.com/reference/dockerfile/#predefined-args"""
_SILENT = ("ARG", "LABEL", "MAINTAINER")
"""The instructions that do no harm where a value is missing."""
_SSH = ("git@", "ssh://")


def find_demands(survey: Survey, options: BuildOptions) -> Demands:
    """Find what the stages that the target needs have to be given."""
    visits = [visit for stage in survey.build.stages if stage.is_built for visit in survey.visits(stage)]
    images = dict(survey.build.images)
    image = images.get(survey.build.target)
    return Demands(
        arguments=tuple(_list_arguments(survey, options.build_args)),
        secrets=tuple(_list_secrets(visits)),
        ssh=tuple(dict.fromkeys(_list_ssh(visits))),
        allowed=tuple(dict.fromkeys(_list_allowed(visits))),
        target=image.option if image else None,
        platform=None if options.platform == DEFAULT_PLATFORM else str(options.platform),
        paths=tuple(_list_paths(visits)),
    )


def _list_arguments(survey: Survey, given: Mapping[str, str]) -> Iterator[Argument]:
    """List the arguments that have no value and are used, each once, and those that are given."""
    found: dict[str, Argument] = {}
    steps = [*survey.build.global_args]
    for stage in survey.build.stages:
        steps += [step for step in stage.steps if stage.is_built and not step.is_onbuild]
    for step in steps:
        for name, value in step.does.pairs if isinstance(step.does, Arg) else ():
            if name in given:
                found.setdefault(name, Argument(name, step.instruction.line, given[name]))
            elif value is None and not _AUTOMATIC.fullmatch(name) and _is_needed(survey, steps, name):
                found.setdefault(name, Argument(name, step.instruction.line))
    yield from found.values()


def _is_needed(survey: Survey, steps: Iterable[Step], name: str) -> bool:
    """Say whether something uses a variable; what asks first whether it has a value, and options, need none.

    What fails without a value in FROM has no breakdown; a shell takes an empty word for it.
    """
    # A name may hold any mark, and is no pattern.
    name = re.escape(name)
    used = re.compile(rf"\$(?:{name}\b|\{{{name}\}}|\{{{name}[#%:/])")
    asked = re.compile(rf"\$\{{{name}:?[-+?=]|-[nz] *\"?\$\{{?{name}\b|\"\$\{{?{name}\}}?\" *(?:!?=)")
    texts = [one.instruction.original for one in survey.build.stages if one.is_built and one.instruction]
    texts += [
        text
        for step in steps
        if step.instruction.name not in _SILENT
        for text in (step.instruction.original, *(heredoc.content for heredoc in step.instruction.heredocs))
    ]
    is_option = name.upper().endswith(OPTION_VARIABLES)
    return not is_option and any(map(used.search, texts)) and not any(map(asked.search, texts))


def _list_runs(visits: Iterable[Visit]) -> Iterator[tuple[Visit, Run]]:
    for visit in visits:
        if isinstance(visit.step.does, Run):
            yield visit, visit.step.does


def _list_secrets(visits: Iterable[Visit]) -> Iterator[Secret]:
    """List the secrets, each once; one without an id has the name of the file that it is seen as."""
    told: set[str] = set()
    for visit, run in _list_runs(visits):
        for mount in run.mounts:
            name = mount.id or posixpath.basename(mount.target)
            if mount.type is MountType.SECRET and name and name not in told:
                told.add(name)
                yield Secret(name, visit.instruction.line, mount.env, mount.target)


def _list_ssh(visits: list[Visit]) -> Iterator[str]:
    """List the SSH agents and keys by their ids."""
    for _, run in _list_runs(visits):
        yield from (mount.id or "default" for mount in run.mounts if mount.type is MountType.SSH)
    for visit in visits:
        sources = visit.step.does.sources if isinstance(visit.step.does, Add) else ()
        if any(is_git(source) and source.startswith(_SSH) for source in sources):
            yield "default"


def _list_allowed(visits: Iterable[Visit]) -> Iterator[str]:
    """List what the builder has to be allowed.

    Source: https://docs.docker.com/reference/cli/docker/buildx/build/#allow
    """
    for _, run in _list_runs(visits):
        if run.network not in (DEFAULT_NETWORK, "none"):
            yield f"network.{run.network}"
        if run.security != DEFAULT_SECURITY:
            yield f"security.{run.security}"


def _list_paths(visits: Iterable[Visit]) -> Iterator[ContextPath]:
    """List what is taken from the build context, in file order, each path once."""
    found: dict[str, list[int]] = {}
    for visit in visits:
        if isinstance(visit.step.does, Copy | Add | Run):
            for source in visit.step.does.context_sources:
                path = clean_source(source)
                shown = "" if path in ("", "*") else path + "/" * source.endswith("/")
                lines = found.setdefault(shown, [])
                lines += [] if visit.instruction.line in lines else [visit.instruction.line]
    yield from (ContextPath(path, tuple(lines)) for path, lines in found.items())
