"""HTML as a short text: its elements, what stands in them, and the attributes that matter in a note."""

from __future__ import annotations

from html.parser import HTMLParser

_VOID = {"br", "hr", "img", "input"}
_INLINE = {
    "a",
    "strong",
    "em",
    "del",
    "code",
    "img",
    "br",
    "b",
    "i",
    "kbd",
    "sub",
    "sup",
    "span",
    "label",
    "input",
}
_SHOWN = ("start", "href", "src", "width", "class", "data-gap", "data-word", "checked", "type")
_BREAKDOWN = "bd"
_DROPPED_CLASSES = {"headerlink", "note-anchor", "task-list-indicator"}


class _Outline(HTMLParser):
    """One line for each block; what is inline stands as tags in its text."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.text = ""
        self.depth = 0
        self.in_code = 0
        self.dropped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if self.dropped or _DROPPED_CLASSES & set((values.get("class") or "").split()):
            self.dropped += tag not in _VOID
        elif not (self.in_code and tag in ("span", "code", "a")):
            self.add_element(tag, values)
        self.in_code += tag == "pre"

    def add_element(self, tag: str, values: dict[str, str | None]) -> None:
        shown = "".join(f" {name}={values[name] or ''}".rstrip("=") for name in _SHOWN if name in values)
        if tag in _INLINE:
            self.text += f"<{tag}{shown}>"
            return
        self.flush()
        self.lines.append("  " * self.depth + tag + shown)
        if _BREAKDOWN in (values.get("class") or "").split():
            # What it says has goldens of its own.
            self.dropped = 1
        else:
            self.depth += tag not in _VOID

    def handle_endtag(self, tag: str) -> None:
        if tag == "pre":
            self.flush()
            self.in_code -= 1
        if self.dropped:
            self.dropped -= tag not in _VOID
        elif tag in _INLINE:
            self.text += "" if tag in _VOID or self.in_code else f"</{tag}>"
        else:
            self.flush()
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        if not self.dropped:
            self.text += data

    def flush(self) -> None:
        text = self.text.strip("\n") if self.in_code else " ".join(self.text.split())
        self.text = ""
        self.lines += ["  " * self.depth + "| " + line for line in text.split("\n") if line.strip()]


def outline(html: str) -> str:
    """Return the outline of HTML."""
    parser = _Outline()
    parser.feed(html)
    parser.close()
    parser.flush()
    return "".join(f"{line.rstrip()}\n" for line in parser.lines)
