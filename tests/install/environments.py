"""Environments outside of the repository's own: what a lock names is kept, the wheel is installed anew."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.commands import run_command
from tests.support.site import ROOT

CACHE = ROOT / ".cache/environments"
LOCKS = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What a lock names, installed: `python` runs it, `wheels` are its packages as they came."""

    folder: Path

    @property
    def python(self) -> Path:
        return self.folder / "venv/bin/python"

    @property
    def wheels(self) -> Path:
        return self.folder / "wheels"

    @property
    def offline(self) -> Mapping[str, str]:
        """The variables by which pip and uv, wherever they run, take packages from here alone."""
        ours = {"NO_INDEX": "1", "FIND_LINKS": str(self.wheels)}
        return {f"{program}_{name}": value for program in ("PIP", "UV") for name, value in ours.items()}


def keep_environment(name: str) -> Kept:
    """Return the environment of a lock, kept by its hash; making it is all that needs a network."""
    lock = LOCKS / f"{name}.lock"
    digest = hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()[:12]
    kept = Kept(folder=CACHE / f"{name}-{digest}")
    with _alone(name):
        if not (kept.folder / "whole").exists():
            for old in CACHE.glob(f"{name}-*"):
                shutil.rmtree(old)
            _make(kept, lock)
            (kept.folder / "whole").touch()
    return kept


def _make(kept: Kept, lock: Path) -> None:
    run(sys.executable, "-m", "venv", str(kept.folder / "venv"))
    pip = (str(kept.python), "-m", "pip", "--quiet", "--disable-pip-version-check")
    hashed = ("--require-hashes", "--requirement", str(lock))
    run(*pip, "download", "--only-binary=:all:", "--no-deps", "--dest", str(kept.wheels), *hashed)
    run(*pip, "install", "--no-deps", *hashed, variables=kept.offline)


@contextmanager
def _alone(name: str) -> Iterator[None]:
    """Wait for other processes that make the same environment."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def build_distribution(kind: str, folder: Path) -> Path:
    """Build the wheel or the sdist of this project into a folder."""
    run(sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", str(folder), cwd=ROOT)
    (built,) = folder.iterdir()
    return built


def install_wheel(wheel: Path, kept: Kept, folder: Path) -> Path:
    """Install the wheel in a fresh environment that sees what is kept, and return its Python."""
    run(sys.executable, "-m", "venv", "--without-pip", str(folder))
    python = folder / "bin/python"
    packages = Path(sysconfig.get_path("purelib", "venv", {"base": str(folder)}))
    others = sysconfig.get_path("purelib", "venv", {"base": str(kept.folder / "venv")})
    (packages / "kept.pth").write_text(f"{others}\n", encoding="utf-8")
    pip = (str(kept.python), "-m", "pip", "--python", str(python), "--quiet")
    run(*pip, "install", "--no-deps", str(wheel), variables=kept.offline)
    return python


def run(*command: str, cwd: Path | None = None, variables: Mapping[str, str] | None = None) -> str:
    """Run a command, and return what it prints; a failure shows that as well.

    The folder of this checkout and its environment are kept from it.
    """
    environment = {"NO_MKDOCS_2_WARNING": "1", "COLUMNS": "0", **(variables or {})}
    done = run_command(command, outside_environment(environment), cwd)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}"
    return done.stdout


def outside_environment(variables: Mapping[str, str]) -> dict[str, str]:
    """Return what a shell outside of this checkout has: nothing of its environment, nor of its make."""
    hidden = {"PYTHONPATH", "VIRTUAL_ENV", "MAKEFLAGS", "MAKELEVEL", "MAKEOVERRIDES"}
    return {name: value for name, value in os.environ.items() if name not in hidden} | dict(variables)
