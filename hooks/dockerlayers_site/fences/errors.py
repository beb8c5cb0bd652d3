"""What can be wrong with a fence."""

from __future__ import annotations

from dockerlayers.errors import DockerfileError


class FenceError(DockerfileError):
    """A fence that cannot be shown as its author asked; `span` points into the header, `line` is 1 there."""
