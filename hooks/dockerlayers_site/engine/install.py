"""Install an engine into a folder of its own: the system that runs here stays as it is."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from dockerlayers_site.engine.debian import (
    APT,
    apt_get,
    find_program,
    install_packages,
    install_with,
    is_debian,
)
from dockerlayers_site.engine.errors import EngineError
from dockerlayers_site.engine.suites import SUITES, Suite

_MOST_SECONDS = 900
# What apt keeps for later is a fourth of all that it installs.
NOT_KEPT = ("var/cache/apt/archives", "var/lib/apt/lists", "usr/share/doc", "usr/share/man")


def root_of(folder: Path, suite: Suite) -> Path:
    """Return where the files of a suite are, if it is installed."""
    return folder / suite.name / "root"


def find_installed(folder: Path) -> Suite | None:
    """Find the newest suite that an earlier run has installed."""
    return next((suite for suite in SUITES if root_of(folder, suite).is_dir()), None)


def install_engine(folder: Path) -> Suite:
    """Return the suite that is installed, else install the newest that can be; print what is done."""
    installed = find_installed(folder)
    if installed:
        _complete(installed, root_of(folder, installed))
        return installed
    _prepare()
    reasons = []
    for suite in SUITES:
        print(f"Installing the Docker Engine of Debian {suite.name} below {folder}", flush=True)
        reason = _bootstrap(suite, folder / suite.name)
        if not reason:
            return suite
        reasons.append(f"{suite.name}: {reason}")
        print(f"Debian {suite.name} could not be installed: {reason}", flush=True)
    raise EngineError(f"no suite of Debian could be installed ({'; '.join(reasons)})")


def _complete(suite: Suite, root: Path) -> None:
    """Install what a suite has got since it was installed; without a network it has to do without."""
    listed = root / "var/lib/dpkg/info"
    missing = [name for name in suite.packages if not any(listed.glob(f"{name}[.:]*list"))]
    if listed.is_dir() and missing:
        print(f"Installing {' '.join(missing)} for the Docker Engine below {root}", flush=True)
        install_with(("chroot", str(root), *APT), missing)
        _drop_what_is_not_kept(root)


def _prepare() -> None:
    """Make sure that a suite can be installed, or say why it can't."""
    if is_debian() and apt_get() and not find_program("debootstrap"):
        install_packages("debootstrap")
    missing = [name for name in ("debootstrap", "unshare", "nsenter") if not find_program(name)]
    if missing:
        raise EngineError(
            f"to install one, this needs {' and '.join(missing)} (on Debian: debootstrap, util-linux)"
        )


def _bootstrap(suite: Suite, folder: Path) -> str:
    """Install a suite; return why it failed, or an empty text. Half of one is never taken for the whole."""
    part, log = folder / "part", folder / "install.log"
    shutil.rmtree(part, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    # What debootstrap mounts is gone with the namespace, also where it is stopped midway.
    command = ("unshare", "--mount", find_program("debootstrap") or "debootstrap", "--variant=minbase")
    packages = f"--include={','.join(suite.packages)}"
    with log.open("wb") as output:
        try:
            done = subprocess.run(
                (*command, packages, suite.name, part),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                check=False,
                timeout=_MOST_SECONDS,
            )
        except subprocess.TimeoutExpired:
            return f"it took more than {_MOST_SECONDS} seconds, see {log}"
    if done.returncode:
        return f"{next(_errors(log), 'debootstrap failed')}, see {log}"
    _drop_what_is_not_kept(part)
    part.rename(folder / "root")
    return ""


def _drop_what_is_not_kept(root: Path) -> None:
    for name in NOT_KEPT:
        shutil.rmtree(root / name, ignore_errors=True)


def _errors(log: Path) -> Iterator[str]:
    """Yield what debootstrap calls an error."""
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        if line.startswith("E: "):
            yield line.removeprefix("E: ")
