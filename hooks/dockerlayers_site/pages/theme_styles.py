"""Take out of Material's styles what no page has, and take from them what is dark where no script runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from dockerlayers.patterns import lazy_pattern

_RULE = lazy_pattern(r"(?P<selector>[^{}]+)\{[^{}]*\}")
_COLOR = lazy_pattern(r"\[data-md-color-(?:primary|accent)=\"?([\w-]+)\"?\]")
_RIGHT_TO_LEFT = "[dir=rtl]"
_LIGHT, _DARK = "default", "slate"
_SCHEME = lazy_pattern(rf"\[data-md-color-scheme=\"?{_DARK}\"?\]")
# As Material has it where no color is chosen.
_COLOR_OF_MATERIAL = "indigo"
_MEDIA_DARK = "(prefers-color-scheme: dark)"
# A picture for the dark alone is hidden in the light, by a rule that knows the scheme alone.
_ONLY_DARK = (
    f"[data-md-color-scheme={_LIGHT}] "
    ':is(img[src$="#only-dark"],img[src$="#gh-dark-mode-only"]){display:revert}'
)


def colors_of(palette: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Return the names of the colors that a page may have, of which a palette is a choice."""
    kinds = ("primary", "accent")
    return frozenset(str(one.get(kind) or _COLOR_OF_MATERIAL) for one in palette for kind in kinds)


def keep_colors(css: str, colors: Collection[str]) -> str:
    """Return the palette without the rules of colors that no page has."""
    return _keep(css, lambda selector: {*_COLOR.findall(selector)} <= {*colors})


def keep_left_to_right(css: str) -> str:
    """Return styles without the rules for pages that are written from right to left."""
    return _keep(css, lambda selector: _RIGHT_TO_LEFT not in selector)


def _keep(css: str, is_needed: Callable[[str], bool]) -> str:
    """Return styles without the rules of which no selector is needed."""

    def keep(rule: re.Match[str]) -> str:
        return rule[0] if any(map(is_needed, rule["selector"].split(","))) else ""

    return _RULE.sub(keep, css)


def follows_system(palette: Iterable[Mapping[str, Any]]) -> bool:
    """Say whether a page that is light as it was built becomes dark where the system is."""
    entries = [*palette]
    is_light = bool(entries) and (entries[0].get("scheme") or _LIGHT) == _LIGHT
    return is_light and any(one.get("scheme") == _DARK and one.get("media") == _MEDIA_DARK for one in entries)


def dark_of_system(css: str) -> str:
    """Return what makes a light page dark where the system is: the palette's rules of the dark scheme."""
    rules = [found[0] for found in _RULE.finditer(css) if _SCHEME.search(found["selector"])]
    light = "".join(_SCHEME.sub(f"[data-md-color-scheme={_LIGHT}]", rule.strip()) for rule in rules)
    return f"@media screen and {_MEDIA_DARK}{{{light}{_ONLY_DARK}}}"
