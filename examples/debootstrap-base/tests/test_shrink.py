from __future__ import annotations

import subprocess
from pathlib import Path

FOLDER = Path(__file__).parents[1]
UNNEEDED = (
    "var/cache/apt/archives/a.deb",
    "var/lib/apt/lists/main",
    "usr/share/doc/a/copyright",
    "var/log/dpkg.log",
)
NEEDED = ("bin/sh", "etc/debian_version", "var/lib/dpkg/status")


def shrink(root: Path) -> None:
    subprocess.run(["sh", FOLDER / "shrink.sh", root], check=True)


def test_what_an_image_does_not_need_goes_and_the_rest_stays(tmp_path):
    for name in (*UNNEEDED, *NEEDED):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    shrink(tmp_path)
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert left == set(NEEDED)


def test_a_root_without_such_folders_is_no_error(tmp_path):
    shrink(tmp_path)
