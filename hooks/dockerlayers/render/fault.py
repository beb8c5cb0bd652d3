"""A Dockerfile that Docker refuses: its source, the line at fault, and what Docker says."""

from __future__ import annotations

from dockerlayers.elements import Child, Markup, element
from dockerlayers.errors import DockerfileError
from dockerlayers.message import point_at
from dockerlayers.render.code import render_lines
from dockerlayers.render.frame import render_frame, render_tools
from dockerlayers.render.labels import render_inline
from dockerlayers.render.room import room_of_fault
from dockerlayers.texts import DEFAULT
from dockerlayers.texts.inline import parse_template
from dockerlayers.texts.texts import Language, Texts, choose_texts


def render_error(
    source: str,
    error: DockerfileError,
    *,
    root_id: str,
    title: str | None = None,
    expected: bool = False,
    language: Language = DEFAULT,
    section: str | None = None,
) -> str:
    """Render the source with its error as a reader would meet it; calmly where it is `expected`."""
    texts = choose_texts(language)
    lines = source.removesuffix("\n").split("\n")
    lines = [line.rstrip("\r") for line in lines]
    wrong = error.line if error.line <= len(lines) else 0
    rows = [
        _row(texts, number, text, root_id, is_wrong=number == wrong) for number, text in enumerate(lines, 1)
    ]
    message = _message(texts, error, lines[wrong - 1] if wrong else None)
    rows.insert(wrong or len(rows), element("li", message, class_="bd-fault"))
    heading = texts.label("expected" if expected else "refused")
    note = element("p", heading, class_="bd-sum", data_search_exclude=True)
    return str(
        render_frame(
            texts,
            root_id,
            title,
            [note, render_tools(texts, root_id, legend=None)],
            element("div", element("ol", rows, class_="bd-rows"), class_="bd-sheet"),
            line_count=len(lines),
            room=room_of_fault(len(lines)),
            variant="bd--expected" if expected else "bd--refused",
            section=section,
        )
    )


def _row(texts: Texts, number: int, text: str, root_id: str, *, is_wrong: bool) -> Markup:
    anchor = f"{root_id}-{number}"
    spoken = texts.label("line-link", line=number)
    link = element("a", class_="bd-no", href=f"#{anchor}", aria_label=spoken)
    wrong = element("span", texts.label("wrong-line"), class_="bd-sr", data_search_exclude=True)
    code = render_lines([text], number, [], links={number: link})
    variant = "bd-row bd-row--wrong" if is_wrong else "bd-row"
    return element("li", wrong if is_wrong else None, code, class_=variant, id=anchor, value=number)


def _message(texts: Texts, error: DockerfileError, line: str | None) -> list[Markup | None]:
    """Docker's words, beneath the line with a caret where the place is known."""
    place: list[Child] = []
    if line is not None and error.span:
        place = [line, "\n", element("span", point_at(error.span, line), class_="bd-caret"), "\n"]
    return [
        element("p", texts.label("says"), class_="bd-sub", data_search_exclude=True),
        element("pre", place, error.engine_text, class_="bd-says", lang="en"),
        _hint(texts, error),
    ]


def _hint(texts: Texts, error: DockerfileError) -> Markup | None:
    if error.suggestion is None:
        return None
    hint = parse_template(texts.label("suggestion", word="{word}")).fill({"word": error.suggestion})
    return element("p", render_inline(hint), class_="bd-hint", data_search_exclude=True)
