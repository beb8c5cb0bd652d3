"""An error while a reader types: where it is, what Docker says, and the word that would mend it."""

from __future__ import annotations

from typing import Any

from dockerlayers.elements import element
from dockerlayers.errors import DockerfileError
from dockerlayers.message import point_at
from dockerlayers.texts.texts import Texts


def tell_fault(texts: Texts, error: DockerfileError, source: str) -> dict[str, Any]:
    """Tell an error: its block as HTML, its line, and what mends it where (columns from 1), if known."""
    lines = [line.rstrip("\r") for line in source.split("\n")]
    number = error.line
    line = lines[number - 1] if 0 < number <= len(lines) else None
    shown = []
    if line is not None:
        shown = [
            _show(number - 1, lines),
            f"{number:>4}  {line}\n",
            _point(error, line),
            _show(number + 1, lines),
        ]
    heading = texts.format(texts.live, "refused", {"line": number}) if line is not None else None
    mend = _mend(error)
    return {
        "html": element(
            "div",
            element("p", element("b", heading or texts.live["refused-whole"]), class_="live-fault-title"),
            element("pre", *shown, class_="live-fault-code", tabindex="0") if shown else None,
            element("p", error.engine_text, class_="live-fault-says", lang="en"),
            class_="live-fault-in",
        ),
        "line": number,
        "mend": mend and {**mend, "label": texts.format(texts.live, "mend", {"word": mend["word"]})},
    }


def _show(number: int, lines: list[str]) -> str:
    """Show a line beside the one at fault, if it is there."""
    return f"{number:>4}  {lines[number - 1]}\n" if 0 < number <= len(lines) else ""


def _point(error: DockerfileError, line: str) -> str | None:
    if not error.span:
        return None
    return element("span", f"      {point_at(error.span, line)}\n", class_="live-caret")


def _mend(error: DockerfileError) -> dict[str, Any] | None:
    """Say which word stands where another is meant."""
    span, word = error.span, error.suggestion
    if not span or word is None or span.end_line != span.line:
        return None
    return {"line": span.line, "start": span.column, "end": span.end_column, "word": word}
