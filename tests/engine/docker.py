"""A Docker Engine and a command that speaks to it: find them, build with BuildKit, read an image."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tarfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

DEFAULT_HOST = "unix:///var/run/docker.sock"
# Nothing but the files in the image is asked about: no attestations, and no builder but the engine's own.
_SETTINGS = {
    "BUILDKIT_COLORS": "",
    "BUILDX_BUILDER": "default",
    "BUILDX_NO_DEFAULT_ATTESTATIONS": "1",
    "DOCKER_BUILDKIT": "1",
    "DOCKER_CLI_HINTS": "false",
}
_BUNDLED_BUILDKIT_UNTIL = (23, 0)
_VERSION = re.compile(r"(\d+)\.(\d+)")

Version = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Docker:
    """An engine that answers, and a command that can build there.

    `version` is the engine's; each has one BuildKit, and that its own Dockerfile frontend.
    """

    command: str
    host: str
    version: Version
    version_text: str

    def run(self, *arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """Run a docker command, with the settings that every test has."""
        return _run(self.command, self.host, *arguments, stdin=stdin)

    def must(self, *arguments: str | Path, stdin: bytes = b"") -> bytes:
        """Run a docker command that has to succeed, and return what it prints."""
        done = self.run(*arguments, stdin=stdin)
        assert done.returncode == 0, (done.stdout + (done.stderr or b"")).decode(errors="replace")
        return done.stdout

    def build(
        self, dockerfile: Path, context: Path, tag: str, options: Sequence[str] = ()
    ) -> subprocess.CompletedProcess[bytes]:
        """Build an image without network."""
        always = ("--network=none", "--progress=plain", "--tag", tag, "--file", dockerfile)
        return self.run("build", *always, *options, context)

    def import_image(self, archive: bytes, reference: str, changes: Sequence[str]) -> None:
        """Make an image of one layer from a tar archive, with `changes` in its config."""
        options = [word for change in changes for word in ("--change", change)]
        self.must("import", *options, "-", reference, stdin=archive)

    def read_image(self, reference: str) -> Mapping[str, Any]:
        """Read an image's OCI config document, as `docker image save` writes it."""
        with tarfile.open(fileobj=BytesIO(self.must("image", "save", reference))) as archive:
            [manifest] = _read_json(archive, "manifest.json")
            document: Mapping[str, Any] = _read_json(archive, manifest["Config"])
        return document


def find_docker(host: str | None = None) -> Docker | None:
    """Find an engine that answers, at `host`, DOCKER_HOST or the default socket."""
    command = find_command()
    if not command:
        return None
    host = host or os.environ.get("DOCKER_HOST") or DEFAULT_HOST
    done = _run(command, host, "version", "--format", "{{.Server.Version}}")
    text = done.stdout.decode(errors="replace").strip()
    version = _parse_version(text) if done.returncode == 0 else None
    return Docker(command=command, host=host, version=version, version_text=text) if version else None


def find_command() -> str | None:
    """Find a `docker` with a BuildKit client: the first on PATH may lack the plugin that builds."""
    found = (shutil.which("docker", path=folder) for folder in os.get_exec_path())
    return next((command for command in found if command and _can_build(command)), None)


def _can_build(command: str) -> bool:
    """Say whether a command has a BuildKit client: its own, as it was until 23.0, or the plugin buildx."""
    version = _parse_version(_run(command, "", "--version").stdout.decode(errors="replace"))
    has_own = version is not None and version < _BUNDLED_BUILDKIT_UNTIL
    return has_own or _run(command, "", "buildx", "version").returncode == 0


def _parse_version(text: str) -> Version | None:
    found = _VERSION.search(text)
    return (int(found[1]), int(found[2])) if found else None


def _run(
    command: str, host: str, *arguments: str | Path, stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, **_SETTINGS, "DOCKER_HOST": host}
    # What is read by a program comes without warnings; of a build, all is of interest.
    stderr = subprocess.STDOUT if arguments[0] in ("build", "import") else subprocess.PIPE
    return subprocess.run(
        [command, *arguments],
        env=environment,
        input=stdin,
        stdout=subprocess.PIPE,
        stderr=stderr,
        check=False,
        timeout=300,
    )


def _read_json(archive: tarfile.TarFile, name: str) -> Any:
    file = archive.extractfile(name)
    assert file, f"{name} is no file"
    return json.load(file)
