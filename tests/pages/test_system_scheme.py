"""What of Material's palette a site needs, and what makes a page dark where no script runs."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from dockerlayers_site.pages.system_scheme import dark_of_system, follows_system, keep_offered

_LIGHT = {"media": "(prefers-color-scheme: light)", "scheme": "default", "primary": "teal"}
_DARK = {"media": "(prefers-color-scheme: dark)", "scheme": "slate", "accent": "custom"}
_AUTO = {"media": "(prefers-color-scheme)"}


def _palette() -> str:
    found = find_spec("material")
    assert found
    assert found.origin
    folder = Path(found.origin).parent / "templates/assets/stylesheets"
    return next(folder.glob("palette.*.min.css")).read_text(encoding="utf-8")


def test_the_dark_of_the_system_is_that_of_the_palette() -> None:
    dark = dark_of_system(_palette())
    assert dark.startswith(
        "@media screen and (prefers-color-scheme: dark){[data-md-color-scheme=default]{color-scheme:dark;"
    )
    assert "slate" not in dark
    assert dark.count("{") == dark.count("}")


def test_colours_that_a_site_does_not_offer_are_left_out() -> None:
    css = _palette()
    none = keep_offered(css, [{"primary": "custom", "accent": "custom"}, _DARK | {"primary": "custom"}])
    assert "data-md-color-primary" not in none
    assert "data-md-color-accent" not in none
    assert "@media screen{[data-md-color-scheme=slate]{color-scheme:dark;" in none
    assert none.count("{") == none.count("}")
    assert "{}" not in none
    assert len(none) < len(css) / 3


def test_colours_that_a_site_offers_are_kept() -> None:
    kept = keep_offered(_palette(), [{"primary": "light green", "scheme": "default"}])
    for rule in (
        "[data-md-color-primary=light-green]{--md-primary-fg-color:#8bc34b;",
        "[data-md-color-primary=light-green]{--md-primary-bg-color:#fff;",
        "[data-md-color-primary=light-green]:not([data-md-color-scheme=slate]){--md-typeset-a-color:#72ad2e}",
        # What Material takes where an entry names none.
        "[data-md-color-accent=indigo]{--md-accent-fg-color:#526cfe;",
    ):
        assert rule in kept
    assert "[data-md-color-primary=green]" not in kept
    assert "[data-md-color-primary=indigo]" not in kept


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
