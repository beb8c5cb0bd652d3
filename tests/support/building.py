"""Build a site with MkDocs: by its command, or in this process, which takes a third of the time."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

from click import ClickException
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.theme import Theme

from tests.support.commands import run_command


@dataclass(frozen=True, kw_only=True)
class Built:
    """What a build came to: its exit status and what it printed."""

    status: int
    output: str

    @property
    def warnings(self) -> list[str]:
        """Return the first line of each warning."""
        return [line for line in self.output.splitlines() if line.startswith("WARNING")]


def build_by_command(
    config: Path, *, site_url: str = "", site_dir: Path | None = None, strict: bool = True
) -> Built:
    """Run `mkdocs build` in a process of its own."""
    command = [sys.executable, "-m", "mkdocs", "build", "--config-file", str(config)]
    command += ["--site-dir", str(site_dir)] if site_dir else []
    command += ["--strict"] if strict else []
    # Messages are wrapped at the width of the terminal, and where there is none, not at all.
    environment = {**os.environ, **_environment(site_url), "COLUMNS": "0"}
    done = run_command(command, environment, config.parent)
    return Built(status=done.returncode, output=done.stdout)


def build_in_process(config: Path, *, site_url: str = "", strict: bool = True) -> Built:
    """Build as the command does, with the modules and the templates that this process has loaded."""
    with patch.dict(os.environ, _environment(site_url)), _log() as output, _kept_templates():
        try:
            loaded = load_config(str(config), strict=strict)
            loaded.plugins.on_startup(command="build", dirty=False)
            try:
                build(loaded)
            finally:
                loaded.plugins.on_shutdown()
        except ClickException as error:
            output.write(f"\n{error.format_message()}\n")
            return Built(status=error.exit_code, output=output.getvalue())
        return Built(status=0, output=output.getvalue())


def _environment(site_url: str) -> dict[str, str]:
    return {"SITE_URL": site_url, "NO_MKDOCS_2_WARNING": "1"}


class _Bytecode(BytecodeCache):
    """Keep compiled templates: to compile them is two thirds of a small site's build."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket; Jinja looks itself whether the code is that of the template's text."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what is in a bucket."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


_bytecode = _Bytecode()
# By the theme's folders. To go through Material's fifteen thousand icons is most of the rest.
_names: dict[tuple[str, ...], list[str]] = {}


@contextmanager
def _kept_templates() -> Iterator[None]:
    get_env = Theme.get_env

    def keeping(theme: Theme) -> Environment:
        environment = get_env(theme)
        environment.bytecode_cache = _bytecode
        folders, list_templates = tuple(theme.dirs), environment.list_templates

        def list_once(**options: Any) -> list[str]:
            if folders not in _names:
                _names[folders] = list_templates(**options)
            return _names[folders]

        environment.list_templates = list_once  # type: ignore[assignment,method-assign]
        return environment

    with patch.object(Theme, "get_env", keeping):
        yield


@contextmanager
def _log() -> Iterator[StringIO]:
    """Collect what MkDocs says, in the form of its command."""
    output = StringIO()
    logger = logging.getLogger("mkdocs")
    handler, level = logging.StreamHandler(output), logger.level
    handler.setFormatter(logging.Formatter("%(levelname)-8s-  %(message)s"))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield output
    finally:
        logger.setLevel(level)
        logger.removeHandler(handler)
