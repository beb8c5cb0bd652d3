"""What is kept is right, or not found: whatever happened to the folder meanwhile."""

from __future__ import annotations

import os
import pickle
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dockerlayers_site.cache.store import Store, _pack
from dockerlayers_site.search import Row

_NAME = "ab" + "0" * 62
_ROWS = (Row(id="web-from", line=1, code="FROM alpine"), Row(id="web-run", line=2, code="RUN true"))


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_value_outlives_the_process(tmp_path: Path) -> None:
    Store(tmp_path).save(_NAME, _ROWS)
    assert Store(tmp_path).load(_NAME) == _ROWS


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(path.read_bytes()[:-1]),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:40] + b"x" + path.read_bytes()[41:]),
        lambda path: path.unlink(),
    ],
)
def test_what_is_not_whole_is_not_there(tmp_path: Path, damage: object) -> None:
    Store(tmp_path).save(_NAME, _ROWS)
    damage(files(tmp_path)[0])  # type: ignore[operator]
    store = Store(tmp_path)
    assert store.load(_NAME) is None
    store.save(_NAME, _ROWS)
    assert Store(tmp_path).load(_NAME) == _ROWS


class _Order:
    """A value that runs a command when it is read."""

    def __reduce__(self) -> tuple[object, ...]:
        return os.system, ("true",)


@pytest.mark.parametrize("value", [_Order(), pickle.loads, Path("x")])
def test_a_value_that_is_no_data_is_not_read(tmp_path: Path, value: object) -> None:
    path = tmp_path / _NAME[:2] / _NAME[2:]
    path.parent.mkdir()
    path.write_bytes(_pack(value))
    assert Store(tmp_path).load(_NAME) is None


def test_two_builds_may_write_at_once(tmp_path: Path) -> None:
    def work(number: int) -> bool:
        store = Store(tmp_path)
        for _ in range(50):
            store.save(_NAME, _ROWS)
            store.memory.clear()
            if store.load(_NAME) != _ROWS:
                return False
        return number >= 0

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(work, range(4)))
    assert len(files(tmp_path)) == 1


def test_the_oldest_go_first(tmp_path: Path) -> None:
    store = Store(tmp_path, limit=3 * len(_pack("x" * 9)))
    now = time.time()
    for age in range(6):
        name = f"{age:02d}" + "0" * 62
        store.save(name, "x" * 9)
        os.utime(tmp_path / name[:2] / name[2:], (now - age * 1000, now - age * 1000))
    store.finish()
    assert sorted(path.parent.name for path in files(tmp_path)) == ["00", "01", "02"]


def test_what_a_kill_left_behind_goes(tmp_path: Path) -> None:
    left, young = tmp_path / "ab" / ".x.1.new", tmp_path / "ab" / ".y.2.new"
    left.parent.mkdir()
    for path in (left, young):
        path.write_bytes(b"half")
    os.utime(left, (0, 0))
    store = Store(tmp_path)
    # Where nothing was saved, there is no more than before.
    store.finish()
    assert left.exists()
    store.save(_NAME, _ROWS)
    store.finish()
    assert not left.exists()
    assert young.exists()


def test_memory_holds_what_the_last_build_used(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.has_memory = True
    store.save(_NAME, _ROWS)
    assert store.memory
    store.finish()
    store.finish()
    assert not store.memory


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    store = Store(tmp_path / "file" / "below")
    store.save(_NAME, _ROWS)
    assert store.load(_NAME) is None
    store.finish()


@pytest.mark.parametrize("has_memory", [True, False])
def test_what_is_new_in_each_build_is_written_at_the_end_of_all(tmp_path: Path, has_memory: bool) -> None:
    store = Store(tmp_path)
    store.has_memory = has_memory
    store.save_late(_NAME, _ROWS)
    assert store.load(_NAME) == _ROWS
    assert bool(files(tmp_path)) is not has_memory
    store.close()
    assert Store(tmp_path).load(_NAME) == _ROWS
    assert len(files(tmp_path)) == 1
