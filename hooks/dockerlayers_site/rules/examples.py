"""The examples of the rules: a Dockerfile that does not keep a rule, and how it is mended.

A rule has a file `examples/NAME.toml`:

    before, after                two Dockerfiles
    ignore-before, ignore-after  the .dockerignore beside them, where the rule looks into it
    files                        what is in the build context then
    arguments                    the build arguments of both, as NAME=value
    also                         Dockerfiles of which the rule says something else
    [images]                     the OCI image configs of base images, where the rule looks at them
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dockerlayers.analysis import Analysis, analyze
from dockerlayers.model.context import BuildContext
from dockerlayers.model.dockerignore import parse_dockerignore
from dockerlayers.model.images import read_image
from dockerlayers_site.texts import load_table


@dataclass(frozen=True, kw_only=True)
class ExampleFile:
    """A Dockerfile of an example, and what its rule looks at beside it; without `ignore`, at nothing."""

    dockerfile: str
    ignore: str | None = None
    files: tuple[str, ...] = ()
    arguments: tuple[str, ...] = ()
    images: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def analyze(self) -> Analysis:
        """Analyze it, with all that is beside it."""
        return analyze(
            self.dockerfile,
            build_args=dict(one.split("=", 1) for one in self.arguments),
            images={name: read_image(image) for name, image in self.images.items()},
            context=self._context(),
            allow_fragment=True,
        )

    def _context(self) -> BuildContext | None:
        if self.ignore is None:
            return None
        ignore = parse_dockerignore(self.ignore)
        return BuildContext(files=dict.fromkeys(self.files, 1), ignore=ignore, dockerfile="Dockerfile")


@dataclass(frozen=True, kw_only=True)
class RuleExample:
    """What shows a rule: the Dockerfile before and after, and those of which it says something else."""

    before: ExampleFile
    after: ExampleFile
    also: tuple[ExampleFile, ...] = ()


def load_example(rule: str) -> RuleExample:
    """Load the example of a rule by its name; raise FileNotFoundError where there is none."""
    table = load_table(f"rules/examples/{rule}.toml")
    before, after = (
        ExampleFile(
            dockerfile=table[name],
            ignore=table.get(f"ignore-{name}"),
            files=tuple(table.get("files", ())),
            arguments=tuple(table.get("arguments", ())),
            images=table.get("images", {}),
        )
        for name in ("before", "after")
    )
    also = tuple(ExampleFile(dockerfile=one) for one in table.get("also", ()))
    return RuleExample(before=before, after=after, also=also)
