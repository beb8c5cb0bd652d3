"""What the cache looks at before it takes a step over: what `model/depends.py` knows, as JSON."""

from __future__ import annotations

from dockerlayers.model.depends import Dependencies
from dockerlayers.render.facts.values import Json


def depends_value(depends: Dependencies) -> Json:
    """Write what something depends on besides its own text.

    `environment` is every ENV and ARG before it; the variables that its words use stand in `variables`.
    """
    return {
        "layers": depends.layers,
        "environment": depends.environment,
        "user": depends.user,
        "shell": depends.shell,
        "directory": depends.directory,
        "files": list(depends.files),
        "stages": list(depends.stages),
    }
