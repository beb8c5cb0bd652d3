"""What the build relies on; the service's own tests are in stamps.test.ts, and run in the stage `test`."""

from __future__ import annotations

import json
import re
from pathlib import Path

FOLDER = Path(__file__).parents[1]
PACKAGE = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))


def test_the_lock_holds_every_dependency_in_its_version():
    lock = (FOLDER / "pnpm-lock.yaml").read_text(encoding="utf-8")
    for name, version in (PACKAGE["dependencies"] | PACKAGE["devDependencies"]).items():
        assert re.search(rf"^  '?{re.escape(name)}@{re.escape(version)}'?", lock, re.MULTILINE), name


def test_one_version_of_the_package_manager_is_used():
    assert re.fullmatch(r"pnpm@\d+\.\d+\.\d+", PACKAGE["packageManager"])
    for name in ("Dockerfile", "Dockerfile.before"):
        assert f"npm install --global {PACKAGE['packageManager']}" in (FOLDER / name).read_text(
            encoding="utf-8"
        )


def test_what_is_built_is_what_is_started():
    dockerfile = (FOLDER / "Dockerfile").read_text(encoding="utf-8")
    assert "--outfile=dist/server.mjs" in PACKAGE["scripts"]["build"]
    assert 'CMD ["node", "server.mjs"]' in dockerfile
