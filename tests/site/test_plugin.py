"""The plugin's options: each feature can be switched off or set; a wrong word is told with the nearest."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from dockerlayers_site.plugin.plugin import DockerlayersPlugin


def _load(options: Any) -> tuple[DockerlayersPlugin, list[str]]:
    plugin = DockerlayersPlugin()
    errors, _ = plugin.load_config(options)
    return plugin, [f"{name}: {error}" for name, error in errors]


def _events(options: Any) -> dict[str, list[str]]:
    plugin, errors = _load(options)
    assert errors == []
    return {
        name: [method.__self__.__class__.__name__ for method in event.methods]
        for name, event in vars(plugin).items()
        if name.startswith("on_")
    }


def test_all_features_are_on_and_in_order() -> None:
    assert _events({})["on_config"] == ["Theme", "Notes", "Fences", "Search", "Links", "Previews"]
    assert _events({"links": {}, "search": True})["on_config"] == _events({})["on_config"]


@pytest.mark.parametrize("feature", ["fences", "notes", "search", "links", "previews"])
def test_a_feature_is_switched_off(feature: str) -> None:
    classes = {name for names in _events({feature: False}).values() for name in names}
    assert classes == {"Theme", "Notes", "Fences", "Search", "Links", "Previews"} - {feature.capitalize()}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"serach": False}, "serach: there is no such option; did you mean search?"),
        (
            {"x": 1},
            "x: there is no such option; there is fences, notes, search, links, previews",
        ),
        ({"links": {"id": "slug"}}, "links: id: there is no such option; did you mean ids?"),
        ({"links": {"ids": "slugs"}}, "links: ids: it cannot be 'slugs'; did you mean slug?"),
        ({"fences": {"explain": 3}}, "fences: explain: it cannot be 3; there is auto, brief, full"),
        ({"fences": {"checks": "no"}}, "fences: checks: expected true or false, found 'no'"),
        ({"notes": "off"}, "notes: expected true, false or the feature's options, found 'off'"),
    ],
)
def test_a_wrong_option_is_told_with_the_nearest(options: Any, message: str) -> None:
    assert _load(options)[1] == [message]


def test_mkdocs_stops_at_a_wrong_option(tmp_path: Path) -> None:
    with pytest.raises((Abort, ConfigurationError)):
        _config(tmp_path, {"dockerlayers": {"serach": False}})


def _config(folder: Path, *plugins: Any) -> MkDocsConfig:
    (folder / "docs").mkdir(exist_ok=True)
    path = folder / "mkdocs.yml"
    path.write_text("site_name: 시험\n", encoding="utf-8")
    return load_config(str(path), theme={"name": "material"}, plugins=list(plugins))
