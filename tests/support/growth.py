"""Dockerfiles that have more and more of one thing."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from dockerlayers.analysis import analyze
from dockerlayers.render.document import write_document
from dockerlayers.render.html import render_breakdown, render_error
from dockerlayers.render.report import Report

_SIZES = (10, 100, 1000, 10_000)


class Kind(NamedTuple):
    """One thing to have more of: how to write a file with so many, and the sizes that are measured."""

    write: Callable[[int], str]
    sizes: tuple[int, ...] = _SIZES


def _lines(before: str, line: str, after: str = "") -> Callable[[int], str]:
    return lambda count: f"FROM a\n{before}{''.join(line.format(n=n) for n in range(count))}{after}\n"


def _stages(count: int) -> str:
    return "FROM a AS s0\n" + "".join(f"FROM s{n} AS s{n + 1}\nRUN a\n" for n in range(count))


def _copies(count: int) -> str:
    stages = "".join(f"FROM a AS s{n}\nRUN a{n}\n" for n in range(count))
    return f"{stages}FROM a\n" + "".join(f"COPY --from=s{n} /a /b{n}\n" for n in range(count))


def _arguments(count: int) -> str:
    return "FROM a\n" + "".join(f"ARG A{n}=1\nRUN a $A{n}\n" for n in range(count))


KINDS = {
    "instructions": Kind(
        lambda count: (
            "FROM a\n"
            + "RUN apt-get update\nCOPY a /b/\nENV A=b\nLABEL c=d\nWORKDIR /e\n" * (count // 5)
            + "RUN x\n" * (count % 5)
        )
    ),
    "commands behind &&": Kind(_lines("RUN a", " && apt-get install -y b{n}")),
    "commands behind ;": Kind(_lines("RUN a", "; cd /b{n}")),
    "programs in a pipe": Kind(_lines("RUN a", " | grep b{n}"), (10, 100, 1000, 4000)),
    "stages in a chain": Kind(_stages),
    "stages that are copied from": Kind(_copies),
    "variables of ENV": Kind(_lines("", "ENV A{n}=b\n", "RUN echo $A1")),
    "variables in one ENV": Kind(_lines("ENV", " A{n}=$A", "\nRUN echo $A1"), (10, 100, 1000, 4000)),
    "variables, each used": Kind(_lines("", "ENV A{n}=b$PATH\nRUN echo $A{n}\n")),
    "ARG, each before a RUN": Kind(_arguments, (10, 100, 400, 1600)),
    "quotes": Kind(_lines("LABEL a=", "\"b\"'c'"), (10, 100, 1000, 8000)),
    "fields of a mount": Kind(
        _lines("RUN --mount=type=cache", ",id=a{n}", ",target=/b c"), (10, 100, 1000, 5000)
    ),
    "mounts": Kind(_lines("RUN", " --mount=type=cache,target=/c{n}", " d"), (10, 100, 500, 2000)),
    "ports of a range": Kind(lambda count: f"FROM a\nEXPOSE 1-{count}\n", (10, 100, 1000, 10_000, 65_535)),
    "lines of a heredoc": Kind(_lines("RUN <<E\n", "echo a{n}\n", "E")),
    "heredocs": Kind(_lines("", "COPY <<E /a\nb{n} $c\nE\n")),
    "comments": Kind(_lines("", "# a{n}\n", "RUN a")),
    "lines of a continuation": Kind(_lines("RUN a", " \\\n  --b{n}")),
    "comments in a continuation": Kind(_lines("RUN a \\\n", "# b{n}\n", " c")),
    "brackets in one another": Kind(
        lambda count: f"FROM a\nCMD {'[' * min(count, 60_000)}\n", (10, 100, 1000, 10_000, 60_000)
    ),
    "brackets in one another over lines": Kind(
        lambda count: "FROM a\nCMD " + "\\\n".join(["[" * 1000] * (count // 1000)) + "\n",
        (1000, 10_000, 100_000),
    ),
    "braces in one another": Kind(
        lambda count: f"FROM a\nENV A={'${a:-' * count}{'}' * count}\n", (10, 50, 100)
    ),
    "subshells in one another": Kind(
        lambda count: f"FROM a\nRUN {'(' * count}a{')' * count}\n", (10, 100, 1000, 10_000)
    ),
    "substitutions in one another": Kind(
        lambda count: f"FROM a\nRUN {'echo $(' * count}a{')' * count}\n", (10, 100, 1000, 6000)
    ),
    "triggers of ONBUILD": Kind(_lines("", "ONBUILD RUN a{n}\n")),
}


def answer(source: str) -> str:
    """Analyze, explain and render a file in each form; return the error that refuses it."""
    analysis = analyze(source)
    for _ in write_document(Report(analysis=analysis), indent=False):
        pass
    if analysis.error:
        render_error(source, analysis.error, root_id="x")
        return str(analysis.error)
    render_breakdown(analysis, root_id="x")
    return ""
