"""The command builds what a build in the tests' own process does: so the histories may be played there."""

from __future__ import annotations

import re
from pathlib import Path

from tests.links.history import History
from tests.support.building import Built, build_by_command

FENCE = '```dockerfile {title="예제" #web}\nFROM alpine:3.22\nRUN apk add git\n```\n'


def said(built: Built) -> list[str]:
    """Return what a build printed, but for how long it took."""
    lines = re.sub(r"in [\d.]+ seconds", "in … seconds", built.output).splitlines()
    return [line for line in lines if line]


def written(site: Path) -> dict[str, bytes]:
    """Return all files of a site."""
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_the_command_fails_with_the_same_words_and_status(history: History) -> None:
    history.begin(index=f"# 처음\n\n{FENCE}", guide="# 안내\n\n## 하나\n")
    history.delete("guide")
    history.write(index="# 처음\n\n```dockerfile\nFORM alpine\n```\n\n[없음](no.md)\n")
    built, command = history.build(), build_by_command(history.config, site_url=history.site_url)
    assert built.status == command.status == 1
    assert len(built.warnings) >= 3
    assert said(built) == said(command)


def test_the_command_writes_the_same_site(history: History) -> None:
    history.begin(index=f"# 처음\n\n{FENCE}", guide="# 안내\n\n## 하나\n\n[처음](index.md#web)\n")
    built, site = history.build(), written(history.site)
    command = build_by_command(history.config, site_url=history.site_url)
    assert built.status == command.status == 0
    assert said(built) == said(command)
    assert {"index.html", "guide/index.html", "sitemap.xml"} <= site.keys()
    assert written(history.site) == site
