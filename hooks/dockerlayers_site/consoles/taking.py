"""Take new output into a page: lines and placeholders that still fit stay, ids and times get placeholders."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.consoles.output import Pair, align, is_any, pair_lines
from dockerlayers_site.consoles.placeholders import ELLIPSIS, KINDS, Bound, has_placeholder, match_line

# What nobody wants to see as it was once, found by itself. Twelve digits alone may be a number, and twelve
# letters a word.
_FOUND = {
    "digest": rf"(?<=sha256:){KINDS['digest']}(?!\w)",
    # What BuildKit calls its own things.
    "any": (
        r"(?<![\w-])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:::[0-9a-z]{25})?(?!\w)"
        r"|(?<=/)[0-9a-z]{25}(?=/)"
    ),
    "id": r"(?<![\w:])(?:[0-9a-f]{64}|(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{12})(?!\w)",
    # A day alone may be what the page speaks of.
    "time": rf"(?<![\w:.-])(?!\d{{4}}[-/]\d\d[-/]\d\d(?![T ]\d\d:)){KINDS['time']}(?!\w)",
    "ago": r"(?<!\w)(?:Less than a second|About an? (?:minute|hour)|\d+ \w+s?) ago(?!\w)",
    "up": rf"(?<=\bUp ){KINDS['ago']}",
    "done": r"(?<=DONE )\d+\.\d+s(?!\w)",
    # What `time` tells: the seconds count, what is behind them does not.
    "part": r"(?:(?<=^real\t\dm)|(?<=^user\t\dm)|(?<=^sys\t\dm))(?P<whole>\d+)\.\d+s$",
}
_NAMES = {"up": "ago", "done": "seconds"}
_AUTOMATIC = lazy_pattern("|".join(f"(?P<{name}>{pattern})" for name, pattern in _FOUND.items()))
_COLUMN = lazy_pattern(r"  +")
_WORD = lazy_pattern(rf"{KINDS['ago']}(?= )|{KINDS['time']}(?!\S)|\S+")


def take_output(shown: Sequence[str], printed: Sequence[str], bound: Bound, kernel: str) -> tuple[str, ...]:
    """Return the lines that a page is to show of an output."""
    lines: list[str] = []
    for pair in pair_lines(shown, printed, bound):
        line = _take(pair, bound, kernel)
        is_covered = line is not None and is_any(line) and lines[-1:] == [line]
        lines += [line] if line is not None and not is_covered else []
    return tuple(lines)


def _take(pair: Pair, bound: Bound, kernel: str) -> str | None:
    if pair.is_same and pair.shown is not None:
        # A time that happens to be the same now is another one soon.
        return pair.shown if has_placeholder(pair.shown) else generalize(pair.shown, kernel)
    if pair.printed is None:
        return None
    if pair.shown is not None and has_placeholder(pair.shown):
        return _keep_placeholders(pair.shown, pair.printed, bound, kernel)
    return generalize(pair.printed, kernel)


def _keep_placeholders(shown: str, printed: str, bound: Bound, kernel: str) -> str:
    """Return a printed line with the placeholders of the shown one, word by word."""
    words = [*_WORD.finditer(printed)]

    def is_same(one: str, other: str) -> bool:
        return match_line(one, other, bound) is not None

    paired = align(_WORD.findall(shown), [word[0] for word in words], is_same, lambda _: False)
    kept = [one if same else None for one, other, same in paired if other is not None]
    line, at = "", 0
    for word, placeholder in zip(words, kept, strict=True):
        line += printed[at : word.start()]
        is_kept = placeholder is not None and has_placeholder(placeholder)
        line += str(placeholder) if is_kept else generalize(word[0], kernel)
        at = word.end()
    return line


def generalize(line: str, kernel: str) -> str:
    """Put placeholders in place of ids, times and the kernel's version; columns stay where they are."""
    parts, at, debt = "", 0, 0
    pattern = re.compile(rf"{_AUTOMATIC.pattern}|(?P<kernel>(?<![\w.]){re.escape(kernel)}(?![\w.]))")
    for found in pattern.finditer(line):
        between, debt = _pay(line[at : found.start()], debt)
        placeholder = _name(found)
        parts += between + placeholder
        debt += len(found[0]) - len(placeholder)
        at = found.end()
    return parts + _pay(line[at:], debt)[0]


def _name(found: re.Match[str]) -> str:
    if found["whole"]:
        return f"{found['whole']}{ELLIPSIS}"
    if found["any"]:
        return ELLIPSIS
    kind = next(name for name, value in found.groupdict().items() if value is not None)
    return f"<{_NAMES.get(kind, kind)}>"


def _pay(text: str, debt: int) -> tuple[str, int]:
    """Make the first gap between two columns as much wider or narrower as what stands before it was not."""
    gap = _COLUMN.search(text)
    if not gap or not debt:
        return text, debt
    width = max(len(gap[0]) + debt, 2)
    return f"{text[: gap.start()]}{' ' * width}{text[gap.end() :]}", debt - (width - len(gap[0]))
