"""How `make` finds a Python and sets up .venv, with stand-ins for every program that it may call."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.site import ROOT

# Tells by its exit status what it can do, and writes down what else it is called for.
PYTHON = """\
#!/bin/sh
case "$2" in
  *version_info*) exit {too_old} ;;
  *ensurepip*) exit {no_venv} ;;
esac
echo "${{0##*/}} $*" >> called
mkdir -p .venv/bin
cp pip .venv/bin/pip
"""
UV = """\
#!/bin/sh
echo "uv $*" >> called
mkdir -p .venv
"""
PIP = """\
#!/bin/sh
echo "pip $*" >> called
"""
LOCK = "--no-deps --require-hashes --requirement requirements.txt"
PROJECT = "--no-build-isolation --no-deps --editable ."
WITH_UV = [f"uv pip install --python .venv/bin/python --quiet {what}" for what in (LOCK, PROJECT)]
WITH_PIP = [f"pip install --quiet {what}" for what in (LOCK, PROJECT)]


@dataclass(frozen=True, kw_only=True)
class Bench:
    """A folder with the Makefile, and with the programs that it shall find."""

    folder: Path

    def put(self, name: str, script: str) -> str:
        """Write a program, and return its path."""
        path = self.folder / name
        path.write_text(script, encoding="utf-8")
        path.chmod(0o755)
        return str(path)

    def put_python(self, name: str, *, too_old: bool = False, no_venv: bool = False) -> str:
        return self.put(name, PYTHON.format(too_old=int(too_old), no_venv=int(no_venv)))

    def make(self, *pythons: str, uv: str = "") -> subprocess.CompletedProcess[str]:
        command = ("make", "--silent", ".venv/.ready", f"PYTHONS={' '.join(pythons)}", f"UV={uv}")
        return subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)

    @property
    def called(self) -> list[str]:
        path = self.folder / "called"
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("requirements.txt", "pyproject.toml"):
        (tmp_path / name).touch()
    bench = Bench(folder=tmp_path)
    bench.put("pip", PIP)
    return bench


def test_the_first_python_that_fits_is_taken(bench: Bench) -> None:
    old, fine = bench.put_python("old", too_old=True), bench.put_python("fine")
    made = bench.make("missing", old, fine, bench.put_python("later"))
    assert made.returncode == 0, made.stderr
    assert bench.called == ["fine -m venv .venv", *WITH_PIP]
    assert (bench.folder / ".venv/.ready").exists()


def test_uv_takes_the_python_that_fits(bench: Bench) -> None:
    fine = bench.put_python("fine", no_venv=True)
    made = bench.make(fine, uv=bench.put("uv", UV))
    assert made.returncode == 0, made.stderr
    assert bench.called == [f"uv venv --quiet --allow-existing --python {fine} .venv", *WITH_UV]


def test_uv_brings_a_python_where_none_fits(bench: Bench) -> None:
    made = bench.make(bench.put_python("old", too_old=True), uv=bench.put("uv", UV))
    assert made.returncode == 0, made.stderr
    assert bench.called == ["uv venv --quiet --allow-existing --python >=3.11 .venv", *WITH_UV]


def test_both_ways_are_named_where_there_is_neither(bench: Bench) -> None:
    made = bench.make("missing", bench.put_python("old", too_old=True))
    assert made.returncode == 2
    assert "Python 3.11 or newer is needed" in made.stderr
    assert "make PYTHON=/path/to/python3" in made.stderr
    assert "install uv" in made.stderr
    assert bench.called == []


def test_a_python_that_makes_no_environment_is_told(bench: Bench) -> None:
    made = bench.make(bench.put_python("fine", no_venv=True))
    assert made.returncode == 2
    assert "apt install python3-venv" in made.stderr
    assert "install uv" in made.stderr
    assert bench.called == []


@pytest.mark.parametrize("found", [True, False])
def test_links_to_other_sites_are_followed_with_the_lychee_that_is_there_or_one_of_its_own(
    bench: Bench, found: bool
) -> None:
    for folder in (".venv/bin", "elsewhere"):
        (bench.folder / folder).mkdir(parents=True)
        bench.put(f"{folder}/lychee", f'#!/bin/sh\necho "{folder} $*" >> called\nexit 2\n')
    bench.put(".venv/bin/pip", PIP)
    bench.put(".venv/bin/mkdocs", "#!/bin/sh\n")
    (bench.folder / ".venv/.ready").touch()
    lychee = bench.folder / "elsewhere/lychee" if found else ""
    command = ("make", "--silent", "check-links", "REPORT=links.md", f"LYCHEE={lychee}", "UV=")
    made = subprocess.run(command, cwd=bench.folder, capture_output=True, text=True, check=False)
    assert made.returncode == 2
    *installed, followed = bench.called
    options = f"--no-progress --root-dir {bench.folder}/site site --format markdown --output links.md"
    assert followed == f"{'elsewhere' if found else '.venv/bin'} {options}"
    assert len(installed) == (not found)
