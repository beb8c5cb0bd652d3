"""Of Material's styles a site has what its pages may show, and what is dark without a script."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from dockerlayers_site.pages.theme_styles import (
    colors_of,
    dark_of_system,
    follows_system,
    keep_colors,
    keep_left_to_right,
)

_LIGHT = {"media": "(prefers-color-scheme: light)", "scheme": "default", "primary": "teal"}
_DARK = {"media": "(prefers-color-scheme: dark)", "scheme": "slate", "accent": "custom"}
_AUTO = {"media": "(prefers-color-scheme)"}
_CSS = (
    "@media screen{[data-md-color-scheme=slate]{color-scheme:dark;--md-hue:225deg}"
    "[data-md-color-scheme=slate][data-md-color-primary=teal]{--md-typeset-a-color:#0ff}}"
    "[data-md-color-primary=teal]{--md-primary:#088}[data-md-color-primary=red]{--md-primary:#f00}"
    "[data-md-color-accent=red],[data-md-color-accent=indigo]{--md-accent:#00f}"
    "@media screen and (min-width:60em){[data-md-color-primary=white] .md-search{color:#000}}"
)


def _palette() -> str:
    found = find_spec("material")
    assert found
    assert found.origin
    folder = Path(found.origin).parent / "templates/assets/stylesheets"
    return next(folder.glob("palette.*.min.css")).read_text(encoding="utf-8")


def test_colors_are_those_of_all_choices() -> None:
    assert colors_of([_LIGHT, _DARK]) == {"teal", "custom", "indigo"}


def test_a_palette_keeps_what_a_page_may_show() -> None:
    assert keep_colors(_CSS, {"teal", "indigo"}) == (
        "@media screen{[data-md-color-scheme=slate]{color-scheme:dark;--md-hue:225deg}"
        "[data-md-color-scheme=slate][data-md-color-primary=teal]{--md-typeset-a-color:#0ff}}"
        "[data-md-color-primary=teal]{--md-primary:#088}"
        "[data-md-color-accent=red],[data-md-color-accent=indigo]{--md-accent:#00f}"
        "@media screen and (min-width:60em){}"
    )


def test_materials_own_palette_keeps_its_dark_scheme_and_one_color() -> None:
    css = keep_colors(_palette(), {"teal"})
    assert "[data-md-color-scheme=slate]{color-scheme:dark" in css
    assert "[data-md-color-primary=teal]{--md-primary-fg-color:" in css
    assert "[data-md-color-accent=teal]{--md-accent-fg-color:" in css
    assert "[data-md-color-accent=red]{" not in css
    assert css.count("{") == css.count("}")


def test_a_page_from_left_to_right_has_no_other_rules() -> None:
    css = "a,[dir=rtl] a{b:c}@media print{[dir=rtl] p,[dir=rtl] b{d:e}[dir=ltr] p{d:f}}"
    assert keep_left_to_right(css) == "a,[dir=rtl] a{b:c}@media print{[dir=ltr] p{d:f}}"


def test_the_dark_of_the_system_is_that_of_the_palette() -> None:
    dark = dark_of_system(keep_colors(_palette(), {"custom"}))
    assert dark.startswith(
        "@media screen and (prefers-color-scheme: dark){[data-md-color-scheme=default]{color-scheme:dark;"
    )
    assert "slate" not in dark
    assert dark.count("{") == dark.count("}")


@pytest.mark.parametrize(
    ("palette", "expected"),
    [
        ([_AUTO, _LIGHT, _DARK], True),
        ([_LIGHT, _DARK], True),
        ([_DARK, _LIGHT], False),
        ([_LIGHT], False),
        ([_LIGHT, {**_DARK, "media": None}], False),
        ([], False),
    ],
)
def test_a_page_follows_the_system_where_its_palette_says_so(
    palette: list[dict[str, str | None]], expected: bool
) -> None:
    assert follows_system(palette) is expected
