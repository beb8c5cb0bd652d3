"""How the container runs: not as root, a command without a shell, a check of its health."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from dockerlayers.checks.practices.survey import Visit
from dockerlayers.merits.merit import Merit, MeritRule, Whole
from dockerlayers.model.steps import Cmd, Entrypoint, Healthcheck, User

_ROOT = ("", "root", "0", "containeradministrator")
_SHELLS = frozenset(
    "sh ash bash dash zsh cmd powershell pwsh pwsh-preview npm yarn pnpm npx".split()  # noqa: SIM905
)
_NONE = ("NONE",)


def find_user(whole: Whole) -> Iterator[Merit]:
    """Find the USER that the container runs as, where it is not root."""
    visits = _image_visits(whole)
    users = [(visit, visit.step.does) for visit in visits if isinstance(visit.step.does, User)]
    if users:
        visit, user = users[-1]
        if user.name.lower() not in _ROOT and "$" not in user.name:
            yield Merit("UserNotRoot", (visit.instruction,), {"user": user.name})


def find_exec(whole: Whole) -> Iterator[Merit]:
    """Find the commands that start without a shell, where no other one starts in a shell."""
    starts: dict[str, tuple[Visit, Cmd | Entrypoint]] = {}
    for visit in _image_visits(whole):
        if isinstance(visit.step.does, Cmd | Entrypoint):
            starts[visit.instruction.name] = visit, visit.step.does
    found = [(visit, does) for visit, does in starts.values() if does.command]
    start = whole.overview.start
    is_open = not found or start.is_arguments or start.is_prompt
    if not is_open and all(does.is_exec and not _has_shell(does) for _, does in found):
        yield Merit("ExecForm", tuple(visit.instruction for visit, _ in found), {})


def _has_shell(does: Cmd | Entrypoint) -> bool:
    """Say whether a shell or what starts programs stands before the program: a script, `npm start`."""
    name = posixpath.basename(does.command[0]).removesuffix(".exe")
    return name in _SHELLS or name.endswith((".sh", ".cmd", ".bat"))


def find_health(whole: Whole) -> Iterator[Merit]:
    """Find the HEALTHCHECK that counts."""
    checks = [(one, one.step.does) for one in _image_visits(whole) if isinstance(one.step.does, Healthcheck)]
    if checks and checks[-1][1].health.test[:1] != _NONE:
        yield Merit("HealthChecked", (checks[-1][0].instruction,), {})


def _image_visits(whole: Whole) -> list[Visit]:
    """List the steps of the image's own stages, the lowest first, that its own lines make.

    Of a part it is not known what follows.
    """
    survey = whole.survey
    if survey.build.is_fragment or survey.dockerfile.omissions:
        return []
    visits = [*survey.below(survey.target), *survey.visits(survey.target)]
    return [visit for visit in visits if not visit.step.is_onbuild]


RULES = (
    MeritRule(
        name="UserNotRoot",
        url="https://docs.docker.com/build/building/best-practices/#user",
        find=find_user,
    ),
    MeritRule(
        name="ExecForm",
        url="https://docs.docker.com/reference/dockerfile/#exec-form",
        find=find_exec,
    ),
    MeritRule(
        name="HealthChecked",
        url="https://docs.docker.com/reference/dockerfile/#healthcheck",
        find=find_health,
    ),
)
