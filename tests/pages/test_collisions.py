"""Two files of which another system, or the site, can hold but one are told together."""

from __future__ import annotations

import unicodedata

import pytest

from dockerlayers_site.pages.collisions import Likeness, find_collisions

NFD = unicodedata.normalize("NFD", "한글.md")


@pytest.mark.parametrize(
    ("names", "pairs"),
    [
        (["a.md", "b.md"], []),
        (["Guide.md", "guide.md"], [("Guide.md", "guide.md", Likeness.CASE)]),
        (["한글.md", NFD], [(NFD, "한글.md", Likeness.COMPOSITION)]),
        (["STRASSE.md", "straße.md"], [("STRASSE.md", "straße.md", Likeness.CASE)]),
        (["Part/a.md", "part/b.md", "part/c.md"], [("Part/", "part/", Likeness.CASE)]),
        (["Part/a.md", "part/a.md"], [("Part/", "part/", Likeness.CASE)]),
        (["a.md", "a/index.md"], [("a.md", "a/index.md", Likeness.ADDRESS)]),
        (["a.md", "A/index.md"], [("A/index.md", "a.md", Likeness.ADDRESS)]),
        (["그림.PNG", "그림.png"], [("그림.PNG", "그림.png", Likeness.CASE)]),
        (["a/x.md", "b/X.md"], []),
    ],
)
def test_what_collides_is_told_once(names: list[str], pairs: list[tuple[str, str, Likeness]]) -> None:
    addresses = {name: name.removesuffix("index.md").removesuffix(".md").rstrip("/") + "/" for name in names}
    found = [(one.one, one.other, one.likeness) for one in find_collisions(addresses)]
    assert found == pairs
