"""Formulas as GitHub writes them, as rules of markdown-it: `$…$`, `$$…$$`, `` $`…`$ ``.

In a note about Docker a dollar is more often a variable of a shell or a price. What GitHub shows as text is
text here; so is what only a shell would write. Beside Hangul, where GitHub gives up, it is a formula too.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.links.names import load_particles

_TICKED = lazy_pattern(r"\$`(?P<text>[^`]+)`\$(?P<mark>)")
_DISPLAY = lazy_pattern(r"(?P<mark>\$\$)(?P<text>(?:\\[\s\S]|[^\\$`])+)\$\$")
_INLINE = lazy_pattern(r"(?P<mark>\$)(?P<text>(?!\s)(?:\\[\s\S]|[^\\$`])+)(?<!\s)\$")
_BEFORE = lazy_pattern(r"[A-Za-z0-9_$]")
# Behind `$HOME/$USER`, `$A${B}`, `$(A)/$(B)` and `$1$2`, the second dollar ends nothing.
_BEHIND = lazy_pattern(r"[A-Za-z0-9_${^@#]|\([A-Za-z_(]")
_HANGUL = lazy_pattern(r"[\u3131-\u318e\uac00-\ud7a3]")
_LETTERS = lazy_pattern(r"[\uac00-\ud7a3]+")
_WORDS = lazy_pattern(r"\\(?:text\w*|mathrm|mbox|operatorname)\s*\{[^{}]*\}")
_SIGN = lazy_pattern(r"[\\^_=]")
_SHELL = lazy_pattern(
    r"""[?@\#*!_'),;:\]}]                             # $? $@ $# $_, and ($) among other marks
      | \{[A-Za-z_]\w+(?:[:\#%/^,@?+-][^{}]*)?\}       # ${HOME} ${TAG:-latest}
      | [^"]*"                                        # "$A" and "$B"
      | .*\.\*$                                       # (^$|.*)
      | \d[\d.,]*\s+\(?[^\W\d]{2,}                    # $5 or 10$
    """,
    re.VERBOSE | re.DOTALL,
)
_PROSE = lazy_pattern(r"(?:.*?\b[A-Za-z]{2,}\b){3}", re.DOTALL)


def use_math_text(parser: MarkdownIt) -> None:
    """Put the rule for formulas in a text into a parser."""
    parser.inline.ruler.after("escape", "math", _math_text)


def use_math_blocks(parser: MarkdownIt) -> None:
    """Put the rule for formulas of their own lines into a parser."""
    parser.block.ruler.before("table", "math", _math_block, {"alt": ["paragraph", "blockquote", "list"]})


def is_math(text: str, *, is_beside_hangul: bool = False) -> bool:
    """Say whether what stands between dollars is a formula, and nothing of a shell's or a price."""
    if not text.strip() or _SHELL.match(text):
        return False
    has_sign = bool(_SIGN.search(text))
    if _HANGUL.search(_WORDS.sub("", text)):
        return has_sign and not (is_beside_hangul and _starts_with_particle(text))
    return has_sign or not _PROSE.match(text)


def _starts_with_particle(text: str) -> bool:
    """Say whether the dollar before a text is named there, not opened: a particle stands behind it."""
    word = _LETTERS.match(text)
    return word is not None and word[0] in load_particles()


def _math_text(state: StateInline, silent: bool) -> bool:
    """Read a formula in a text."""
    start = state.pos
    if state.src[start] != "$" or (start and _BEFORE.match(state.src[start - 1])):
        return False
    ticked = _TICKED.match(state.src, start, state.posMax)
    found = ticked or next(
        filter(None, (one.match(state.src, start, state.posMax) for one in (_DISPLAY, _INLINE))), None
    )
    if not found or (not ticked and not _stands_free(state.src, found)):
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content, token.markup = found["text"], found["mark"]
    state.pos = found.end()
    return True


def _stands_free(text: str, found: re.Match[str]) -> bool:
    """Say whether dollars are those of a formula, by what is in them and around."""
    around = text[max(found.start() - 1, 0) : found.start()] + text[found.end() : found.end() + 1]
    if _BEHIND.match(text, found.end()):
        return False
    return is_math(found["text"], is_beside_hangul=bool(_HANGUL.search(around)))


def _math_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a formula that has its lines for itself."""
    begin, stop = state.bMarks[start] + state.tShift[start], state.eMarks[start]
    if not state.src.startswith("$$", begin) or state.is_code_block(start):
        return False
    last = _find_end(state, start, end)
    if last is None:
        return False
    lines = [state.src[begin:stop], *state.getLines(start + 1, last, state.blkIndent, False).split("\n")]
    text = "\n".join(lines).strip()[2:-2]
    if "$$" in text or not is_math(text, is_beside_hangul=True):
        return False
    if not silent:
        token = state.push("math_block", "math", 0)
        token.content, token.markup = text.strip("\n"), f"$${text}$$"
        token.map = [start, last]
        state.line = last
    return True


def _find_end(state: StateBlock, start: int, end: int) -> int | None:
    """Return the line behind the one that ends with two dollars; a formula has no empty line in it."""
    first = _text_of(state, start)
    if first.endswith("$$") and len(first) > 4:
        return start + 1
    # Up to there, no line is an end: looked for once, however many begin.
    if "$$" in first[2:] or start < state.env.get("no_math_before", 0):
        return None
    for line in range(start + 1, end):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return None
        if state.isEmpty(line):
            state.env["no_math_before"] = line
            return None
        if _text_of(state, line).endswith("$$"):
            return line + 1
    state.env["no_math_before"] = end
    return None


def _text_of(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()
