"""The first page: its contents are those of the navigation, its lines to install those of the guide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from mkdocs.config import load_config

from tests.support.site import DOCS, ROOT

_HOME = DOCS.joinpath("index.md").read_text(encoding="utf-8")


def _contents() -> list[tuple[str, str]]:
    """Return what the contents lead to: titles and pages."""
    part = _HOME.partition('<div class="home-contents"')[2].partition("\n## ")[0]
    return re.findall(r"^- \[(.+)\]\((.+)\)$", part, re.MULTILINE)


def _pages(items: list[Any]) -> Iterator[tuple[str, str]]:
    """Yield titles and pages of the navigation; of a section, its pages or its first one stand for it."""
    for item in items:
        for title, target in item.items():
            if isinstance(target, str):
                yield title, target
            else:
                yield from _pages(target)


def test_the_contents_are_those_of_the_navigation() -> None:
    """Add a new page to docs/index.md too, by its title in mkdocs.yml; one page of a section will do."""
    found = _contents()
    nav = load_config(str(ROOT / "mkdocs.yml")).nav
    assert nav
    known = set(_pages(nav))
    assert [entry for entry in found if entry not in known] == []
    lists = [[*_pages([item])] for item in nav]
    missing = [pages[0] for pages in lists if not {*pages} & {*found} and pages[0][1] != "index.md"]
    assert missing == []
    assert len(found) == len(set(found))


def test_the_lines_to_install_are_those_of_the_guide() -> None:
    guide = DOCS.joinpath("team.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```(?:sh|yaml)\n(.+?)```", _HOME, re.DOTALL)
    assert len(blocks) == 2
    assert [one for block in blocks for one in block.splitlines() if one not in guide] == []
