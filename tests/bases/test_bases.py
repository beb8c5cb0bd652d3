"""Stand-ins for base images: what the list says of them, how they are named, and what is packed."""

from __future__ import annotations

import json
import tarfile
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from dockerlayers_site.bases import LABEL, load_bases
from dockerlayers_site.bases.load import make_archive
from dockerlayers_site.bases.rootfs import find_busybox, make_rootfs
from dockerlayers_site.engine import EngineError

BUSYBOX = load_bases()[0]


def test_names_and_keys_are_told_apart() -> None:
    names = [name for base in load_bases() for name in base.names]
    assert len(names) == len(set(names))
    assert len({base.key for base in load_bases()}) == len(load_bases())


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("FROM busybox:1.35", ["1.35"]),
        ("docker run busybox", ["latest"]),
        ("image: busybox:latest", ["latest"]),
        ("docker run --rm busybox:1.35 ls busybox", ["1.35", "latest"]),
        ("FROM busybox:1.36", []),
        ("FROM my/busybox:1.35", []),
        ("busybox:1.35-musl", []),
    ],
)
def test_an_image_is_found_by_any_of_its_names(text: str, tags: list[str]) -> None:
    assert BUSYBOX.names_in(text) == tuple(f"busybox:{tag}" for tag in tags)


@pytest.mark.skipif(not find_busybox(), reason="needs a static busybox")
def test_a_stand_in_says_what_it_is(tmp_path: Path) -> None:
    manifest, config, names = read_archive(make_archive(BUSYBOX, tmp_path))
    assert manifest["RepoTags"] == ["busybox:1.35", "busybox:latest"]
    assert config["config"]["Labels"][LABEL].endswith("of Debian's busybox-static")
    assert config["history"][0]["created_by"].startswith("stand-in: busybox 1.")
    assert {"bin/sh", "bin/busybox", "usr/bin/env", "etc/passwd", "tmp"} <= set(names)
    kept = {path.name for path in tmp_path.iterdir()}
    assert kept == {f"busybox-1.35-{BUSYBOX.key}.{ending}" for ending in ("tar", "lock")}


@pytest.mark.skipif(not find_busybox(), reason="needs a static busybox")
def test_an_archive_is_the_same_each_time(tmp_path: Path) -> None:
    first, second = (read_archive(make_archive(BUSYBOX, tmp_path / name)) for name in "ab")
    assert first == second


def read_archive(path: Path) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
    with tarfile.open(path) as archive:
        [manifest] = json.loads(read(archive, "manifest.json"))
        config = json.loads(read(archive, manifest["Config"]))
        with tarfile.open(fileobj=BytesIO(read(archive, manifest["Layers"][0]))) as layer:
            return manifest, config, layer.getnames()


def read(archive: tarfile.TarFile, name: str) -> bytes:
    file = archive.extractfile(name)
    assert file
    return file.read()


def test_what_cannot_be_made_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    suite = next(base for base in load_bases() if "debian:13-slim" in base.names)
    with pytest.raises(EngineError, match=r"debian:13-slim cannot be made: that needs root and debootstrap"):
        make_rootfs(suite, tmp_path / "layer")
    assert list(tmp_path.iterdir()) == []


def test_the_files_that_are_added_are_there() -> None:
    with_files = [base for base in load_bases() if base.files]
    assert with_files
    assert all(base.added() for base in with_files)
    assert "docker-entrypoint.sh" in [one.name for base in with_files for one in base.added()]


@pytest.mark.skipif(not find_busybox(), reason="needs a static busybox")
def test_those_who_need_it_at_once_make_it_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with ThreadPoolExecutor(4) as pool:
        archives = list(pool.map(lambda _: make_archive(BUSYBOX, tmp_path), range(4)))
    assert len({*archives}) == 1
    assert read_archive(archives[0])
    assert capsys.readouterr().out.count("Making") == 1
