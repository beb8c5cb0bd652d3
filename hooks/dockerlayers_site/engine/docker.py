"""A Docker Engine that answers, and the command that speaks to it: build with BuildKit, read an image."""

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

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.engine.errors import EngineError

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
_VERSION = lazy_pattern(r"(\d+)\.(\d+)")
_PLUGINS = "{{range .ClientInfo.Plugins}}{{println .Name .Path}}{{end}}"
_MOST_SECONDS = 300
_MOST_BUILD_SECONDS = 1200
"""What is built of packages from the network may take long."""

Version = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Docker:
    """An engine that answers, and a command that can build there.

    `version` is the engine's; each has one BuildKit, and that its own Dockerfile frontend. `origin` says in
    words where it is from. `enter` stands before the command, `connect` before a program of this machine that
    is to reach what containers publish: both are empty for an engine of this machine. `buildx` is the path of
    the plugin that builds, which older commands do without.
    """

    command: str
    host: str
    version: Version
    version_text: str
    origin: str
    enter: tuple[str, ...] = ()
    connect: tuple[str, ...] = ()
    buildx: str | None = None

    def run(
        self, *arguments: str | Path, stdin: bytes = b"", folder: Path | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        """Run a docker command in a folder, with the same settings everywhere."""
        return _run(self.enter, self.command, self.host, arguments, stdin=stdin, folder=folder)

    def must(self, *arguments: str | Path, stdin: bytes = b"", folder: Path | None = None) -> bytes:
        """Run a docker command that has to succeed, and return what it prints."""
        done = self.run(*arguments, stdin=stdin, folder=folder)
        if done.returncode:
            raise EngineError((done.stdout + (done.stderr or b"")).decode(errors="replace").strip())
        return done.stdout

    def build(
        self,
        dockerfile: Path,
        context: Path,
        tag: str,
        options: Sequence[str | Path] = (),
        *,
        has_network: bool = False,
        folder: Path | None = None,
    ) -> subprocess.CompletedProcess[bytes]:
        """Build an image, without network unless it is wanted; paths in options are those of the folder.

        The plugin is called by itself: the command would first ask every plugin for its name, which takes
        longer than a small build.
        """
        network = "default" if has_network else "none"
        always = (f"--network={network}", "--progress=plain", "--tag", tag, "--file", dockerfile)
        command = self.buildx or self.command
        return _run(
            self.enter,
            command,
            self.host,
            ("build", *always, *options, context),
            folder=folder,
            seconds=_MOST_BUILD_SECONDS if has_network else _MOST_SECONDS,
        )

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

    def read_platform(self) -> str:
        """Read for what the engine builds, such as `linux/amd64`."""
        return self.must("version", "--format", "{{.Server.Os}}/{{.Server.Arch}}").decode().strip()

    def find_buildx(self) -> str | None:
        """Find the version of buildx, which older commands do without."""
        return self._find_plugin("buildx", "version")

    def find_compose(self) -> str | None:
        """Find the version of Compose, if the command has it."""
        return self._find_plugin("compose", "version", "--short")

    def _find_plugin(self, *arguments: str) -> str | None:
        done = self.run(*arguments)
        found = re.search(r"\d+(?:\.\d+)+", done.stdout.decode(errors="replace"))
        return found[0] if found and done.returncode == 0 else None


def find_docker(host: str | None = None) -> Docker | None:
    """Find an engine of this machine that answers, at `host`, DOCKER_HOST or the default socket."""
    command = find_command()
    if not command:
        return None
    host = host or os.environ.get("DOCKER_HOST") or DEFAULT_HOST
    return connect(command, host, origin="of this machine")


def connect(
    command: str, host: str, *, origin: str, enter: tuple[str, ...] = (), connect: tuple[str, ...] = ()
) -> Docker | None:
    """Ask an engine for its version; None where it does not answer."""
    done = _run(enter, command, host, ("version", "--format", "{{.Server.Version}}"))
    text = done.stdout.decode(errors="replace").strip()
    version = parse_version(text) if done.returncode == 0 else None
    if not version:
        return None
    plugins = _run(enter, command, host, ("info", "--format", _PLUGINS)).stdout.decode(errors="replace")
    return Docker(
        command=command,
        host=host,
        version=version,
        version_text=text,
        origin=origin,
        enter=enter,
        connect=connect,
        buildx=next(
            (line.partition(" ")[2] for line in plugins.splitlines() if line.startswith("buildx ")), None
        ),
    )


def find_command() -> str | None:
    """Find a `docker` with a BuildKit client: the first on PATH may lack the plugin that builds."""
    found = (shutil.which("docker", path=folder) for folder in os.get_exec_path())
    return next((command for command in found if command and _can_build(command)), None)


def _can_build(command: str) -> bool:
    """Say whether a command has a BuildKit client: its own, as it was until 23.0, or the plugin buildx."""
    version = parse_version(_run((), command, "", ("--version",)).stdout.decode(errors="replace"))
    has_own = version is not None and version < _BUNDLED_BUILDKIT_UNTIL
    return has_own or _run((), command, "", ("buildx", "version")).returncode == 0


def parse_version(text: str) -> Version | None:
    """Read major and minor from a version's text."""
    found = _VERSION.search(text)
    return (int(found[1]), int(found[2])) if found else None


def _run(
    enter: Sequence[str],
    command: str,
    host: str,
    arguments: Sequence[str | Path],
    *,
    stdin: bytes = b"",
    folder: Path | None = None,
    seconds: float = _MOST_SECONDS,
) -> subprocess.CompletedProcess[bytes]:
    # What is read by a program comes without warnings; of a build, all is of interest.
    stderr = subprocess.STDOUT if arguments[0] in ("build", "import") else subprocess.PIPE
    return subprocess.run(
        [*enter, *(inside(folder) if folder else ()), command, *arguments],
        env={**os.environ, **_SETTINGS, "DOCKER_HOST": host},
        input=stdin,
        stdout=subprocess.PIPE,
        stderr=stderr,
        check=False,
        timeout=seconds,
    )


def inside(folder: Path) -> tuple[str, ...]:
    """Return what stands before a command that runs in a folder: nsenter leaves the one it is called in."""
    return ("sh", "-c", 'cd "$0" && exec "$@"', str(folder.absolute()))


def _read_json(archive: tarfile.TarFile, name: str) -> Any:
    file = archive.extractfile(name)
    if not file:
        raise EngineError(f"an image without {name} was saved")
    return json.load(file)
