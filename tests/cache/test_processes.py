"""Several processes make pages only where nothing else than our own, or what says so, has a hand in them."""

from __future__ import annotations

from types import ModuleType

import pytest
from mkdocs.config.base import load_config
from mkdocs.plugins import BasePlugin

from dockerlayers_site.plugin import processes


class _Foreign(BasePlugin):  # type: ignore[type-arg]
    """A plugin of somebody else's."""


def _hook(*, says_so: bool) -> ModuleType:
    hook = ModuleType("hook")
    if says_so:
        vars(hook)["DOES_SINGLE_PAGES"] = True
    return hook


@pytest.mark.parametrize(
    ("plugin", "count"),
    [(None, 2), (_Foreign(), 0), (_hook(says_so=False), 0), (_hook(says_so=True), 2)],
)
def test_who_has_a_hand_in_pages_is_asked(
    plugin: object, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1}, raising=False)
    monkeypatch.setattr("threading.active_count", lambda: 1)
    config = load_config(plugins=["dockerlayers"], theme="material")
    if plugin is not None:
        dict.__setitem__(config.plugins, "other", plugin)
    assert processes._count_processes(100, config) == count
