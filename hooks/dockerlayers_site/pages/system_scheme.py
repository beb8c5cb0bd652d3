"""Take from Material's palette what a site needs: its colours, and what is dark where no script runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from dockerlayers.patterns import lazy_pattern

_RULE = lazy_pattern(r"(?P<selector>[^{}]+)(?P<body>\{[^{}]*\})")
_LIGHT, _DARK = "default", "slate"
_SCHEME = lazy_pattern(rf"\[data-md-color-scheme=\"?{_DARK}\"?\]")
_COLOR = lazy_pattern(r"\[data-md-color-(?P<kind>primary|accent)=\"?(?P<name>[\w-]+)\"?\]")
# What a page has whose palette names none.
_COLOR_UNNAMED = "indigo"
_BETWEEN_SELECTORS = lazy_pattern(r",(?![^()]*\))")
_EMPTY_MEDIA = lazy_pattern(r"@media[^{}]*\{\s*\}")
_MEDIA_DARK = "(prefers-color-scheme: dark)"
# A picture for the dark alone is hidden in the light, by a rule that knows the scheme alone.
_ONLY_DARK = (
    f"[data-md-color-scheme={_LIGHT}] "
    ':is(img[src$="#only-dark"],img[src$="#gh-dark-mode-only"]){display:revert}'
)


def follows_system(palette: Iterable[Mapping[str, Any]]) -> bool:
    """Say whether a page that is light as it was built becomes dark where the system is."""
    entries = [*palette]
    is_light = bool(entries) and (entries[0].get("scheme") or _LIGHT) == _LIGHT
    return is_light and any(one.get("scheme") == _DARK and one.get("media") == _MEDIA_DARK for one in entries)


def keep_offered(css: str, palette: Iterable[Mapping[str, Any]]) -> str:
    """Return the palette's rules without those of colours that no entry of a site's names."""
    offered = {
        (kind, (one.get(kind) or _COLOR_UNNAMED).replace(" ", "-"))
        for one in palette
        for kind in ("primary", "accent")
    }

    def keep(rule: re.Match[str]) -> str:
        selectors = [
            one
            for one in _BETWEEN_SELECTORS.split(rule["selector"])
            if offered.issuperset(found.group("kind", "name") for found in _COLOR.finditer(one))
        ]
        return ",".join(selectors) + rule["body"] if selectors else ""

    return _EMPTY_MEDIA.sub("", _RULE.sub(keep, css))


def dark_of_system(css: str) -> str:
    """Return what makes a light page dark where the system is: the palette's rules of the dark scheme."""
    rules = [found[0] for found in _RULE.finditer(css) if _SCHEME.search(found["selector"])]
    light = "".join(_SCHEME.sub(f"[data-md-color-scheme={_LIGHT}]", rule.strip()) for rule in rules)
    return f"@media screen and {_MEDIA_DARK}{{{light}{_ONLY_DARK}}}"
