"""HTML as a short text: what a reader gets, and in what it stands."""

from __future__ import annotations

from html.parser import HTMLParser

_VOID = {"br", "hr", "img", "input", "path"}
_SKIPPED = {"svg", "section"}


class _Outline(HTMLParser):
    """One line for each element, its text behind it; a breakdown's own boxes and boilerplate are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.open: list[tuple[str, bool]] = []
        self.skipped = 0
        self.code = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        values = dict(attrs)
        classes = (values.get("class") or "").split()
        is_code = any(name == "pre" for name, _ in self.open)
        is_box = is_code or tag == "span" or (classes[:1] or [""])[0].startswith("bd-")
        self.skipped += self.skipped > 0 or "data-search-exclude" in values or tag in _SKIPPED
        if not self.skipped and (tag == "pre" or not is_box):
            self.add_element(tag, values, [] if tag == "pre" else classes)
        self.open.append((tag, not is_box or tag == "pre"))

    def add_element(self, tag: str, values: dict[str, str | None], classes: list[str]) -> None:
        id_text = f"#{values['id']}" if values.get("id") else ""
        self.lines.append("  " * self.depth() + tag + id_text + "".join(f".{name}" for name in classes))

    def depth(self) -> int:
        return sum(is_shown for _, is_shown in self.open)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if tag == "pre" and not self.skipped:
            self.add_text(self.code.rstrip("\n"))
        if tag == "pre":
            self.code = ""
        self.open.pop()
        self.skipped = max(0, self.skipped - 1)

    def handle_data(self, data: str) -> None:
        if any(name == "pre" for name, _ in self.open):
            self.code += "" if self.skipped else data
        elif data.strip() and not self.skipped:
            self.add_text(data.strip())

    def add_text(self, text: str) -> None:
        self.lines += ["  " * self.depth() + "| " + line for line in text.split("\n")]


def outline(html: str) -> str:
    """Return the outline of HTML."""
    parser = _Outline()
    parser.feed(html)
    parser.close()
    assert not parser.open, f"elements that are never closed: {parser.open}"
    return "".join(f"{line.rstrip()}\n" for line in parser.lines)
