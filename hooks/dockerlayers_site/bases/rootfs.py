"""Make the files of a base image."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import tarfile
from pathlib import Path
from tempfile import mkdtemp

from dockerlayers_site.bases.list import BUSYBOX, Base
from dockerlayers_site.engine.debian import find_program, install_packages
from dockerlayers_site.engine.errors import EngineError
from dockerlayers_site.engine.install import NOT_KEPT

_MOST_SECONDS = 900
_HEADER = 4096
_PLACES = (
    *("bin", "dev", "etc", "home", "proc", "sys", "var"),
    *("usr", "usr/bin", "usr/local", "usr/local/bin", "usr/sbin"),
)
_FOLDERS = {
    **dict.fromkeys(_PLACES, 0o755),
    **dict.fromkeys(("tmp", "var/tmp"), 0o1777),
    "root": 0o700,
}
_USERS = (("root", 0, "/root", "/bin/sh"), ("nobody", 65534, "/home", "/bin/false"))
_LINKED = "usr/bin/env"
_AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")


def make_rootfs(base: Base, archive: Path) -> str:
    """Write the files of an image to a tar archive, and say of what they are; raise EngineError."""
    if base.origin == BUSYBOX:
        return _pack_busybox(base, archive)
    return _pack_suite(base, archive)


def find_busybox() -> Path | None:
    """Find a busybox that needs no library."""
    places = (shutil.which("busybox"), "/bin/busybox", "/usr/bin/busybox")
    return next((Path(place) for place in places if place and _is_static(Path(place))), None)


def need_busybox() -> Path:
    """Find a busybox that needs no library, else install it; raise EngineError where there is none then."""
    if not find_busybox():
        install_packages("busybox-static")
    busybox = find_busybox()
    if not busybox:
        raise EngineError("there is no static busybox to make a base image of (Debian: busybox-static)")
    return busybox


def _is_static(program: Path) -> bool:
    """Say whether an ELF file names no loader; its path stands behind the headers."""
    return program.is_file() and b"/ld-" not in program.read_bytes()[:_HEADER]


def _pack_busybox(base: Base, target: Path) -> str:
    busybox = need_busybox()
    applets = subprocess.run((busybox, "--list"), capture_output=True, text=True, check=True).stdout.split()
    with tarfile.open(target, "w") as archive:
        for name, mode in _FOLDERS.items():
            _add(archive, name, mode=mode, kind=tarfile.DIRTYPE)
        _add(archive, "bin/busybox", busybox.read_bytes(), mode=0o755)
        for applet in sorted(set(applets) - {"busybox"}):
            _add(archive, f"bin/{applet}", kind=tarfile.SYMTYPE, linkname="busybox")
        # What scripts begin with.
        _add(archive, _LINKED, kind=tarfile.SYMTYPE, linkname="../../bin/busybox")
        passwd = "".join(f"{name}:x:{uid}:{uid}:{name}:{home}:{shell}\n" for name, uid, home, shell in _USERS)
        _add(archive, "etc/passwd", passwd.encode())
        for one in base.added():
            _add(archive, f"usr/local/bin/{one.name}", one.read_bytes(), mode=0o755)
        _add(archive, "etc/group", "".join(f"{name}:x:{uid}:\n" for name, uid, *_ in _USERS).encode())
    about = subprocess.run((busybox,), capture_output=True, text=True, check=True).stdout
    version = re.search(r"v(\d[\d.]*)", about)
    return f"busybox {version[1] if version else ''} of Debian's busybox-static".replace("  ", " ")


def _add(
    archive: tarfile.TarFile,
    name: str,
    content: bytes = b"",
    *,
    mode: int = 0o644,
    kind: bytes = tarfile.REGTYPE,
    linkname: str = "",
) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode, member.type, member.linkname = len(content), mode, kind, linkname
    archive.addfile(member, io.BytesIO(content))


def _pack_suite(base: Base, target: Path) -> str:
    """Install a suite of Debian with packages, and pack it."""
    if not find_program("debootstrap"):
        install_packages("debootstrap")
    program = find_program("debootstrap")
    if not program or os.geteuid() != 0:
        raise EngineError(f"{base.names[0]} cannot be made: that needs root and debootstrap")
    folder = Path(mkdtemp(prefix="base-", dir=target.parent))
    try:
        root = folder / "root"
        include = [f"--include={','.join(base.packages)}"] if base.packages else []
        # What debootstrap mounts is gone with the namespace, also where it is stopped midway.
        _run("unshare", "--mount", program, "--variant=minbase", *include, base.origin, str(root))
        for one in base.added():
            place = root / "usr/local/bin" / one.name
            place.write_text(one.read_text(encoding="utf-8"), encoding="utf-8")
            place.chmod(0o755)
        _trust(root)
        if base.script:
            _run("chroot", str(root), "sh", "-e", "-c", base.script)
        for name in (*NOT_KEPT, "debootstrap", "var/log/bootstrap.log"):
            place = root / name
            shutil.rmtree(place, ignore_errors=True) if place.is_dir() else place.unlink(missing_ok=True)
        # A container gets its own.
        _run("tar", "--create", "--numeric-owner", "--exclude=./dev/*", "--exclude=./etc/resolv.conf",
             f"--file={target}", f"--directory={root / base.root}", ".")  # fmt: skip
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    parts = [base.brings] if base.brings else base.packages
    return f"Debian {base.origin}{' with ' if parts else ''}{', '.join(parts)}"


def _trust(root: Path) -> None:
    """Let an image trust whom this machine trusts: what it fetches may come through the machine's proxy."""
    place = root / _AUTHORITIES.relative_to("/")
    if place.is_file() and _AUTHORITIES.is_file():
        shutil.copyfile(_AUTHORITIES, place)


def _run(*command: str) -> None:
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=_MOST_SECONDS,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"},
        )
    except subprocess.TimeoutExpired:
        raise EngineError(f"{command[0]} took more than {_MOST_SECONDS} seconds") from None
    if done.returncode:
        last = done.stdout.decode(errors="replace").strip().splitlines()[-1:] or ["it says nothing"]
        raise EngineError(f"{command[0]} failed: {last[0]}")
