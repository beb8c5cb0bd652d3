"""Compare the model with a Docker Engine: one that answers, else one started for this, else with none.

Words on the command line go to pytest.
"""

import os
import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.engine.daemon import find_dockerd, private_daemon
from tests.engine.docker import Docker, find_command, find_docker
from tests.engine.rootfs import find_busybox, pack_rootfs
from tests.support.chromium import apt_get, is_debian, run

PROBE = "dockerlayers.test/probe"
NO_ENGINE = "no Docker Engine answers, and none can be started here (root on Debian can)"
NO_CONTAINERS = "the Docker Engine that was started here cannot run containers"
NO_BUSYBOX = "there is no static busybox to make a base image of (Debian: busybox-static)"


def install(*packages: str) -> None:
    """Install those of the packages that this Debian has, where that is possible without a question."""
    apt = apt_get()
    if not apt:
        return
    run(*apt, "update", quiet=True)
    known = [package for package in packages if run("apt-cache", "show", package, quiet=True)]
    print("Installing", *known, flush=True)
    run(*apt, "install", "--yes", "--no-install-recommends", *known, quiet=True)


def find_or_start(stack: ExitStack) -> Docker | str:
    """Return the engine that answers, else a private one, installed if need be; else why there is none."""
    docker = find_docker()
    is_private = not docker and os.geteuid() == 0
    if is_private:
        if is_debian() and not (find_command() and find_dockerd()):
            # Debian 13 has the command and its plugin in packages of their own.
            install("docker.io", "docker-cli", "docker-buildx")
        # Where the package starts a service, it answers by now.
        docker = find_docker() or stack.enter_context(private_daemon())
    if not docker:
        return NO_ENGINE
    if not find_busybox():
        install("busybox-static")
    if not find_busybox():
        return NO_BUSYBOX
    return docker if not is_private or runs_containers(docker) else NO_CONTAINERS


def runs_containers(docker: Docker) -> bool:
    """Say whether RUN works: an engine may start in a container that does not let it start others."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "Dockerfile").write_text(f"FROM {PROBE}\nRUN true\n", encoding="utf-8")
        docker.import_image(pack_rootfs(), PROBE, ())
        return docker.build(folder / "Dockerfile", folder, PROBE).returncode == 0


def main() -> int:
    """Find or start an engine and run the tests; skipping them is said in one line and is no failure."""
    # What is asked to end stops the engine it started first.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with ExitStack() as stack:
        docker = find_or_start(stack)
        if isinstance(docker, str):
            print(f"Engine tests skipped: {docker}.")
            return 0
        print(f"Docker Engine {docker.version_text} at {docker.host}", flush=True)
        tests = (sys.executable, "-m", "pytest", "-m", "engine", "-rs", str(Path(__file__).parent))
        environment = {**os.environ, "DOCKER_HOST": docker.host}
        return subprocess.run([*tests, *sys.argv[1:]], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
