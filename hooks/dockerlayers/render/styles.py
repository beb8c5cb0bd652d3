"""The style sheets and the scripts that breakdowns need."""

from __future__ import annotations

from dockerlayers.data import load_text

TOKENS = "tokens.css"
"""The variables of which all styles are made, those of the site too: they come once, before the others."""
STYLES = (
    "breakdown.css",
    "opening.css",
    "picture.css",
    "answers.css",
    "compare.css",
    "rebuilds.css",
    "media.css",
)
SCRIPTS = ("breakdown.js", "copying.js", "pieces.js", "targets.js", "questions.js", "arrival.js")
BREAKDOWN_ASSETS = (*STYLES, *SCRIPTS)
"""What every page with a breakdown needs behind the tokens, in this order."""

_SCHEME = '@media screen {\n  [data-md-color-scheme="slate"] .bd.bd {'
_QUERY = "@media screen and (prefers-color-scheme: dark) {\n  .bd.bd {"


def load_asset(name: str) -> str:
    """Load a style sheet or a script by its name."""
    return load_text(f"render/assets/{name}")


def load_page_style() -> str:
    """Load all styles of a page of its own, where the system decides between light and dark.

    Raise ValueError where the dark colours are not found, which Material's own switch guards.
    """
    style = load_asset("breakdown.css")
    if style.count(_SCHEME) != 1:
        raise ValueError(f"breakdown.css does not hold {_SCHEME!r} once")
    others = "".join(map(load_asset, STYLES[1:]))
    return load_asset(TOKENS) + load_asset("page.css") + style.replace(_SCHEME, _QUERY) + others


def load_scripts() -> str:
    """Load all scripts as one."""
    return "".join(map(load_asset, SCRIPTS))
