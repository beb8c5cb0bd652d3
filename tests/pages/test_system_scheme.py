"""What of Material's styles makes a page dark where the system is, and no script runs."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from dockerlayers_site.pages.system_scheme import dark_of_system, follows_system

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
