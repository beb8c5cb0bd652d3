"""What vaults of notes add to Markdown, as rules of markdown-it: `[[노트]]` and `==강조==`."""

from __future__ import annotations

import re
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.notes.anchors import GitHubAnchors
from dockerlayers_site.notes.targets import SCHEME

_WIKI = lazy_pattern(
    r"(?P<embed>!?)\[\[(?P<name>[^\[\]|#\n]*)(?:#(?P<heading>[^\[\]|\n]+))?(?:\|(?P<shown>[^\[\]\n]+))?\]\]"
)
_MARK = lazy_pattern(r"==(?=[^\s=])(?P<text>[^\n]*?[^\s=])==(?!=)")
_SIZE = lazy_pattern(r"\d+(?:x\d+)?")
_PICTURE = lazy_pattern(r"\.(?:png|jpe?g|gif|svg|webp|avif|bmp)$", re.IGNORECASE)
_WORD = lazy_pattern(r"[A-Za-z0-9_=]")


def use_vault(parser: MarkdownIt) -> None:
    """Put the rules into a parser."""
    parser.inline.ruler.before("link", "wiki_link", _wiki_link)
    parser.inline.ruler.before("link", "highlight", _highlight)


def _wiki_link(state: StateInline, silent: bool) -> bool:
    """Read `[[file#heading|text]]`, or a picture behind `!`."""
    found = _WIKI.match(state.src, state.pos) if state.src[state.pos] in "![" else None
    if not found or not (found["name"].strip() or found["heading"]) or found.end() > state.posMax:
        return False
    if found["name"].strip().lower() == "toc" or state.src.startswith("(", found.end()):
        return False
    if not silent:
        _push_link(state, found)
    state.pos = found.end()
    return True


def _push_link(state: StateInline, found: re.Match[str]) -> None:
    name, heading = found["name"].strip(), (found["heading"] or "").strip()
    shown = (found["shown"] or "").strip()
    # A block's own mark, `#^abc`, is known to the vault alone.
    anchor = "" if heading.startswith("^") else GitHubAnchors().add(heading.rpartition("#")[2])
    address = (SCHEME + quote(name) if name else "") + (f"#{anchor}" if anchor else "")
    if found["embed"] and _PICTURE.search(name):
        token = state.push("image", "img", 0)
        token.attrs = {"src": address, "alt": ""}
        alt = Token("text", "", 0)
        alt.content = name if not shown or _SIZE.fullmatch(shown) else shown
        token.children = [alt]
        return
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": address or "#"}
    state.push("text", "", 0).content = shown or (
        f"{name} › {heading}" if name and heading else name or heading
    )
    state.push("link_close", "a", -1)


def _highlight(state: StateInline, silent: bool) -> bool:
    """Read `==text==`, which is no comparison: nothing of a word stands before it."""
    if not state.src.startswith("==", state.pos):
        return False
    found = _MARK.match(state.src, state.pos, state.posMax)
    if not found or (state.pos and _WORD.match(state.src[state.pos - 1])):
        return False
    if not silent:
        end = state.posMax
        state.push("mark_open", "mark", 1)
        state.pos, state.posMax = found.start("text"), found.end("text")
        state.md.inline.tokenize(state)
        state.push("mark_close", "mark", -1)
        state.posMax = end
    state.pos = found.end()
    return True
