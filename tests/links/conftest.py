"""A small project to play histories with."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.links.history import History


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History(folder=tmp_path)
