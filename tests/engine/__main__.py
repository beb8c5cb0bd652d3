"""Compare the model with a Docker Engine: one that answers, else one started for this, else with none.

Words on the command line go to pytest.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from dockerlayers_site.bases import stand_ins_folder
from dockerlayers_site.bases.probe import check_containers
from dockerlayers_site.bases.rootfs import need_busybox
from dockerlayers_site.engine import Docker, EngineError, running_engine
from dockerlayers_site.engine.__main__ import describe
from tests.engine.cases import DOMAIN
from tests.engine.conftest import OWN

# A build waits for the engine more than it works: more of them at a time than there are processors.
PYTEST = (sys.executable, "-m", "pytest", "-m", "engine", "-rs", str(Path(__file__).parent))
SPREAD = ("--numprocesses", str(2 * (os.cpu_count() or 1)), "--dist", "worksteal")
# The first that fails again ends it.
ONCE_MORE = ("--last-failed", "--last-failed-no-failures", "none", "--exitfirst")


def check(docker: Docker) -> None:
    """Say what the tests need and this machine lacks."""
    need_busybox()
    if docker.enter:
        check_containers(docker, stand_ins_folder())


def remove_images(docker: Docker) -> None:
    """Remove what the tests have made, also where they were stopped midway."""
    names = docker.must("image", "ls", "--format", "{{.Repository}}:{{.Tag}}").decode().split()
    made = [name for name in names if name.startswith(DOMAIN)]
    if made:
        docker.must("image", "rm", "--force", *made)


def run_tests(words: Sequence[str]) -> int:
    """Run the tests beside one another, and those that fail once more by themselves; return pytest's code."""
    code = subprocess.run([*PYTEST, *SPREAD, *words], check=False).returncode
    if code != pytest.ExitCode.TESTS_FAILED:
        return code
    print("What failed beside other tests is asked once more, by itself:", flush=True)
    return subprocess.run([*PYTEST, *ONCE_MORE, *words], check=False).returncode


def main() -> int:
    """Find or start an engine and run the tests; skipping them is said in one line and is no failure."""
    # What is asked to end stops the engine it started first.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        with running_engine(own=bool(os.environ.get(OWN))) as docker:
            check(docker)
            print(describe(docker), flush=True)
            try:
                return run_tests(sys.argv[1:])
            finally:
                remove_images(docker)
    except EngineError as error:
        print(f"Engine tests skipped: {error}.")
        return 0


if __name__ == "__main__":
    sys.exit(main())
