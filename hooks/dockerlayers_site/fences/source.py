"""Read the source of a fence once for all who look at it before it is analysed."""

from __future__ import annotations

from functools import lru_cache

from dockerlayers.syntax.nodes import Dockerfile
from dockerlayers.syntax.parser import parse_dockerfile


# They look at one fence one behind the other.
@lru_cache(maxsize=2)
def parse_source(source: str) -> Dockerfile:
    """Return a Dockerfile as it is written; raise DockerfileError for what is none."""
    return parse_dockerfile(source)
