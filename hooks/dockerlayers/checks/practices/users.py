"""The user that the container runs as."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dockerlayers.checks.findings import Finding
from dockerlayers.checks.practices.practice import Practice
from dockerlayers.checks.practices.survey import Survey, Visit

_ROOT = ("root", "0")
_UNPRIVILEGED = re.compile(
    r"nonroot|non-root|rootless|unprivileged|bitnami/|cgr\.dev/|chainguard|dhi\.io/|windows|nanoserver|servercore"
    r"|chiseled|microsoft\.com/.*distroless|circleci/|cimg/|jenkins/|oracle/weblogic"
)
_PROMPT = re.compile(r"(?:/\S*/)?(?:a|ba|da|z)?sh|(?:/\S*/)?(?:python|pypy)[\d.]*|irb|node|jshell|pwsh")
_STEPPING_DOWN = re.compile(r"\b(?:gosu|su-exec|setpriv|s6-setuidgid|runuser)\b")


def find_root(survey: Survey) -> Iterator[Finding]:
    """Find an image whose process starts as root: USER says so, or no USER is there at all."""
    if survey.build.is_fragment or survey.dockerfile.omissions:
        return
    visits = [*survey.below(survey.target), *survey.visits(survey.target)]
    starts = [
        one for one in visits if one.instruction.name in ("CMD", "ENTRYPOINT") and not one.step.is_onbuild
    ]
    users = [one for one in visits if one.instruction.name == "USER"]
    texts = (text for one in visits for text in (one.instruction.original, one.text))
    if not starts or _is_prompt(starts) or not _is_open(survey) or any(map(_STEPPING_DOWN.search, texts)):
        return
    if not users:
        yield Finding("RootUser", _shown(starts).instruction, {})
    elif users[-1].instruction.arguments.text.partition(":")[0] in _ROOT:
        yield Finding("RootUser", users[-1].instruction, {}, case="set")


def _is_prompt(starts: list[Visit]) -> bool:
    """Say whether nothing but a shell or an interpreter is started: a base for other images, or a tool."""
    last = _shown(starts).instruction
    is_one = last.name == "CMD" and len(last.words) == 1
    return is_one and bool(_PROMPT.fullmatch(last.words[0].text))


def _shown(starts: list[Visit]) -> Visit:
    entrypoints = [one for one in starts if one.instruction.name == "ENTRYPOINT"]
    return (entrypoints or starts)[-1]


def _is_open(survey: Survey) -> bool:
    """Say whether the base may leave the user to be root: nothing is known against it."""
    base = list(survey.chain(survey.target))[-1].base or ""
    if base == "scratch" or _UNPRIVILEGED.search(base.lower()):
        return False
    return not survey.build.base_is_known or survey.build.config.user.partition(":")[0] in ("", *_ROOT)


PRACTICES = (
    Practice(
        name="RootUser",
        url="https://docs.docker.com/build/building/best-practices/#user",
        in_file=(find_root,),
        codes=("DL3002",),
    ),
)
