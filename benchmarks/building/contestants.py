"""The generators that are compared, each with the same pages."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.support.site import ROOT

_ZENSICAL = ROOT / ".cache/bench/zensical"
_ADDRESS = "https://example.org/handbook/"
# As for who does not test: compiled modules are kept.
ENVIRONMENT = {"SITE_URL": _ADDRESS, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": ""}
# What of the project's settings is about its own pages.
_OWN = (
    r"(?ms)^nav:.*?\n\n",
    r"(?ms)^watch:.*",
    r"(?m)^  (?:custom_dir|logo|favicon): .*\n",
    r"(?m)^extra_css:\n(?:  - .*\n)*",
    r"(?m)^hooks:\n(?:  - .*\n)*",
)
# With the options that the project's own pages need.
_PLUGIN = re.compile(r"(?m)^  - dockerlayers:?\n(?:      .*\n)*")
_HUGO = """baseURL = "https://example.org/"
title = "Bench"
disableKinds = ["taxonomy", "term"]
[markup.goldmark.renderer]
unsafe = true
"""
_LAYOUT = "<!doctype html><title>{{ .Title }}</title><main>{{ .Content }}</main>\n"


@dataclass(frozen=True, kw_only=True)
class Contestant:
    """A generator: how it is called, the tag of Dockerfiles in its pages, and how it is run and set up.

    `cores` is on how many it runs; `kept` are the folders in which it keeps something for the next build.
    """

    name: str
    tag: str
    command: Sequence[str | Path]
    set_up: Callable[[Path], None]
    docs: str = "docs"
    cores: int | None = None
    kept: tuple[str, ...] = ()


def list_contestants() -> list[Contestant]:
    """Return those that are here or can be installed; the first is what all others are compared with."""
    mkdocs: tuple[str | Path, ...] = (sys.executable, "-m", "mkdocs", "build", "--quiet")
    found = [
        Contestant(name="MkDocs", tag="docker", command=mkdocs, set_up=_set_up_plain),
        Contestant(
            name="ours, one core",
            tag="dockerfile",
            command=mkdocs,
            set_up=_set_up_ours,
            cores=1,
            kept=(".cache",),
        ),
        Contestant(name="ours", tag="dockerfile", command=mkdocs, set_up=_set_up_ours, kept=(".cache",)),
    ]
    zensical = _find_zensical()
    if zensical:
        command = (zensical, "build")
        kept = (".cache",)
        found.append(
            Contestant(name="Zensical", tag="docker", command=command, set_up=_set_up_plain, kept=kept)
        )
    hugo = shutil.which("hugo")
    if hugo:
        found.append(
            Contestant(
                name="Hugo, bare",
                tag="docker",
                command=(hugo, "--quiet"),
                set_up=_set_up_hugo,
                docs="content",
            )
        )
    return found


def _find_zensical() -> Path | None:
    """Return its command, installed in a folder of its own: its needs are not ours."""
    command = _ZENSICAL / "bin/zensical"
    if not command.exists():
        subprocess.run((sys.executable, "-m", "venv", _ZENSICAL), check=True)
        install = (_ZENSICAL / "bin/pip", "install", "--quiet", "zensical")
        subprocess.run(install, check=False)
    return command if command.exists() else None


def settings(*, is_plain: bool) -> str:
    """Return the project's settings without those of its own pages; plain ones are without our plugin."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for pattern in _OWN:
        text = re.sub(pattern, "", text)
    return _PLUGIN.sub("" if is_plain else "  - dockerlayers\n", text)


def _set_up_plain(folder: Path) -> None:
    (folder / "mkdocs.yml").write_text(settings(is_plain=True), encoding="utf-8")


def _set_up_ours(folder: Path) -> None:
    (folder / "mkdocs.yml").write_text(settings(is_plain=False), encoding="utf-8")


def _set_up_hugo(folder: Path) -> None:
    (folder / "hugo.toml").write_text(_HUGO, encoding="utf-8")
    (folder / "config.toml").write_text(_HUGO, encoding="utf-8")
    # Of a folder with an index.md Hugo would make one page.
    (folder / "content/index.md").rename(folder / "content/_index.md")
    for name in ("single", "list"):
        path = folder / f"layouts/_default/{name}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_LAYOUT, encoding="utf-8")
    (folder / "layouts/index.html").write_text(_LAYOUT, encoding="utf-8")
