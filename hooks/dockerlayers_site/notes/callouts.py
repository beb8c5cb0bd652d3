"""Alerts of GitHub and callouts of Obsidian, as admonitions."""

from __future__ import annotations

import re

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.texts import SiteTexts

_ALERT = lazy_pattern(r"\[!(?P<kind>[A-Za-z][\w-]*)\](?P<fold>[+-]?)[ \t]*(?P<title>[^\n]*)(?:\n|$)")
_ALERTS = {
    "note": "note",
    "tip": "tip",
    "important": "info",
    "warning": "warning",
    "caution": "danger",
}
# Obsidian's, by its own help: https://help.obsidian.md/callouts
_CALLOUTS = {
    **_ALERTS,
    **dict.fromkeys(("abstract", "summary", "tldr"), "abstract"),
    **dict.fromkeys(("info", "todo"), "info"),
    "hint": "tip",
    **dict.fromkeys(("success", "check", "done"), "success"),
    **dict.fromkeys(("question", "help", "faq"), "question"),
    "attention": "warning",
    **dict.fromkeys(("failure", "fail", "missing"), "failure"),
    **dict.fromkeys(("danger", "error"), "danger"),
    "bug": "bug",
    "example": "example",
    **dict.fromkeys(("quote", "cite"), "quote"),
}
_FOLDS = {"": "!!!", "+": "???+", "-": "???"}


def find_callout(content: str) -> re.Match[str] | None:
    """Find what makes a callout of a quote that begins with a text: its kind, whether it folds, its title."""
    found = _ALERT.match(content)
    if not found or found["kind"].lower() not in _CALLOUTS:
        return None
    # GitHub's own, in capitals, have no title: with more in the line it shows a quote.
    is_quote = found["kind"].isupper() and found["title"].strip() and not found["fold"]
    return None if is_quote else found


def write_callout(found: re.Match[str], title: str, texts: SiteTexts) -> str:
    """Write the line that begins a callout: one without a title is called by its kind."""
    kind = found["kind"].lower()
    named = texts.word(kind) if kind in _ALERTS else kind.capitalize()
    return f'{_FOLDS[found["fold"]]} {_CALLOUTS[kind]} "{title or named}"'
