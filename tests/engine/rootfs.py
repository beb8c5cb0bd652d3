"""The files of a base image, made from a static busybox: no registry is needed."""

from __future__ import annotations

import io
import tarfile

from dockerlayers_site.bases.rootfs import find_busybox

_COMMANDS = [
    "awk",
    "cat",
    "chmod",
    "chown",
    "cp",
    "cut",
    "echo",
    "env",
    "false",
    "grep",
    "head",
    "id",
    "ln",
    "ls",
    "mkdir",
    "mv",
    "pwd",
    "rm",
    "sed",
    "sh",
    "sleep",
    "sort",
    "tail",
    "tar",
    "touch",
    "tr",
    "true",
    "wc",
]
_FILES = {
    "etc/passwd": "root:x:0:0:root:/root:/bin/sh\napp:x:1000:1000:app:/home/app:/bin/sh\n",
    "etc/group": "root:x:0:\napp:x:1000:\n",
}
_FOLDERS = {"bin": 0o755, "etc": 0o755, "home": 0o755, "root": 0o700, "tmp": 0o1777}


def pack_rootfs(mark: str = "") -> bytes:
    """Write the files to a tar archive; another `mark` makes another layer."""
    busybox = find_busybox()
    assert busybox, "no static busybox"
    output = io.BytesIO()
    with tarfile.open(fileobj=output, mode="w") as archive:
        for name, mode in _FOLDERS.items():
            _add(archive, name, mode=mode, type=tarfile.DIRTYPE)
        _add(archive, "bin/busybox", busybox.read_bytes(), mode=0o755)
        for command in _COMMANDS:
            _add(archive, f"bin/{command}", type=tarfile.SYMTYPE, linkname="busybox")
        for name, text in _FILES.items():
            _add(archive, name, text.encode())
        _add(archive, "etc/mark", mark.encode())
    return output.getvalue()


def pack_files(files: dict[str, str]) -> bytes:
    """Write text files to a tar archive."""
    output = io.BytesIO()
    with tarfile.open(fileobj=output, mode="w") as archive:
        for name, text in files.items():
            _add(archive, name, text.encode())
    return output.getvalue()


def _add(
    archive: tarfile.TarFile,
    name: str,
    content: bytes = b"",
    *,
    mode: int = 0o644,
    type: bytes = tarfile.REGTYPE,  # noqa: A002  # as the member's own attribute is called
    linkname: str = "",
) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode, member.type, member.linkname = len(content), mode, type, linkname
    archive.addfile(member, io.BytesIO(content))
