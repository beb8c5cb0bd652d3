"""An error while a reader types: where it is, what Docker says, and the word that would mend it."""

from __future__ import annotations

from typing import Any

from dockerlayers.elements import element
from dockerlayers.errors import DockerfileError
from dockerlayers.message import caret
from dockerlayers.texts.texts import Texts

_SUGGESTION = "did you mean "


def tell_fault(texts: Texts, error: DockerfileError, source: str) -> dict[str, Any]:
    """Tell an error: its block as HTML, its line, and what mends it where (columns from 1), if known."""
    lines = [line.rstrip("\r") for line in source.split("\n")]
    number = error.span.line if error.span else next(iter(error.lines), 0)
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
    is_word = error.span.end_line == error.span.line and error.span.end_column > error.span.column
    end = error.span.end_column - 1 if is_word else len(line)
    return element("span", f"      {caret(line, error.span.column - 1, end)}\n", class_="live-caret")


def _mend(error: DockerfileError) -> dict[str, Any] | None:
    """Say which word stands where another is meant."""
    span, hint = error.span, error.hint or ""
    if not span or not hint.startswith(_SUGGESTION) or span.end_line != span.line:
        return None
    word = hint.removeprefix(_SUGGESTION).rstrip("?")
    return {"line": span.line, "start": span.column, "end": span.end_column, "word": word}
