"""The style sheets and the scripts that breakdowns need."""

from __future__ import annotations

from collections.abc import Iterable

from dockerlayers.data import load_text

TOKENS = "tokens.css"
"""The variables of which all styles are made, those of the site too: they come once, before the others."""
FIRST_STYLES = ("breakdown.css", "sheet.css", "picture.css", "answers.css", "media.css")
"""What every page with a breakdown needs behind the tokens, in this order."""
STYLES_OF_SOME = {"bd--compare": "compare.css", "bd--rebuilds": "rebuilds.css"}
"""What a page needs behind them that shows two files, by the class of what shows them."""
STYLES = (*FIRST_STYLES, *STYLES_OF_SOME.values())
"""All of them."""
FIRST_SCRIPTS = ("breakdown.js", "tools.js", "answers.js", "arrival.js", "whole.js")
"""What it needs at once."""
LATER_SCRIPTS = ("copying.js", "pieces.js", "targets.js")
"""What it needs when its reader does something."""
SCRIPTS = (*FIRST_SCRIPTS, *LATER_SCRIPTS)


def load_asset(name: str) -> str:
    """Load a style sheet or a script by its name."""
    return load_text(f"render/assets/{name}")


def load_styles(names: Iterable[str] = STYLES) -> str:
    """Load styles of breakdowns as one; they stand behind the tokens."""
    return "".join(map(load_asset, names))


def load_styles_of_some() -> dict[str, str]:
    """Load the styles that some pages need, by their names."""
    return {name: load_asset(name) for name in STYLES_OF_SOME.values()}


def load_page_style() -> str:
    """Load all styles of a page of its own, where the system decides between light and dark."""
    return load_asset(TOKENS) + load_asset("page.css") + load_styles()


def load_scripts(names: Iterable[str] = SCRIPTS) -> str:
    """Load scripts as one."""
    return "".join(map(load_asset, names))
