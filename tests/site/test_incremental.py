"""A build from what is kept is one from nothing, byte for byte, whatever was edited; warnings included."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.support.edits import EditedSite, differences


@pytest.mark.parametrize("seed", range(4))
def test_after_any_edit_a_build_is_as_a_clean_one(tmp_path: Path, seed: int) -> None:
    """Make 25 edits; `make edits` goes on for longer, and compares behind each."""
    site = EditedSite(folder=tmp_path, random=Random(seed))
    site.begin()
    assert differences(site) == []
    while len(site.done) < 25:
        for _ in range(site.random.randint(1, 3)):
            site.edit()
        assert differences(site) == [], site.done
