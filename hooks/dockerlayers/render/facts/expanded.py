"""The arguments of an instruction after expansion, as the JSON document lists them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from dockerlayers.model.steps import (
    Add,
    Arg,
    Cmd,
    Copy,
    Does,
    Entrypoint,
    Env,
    Expose,
    Healthcheck,
    Label,
    Maintainer,
    OnBuild,
    Run,
    Shell,
    StopSignal,
    User,
    Volume,
    Workdir,
)
from dockerlayers.render.facts.values import Json


def expanded_value(does: Does | None) -> Json:
    """Write what the words became: `key=value` of pairs, the sources, heredocs and destination of COPY."""
    return list(_list_words(does)) if does else []


def _list_words(does: Does) -> Iterable[str]:
    match does:
        case Run(command=words) | Cmd(command=words) | Entrypoint(command=words) | Shell(command=words):
            return words
        case Copy() | Add():
            return (*does.sources, *(heredoc.name for heredoc in does.heredocs), does.destination)
        case Env() | Label() | Arg():
            return (key if value is None else f"{key}={value}" for key, value in does.pairs)
        case Expose(written=words) | Volume(paths=words):
            return words
        case Healthcheck(health=health):
            return health.test
        case Workdir(path=word) | User(user=word) | OnBuild(trigger=word):
            return (word,)
        case StopSignal(signal=word) | Maintainer(author=word):
            return (word,)
        case never:
            assert_never(never)
