"""What can be wrong with a record of measures."""

from __future__ import annotations

from dockerlayers.errors import DockerfileError


class RecordError(DockerfileError):
    """A record that cannot be read; `span` is the place in the record."""
