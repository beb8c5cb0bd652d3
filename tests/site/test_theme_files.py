"""The files of a theme are those that MkDocs would find, and are found without a look at its icons."""

from __future__ import annotations

from jinja2 import FileSystemLoader
from mkdocs.config.base import load_config

from dockerlayers_site.plugin.theme import Theme


def test_no_file_is_missed() -> None:
    config = load_config(theme="material")
    found = FileSystemLoader(config.theme.dirs).list_templates()
    shown = [path for path in found if not any(part.startswith(".") for part in path.split("/")[:-1])]
    Theme().on_config(config)
    assert config.theme.get_env().list_templates() == shown
    assert len(shown) < len(found) / 10
