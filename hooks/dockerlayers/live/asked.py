"""What a page asks about a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dockerlayers.analysis import Analysis, analyze
from dockerlayers.guide import Guide
from dockerlayers.model.context import BuildContext
from dockerlayers.model.dockerignore import parse_dockerignore
from dockerlayers.model.images import BaseImage, read_image
from dockerlayers.model.references import parse_platform
from dockerlayers.render.view import RenderOptions
from dockerlayers.texts import DEFAULT

_DOCKERFILE = "Dockerfile"


@dataclass(frozen=True, kw_only=True)
class Text:
    """A Dockerfile's text, and how it is built.

    `ignore` is the text of its .dockerignore, `files` are the paths of the build context with their sizes.
    Without both, nothing is known of the context. `images` are OCI image configs by their references.
    """

    text: str
    target: str | None = None
    build_args: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    platform: str | None = None
    ignore: str | None = None
    files: Mapping[str, int] | None = None
    images: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    is_part: bool = True

    def analyze(self) -> Analysis:
        """Analyze it; raise DockerfileError for a platform or a .dockerignore that cannot be read."""
        return analyze(
            self.text,
            target=self.target or None,
            build_args=self.build_args,
            labels=self.labels,
            platform=parse_platform(self.platform) if self.platform else None,
            images=self._images(),
            context=self._context(),
            allow_fragment=self.is_part,
        )

    def _images(self) -> dict[str, BaseImage]:
        return {name: read_image(image) for name, image in self.images.items()}

    def _context(self) -> BuildContext | None:
        if self.files is None and self.ignore is None:
            return None
        ignore = parse_dockerignore(self.ignore or "")
        return BuildContext(files=self.files or {}, ignore=ignore, dockerfile=_DOCKERFILE)


@dataclass(frozen=True, kw_only=True)
class AskedView:
    """How the breakdown is shown: `root_id` starts all ids of it, `compared_id` those of a comparison.

    `pages` are what a `Guide` knows, by its names.
    """

    root_id: str = "dockerfile"
    compared_id: str | None = None
    title: str | None = None
    section: str | None = None
    language: str = DEFAULT
    ranges: Sequence[Sequence[int]] | None = None
    has_advice: bool = True
    is_brief: bool = False
    pages: Mapping[str, Any] = field(default_factory=dict)

    @property
    def guide(self) -> Guide:
        """The pages that rules and instructions lead to."""
        names = self.pages.get("names")
        return Guide(**{**self.pages, "names": None if names is None else tuple(names)})

    @property
    def options(self) -> RenderOptions:
        """How much of it is shown."""
        ranges = None if self.ranges is None else tuple((first, last) for first, last in self.ranges)
        return RenderOptions(ranges=ranges, has_advice=self.has_advice, is_brief=self.is_brief)
