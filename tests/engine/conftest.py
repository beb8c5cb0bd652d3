"""The engine, and the base images that the cases start from."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from dockerlayers.model.images import BaseImage, read_image
from dockerlayers_site.engine.docker import Docker, Version
from dockerlayers_site.engine.own import find_engine
from tests.engine.cases import EngineCase, load_cases, write_case
from tests.engine.differences import HISTORY, of_today
from tests.engine.rootfs import pack_rootfs

# Set where the engine of this machine is not to be used.
OWN = "ENGINE_OWN"

BASE = "dockerlayers.test/base:latest"
CONFIG = ("ENV PATH=/bin", 'CMD ["sh"]')


@pytest.fixture(scope="session")
def docker() -> Docker:
    docker = find_engine(own=bool(os.environ.get(OWN)))
    if not docker:
        pytest.skip("no Docker Engine answers: `make test-engine` starts one where it may")
    return docker


@pytest.fixture(scope="session")
def images(docker: Docker, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, BaseImage]:
    """Make the base images."""
    docker.import_image(pack_rootfs(), BASE, CONFIG)
    tags = [BASE]
    for case in load_cases("images"):
        build(docker, case, tmp_path_factory.mktemp(case.name))
        tags.append(case.tag)
    return {tag: read_image(_of_today(docker.read_image(tag), docker.version)) for tag in tags}


def _of_today(document: Mapping[str, Any], version: Version) -> Mapping[str, Any]:
    """Word the history of a base image as the model words what is built on it."""
    texts = [of_today(entry.get("created_by", ""), "", HISTORY, version) for entry in document["history"]]
    pairs = zip(document["history"], texts, strict=True)
    return {**document, "history": [{**entry, "created_by": text} for entry, text in pairs]}


def build(docker: Docker, case: EngineCase, folder: Path) -> str:
    """Build a case and return what the engine says of it."""
    dockerfile, context = write_case(case, folder)
    done = docker.build(dockerfile, context, case.tag, case.options)
    output = done.stdout.decode(errors="replace")
    assert done.returncode == 0, output
    return output
