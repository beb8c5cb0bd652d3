"""The images that Dockerfiles start from: of a registry, else what stands in for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from dockerlayers.measured.types import MeasuredBase
from dockerlayers.model.references import parse_reference
from dockerlayers.model.types import Build
from dockerlayers_site.bases import load_base, load_bases
from dockerlayers_site.engine import Docker
from dockerlayers_site.measures.errors import MissingBaseError
from dockerlayers_site.measures.layers import SavedImage, read_saved

FRONTEND = "docker/dockerfile:1"
"""What `# syntax=` asks a registry for."""


@dataclass(frozen=True, kw_only=True, eq=False)
class BaseFound:
    """A base image, and of what a stand-in for it is made; None for the image itself."""

    reference: str
    image: SavedImage
    stand_in: str | None = None

    def to_record(self) -> MeasuredBase:
        """Tell what a record holds of it."""
        return MeasuredBase(
            reference=self.reference,
            digest=self.image.digest,
            byte_count=sum(layer.byte_count for layer in self.image.layers),
            stand_in=self.stand_in,
        )


class BaseFinder:
    """Finds base images, each once; those that stand in are kept below `folder`, None: nothing may.

    A stand-in takes the name of the image that it stands in for: only an engine of our own is given any.
    """

    def __init__(self, docker: Docker, folder: Path | None) -> None:
        self.docker = docker
        self.folder = folder
        self.found: dict[str, BaseFound] = {}

    def find(self, reference: str) -> BaseFound:
        """Find the image of a reference; raise MissingBaseError where there is nothing for it."""
        if reference not in self.found:
            stand_in = self._bring(reference)
            image = save_image(self.docker, reference)
            self.found[reference] = BaseFound(reference=reference, image=image, stand_in=stand_in)
        return self.found[reference]

    def _bring(self, reference: str) -> str | None:
        if self.folder is None:
            if self.docker.run("pull", "--quiet", reference).returncode:
                raise MissingBaseError(f"{reference} cannot be pulled")
            return None
        familiar = parse_reference(reference).familiar
        base = next((base for base in load_bases() if familiar in base.names), None)
        if not base:
            raise MissingBaseError(f"no registry is reached, and nothing stands in for {reference}")
        return load_base(self.docker, base, self.folder)


def save_image(docker: Docker, reference: str) -> SavedImage:
    """Read an image of the engine: its config and all its files."""
    with TemporaryDirectory() as name:
        archive = Path(name) / "image.tar"
        docker.must("image", "save", "--output", archive, reference)
        return read_saved(archive)


def list_references(build: Build) -> Iterator[str]:
    """Yield the images that the stages of a build start from, each once."""
    yield from dict.fromkeys(one.base_image for one in build.stages if one.is_built and one.base_image)
