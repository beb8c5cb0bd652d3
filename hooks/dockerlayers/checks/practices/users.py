"""The user that the container runs as."""

from __future__ import annotations

from collections.abc import Iterator

from dockerlayers.checks.findings import Finding
from dockerlayers.checks.practices.images import StartUser, find_user
from dockerlayers.checks.practices.practice import Practice
from dockerlayers.checks.practices.survey import Survey, Visit
from dockerlayers.patterns import lazy_pattern

_ROOT = ("root", "0")
_UNPRIVILEGED = lazy_pattern(r"nonroot|non-root|rootless|unprivileged|windows|nanoserver|servercore")
# fmt: off
_TOOLS = frozenset((
    "[", ":", "bash", "cat", "cmp", "date", "echo", "env", "false", "head", "hostname", "id", "ls",
    "printenv", "printf", "pwd", "sh", "sleep", "tail", "test", "true", "uname", "whoami",
))
# fmt: on
"""Programs that are no application, but show something or wait."""
_PROMPT = lazy_pattern(r"(?:/\S*/)?(?:a|ba|da|z)?sh|(?:/\S*/)?(?:python|pypy)[\d.]*|irb|node|jshell|pwsh")
_STEPPING_DOWN = lazy_pattern(r"\b(?:gosu|su-exec|setpriv|s6-setuidgid|runuser)\b")


def find_root(survey: Survey) -> Iterator[Finding]:
    """Find an image whose process starts as root: USER says so, or no USER is there at all."""
    starts = survey.starts
    if survey.build.is_fragment or survey.dockerfile.omissions or not starts:
        return
    texts = (text for one in survey.target_visits for text in (one.instruction.original, one.text))
    if _is_prompt(starts) or _is_tool(survey) or any(map(_STEPPING_DOWN.search, texts)):
        return
    users = [one for one in survey.target_visits if one.instruction.name == "USER"]
    base = survey.base_of(survey.target)
    known = find_user(base) if base else None
    if not base or known is StartUser.STEPS_DOWN or _UNPRIVILEGED.search(base.familiar):
        return
    if users:
        if users[-1].instruction.arguments.text.partition(":")[0] in _ROOT:
            yield Finding("RootUser", users[-1].instruction, {}, case="set")
    elif known is StartUser.ROOT or _config_is_root(survey):
        yield Finding("RootUser", starts[0].instruction, {"image": base.familiar}, case="known")
    elif known is None and not survey.build.base_is_known:
        yield Finding("RootUser", starts[0].instruction, {})


def _is_prompt(starts: tuple[Visit, ...]) -> bool:
    """Say whether nothing but a shell or an interpreter is started: a base for other images, or a tool."""
    last = starts[0].instruction
    is_one = last.name == "CMD" and len(last.words) == 1
    return is_one and bool(_PROMPT.fullmatch(last.words[0].text))


def _is_tool(survey: Survey) -> bool:
    """Say whether what is started only shows something, as `echo` or `node --version`."""
    return all(call.name in _TOOLS for call in survey.main_calls)


def _config_is_root(survey: Survey) -> bool:
    """Say whether the base's own config, where it is known, has root for its user."""
    return survey.build.base_is_known and survey.build.config.is_root


PRACTICES = (
    Practice(
        name="RootUser",
        url="https://docs.docker.com/build/building/best-practices/#user",
        in_file=(find_root,),
        codes=("DL3002",),
    ),
)
