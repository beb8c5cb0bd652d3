"""What the JSON document says of the whole file: what is made, what it needs, what is done well."""

from __future__ import annotations

from dockerlayers.analysis import Analysis
from dockerlayers.bases.known import Base
from dockerlayers.merits.merit import Merit
from dockerlayers.merits.rules import MERITS
from dockerlayers.overview.commands import Commands, join_words
from dockerlayers.overview.types import Demands, Launch, Made, Overview
from dockerlayers.render.facts.values import Json


def overview_values(analysis: Analysis) -> dict[str, Json]:
    """Write what is known of a Dockerfile without an error."""
    if not analysis.overview:
        return {}
    document: dict[str, Json] = {"overview": _overview(analysis.overview)}
    if analysis.commands:
        document["commands"] = _commands(analysis.commands)
        document["demands"] = _demands(analysis.demands)
    document["merits"] = [_merit(merit) for merit in analysis.merits]
    return document


def _overview(overview: Overview) -> Json:
    return {
        "base": _base(overview.base) if overview.base else None,
        "makes": [_made(one) for one in overview.makes],
        "own_makes": [_made(one) for one in overview.own_makes],
        "stages": [*overview.stages],
        "images": [*overview.images],
        "results_alone": overview.is_result_alone,
        "fetches": [*overview.fetches],
        "packages": {one.kind: [*one.packages] for one in overview.installed},
        "adds": {one.kind.value: [*one.sources] for one in overview.added},
        "start": _start(overview.start),
    }


def _base(base: Base) -> Json:
    return {"reference": base.reference, "product": base.product or None, "version": base.version or None}


def _made(made: Made) -> Json:
    return {"maker": made.maker, "stage": made.stage, "line": made.line, "base": _base(made.base)}


def _start(start: Launch) -> Json:
    return {
        "command": start.command or None,
        "is_inherited": start.is_inherited,
        "is_prompt": start.is_prompt,
        "user": start.user,
        "ports": [*start.ports],
        "volumes": [*start.volumes],
        "has_health": start.has_health,
        "needs": [*start.needs],
    }


def _commands(commands: Commands) -> Json:
    return {"build": join_words(commands.build), "run": join_words(commands.run) or None}


def _demands(demands: Demands) -> Json:
    return {
        "arguments": [{"name": one.name, "line": one.line, "given": one.given} for one in demands.arguments],
        "secrets": [
            {"id": one.id, "line": one.line, "env": one.env or None, "target": one.target or None}
            for one in demands.secrets
        ],
        "ssh": [*demands.ssh],
        "allow": [*demands.allowed],
        "target": demands.target,
        "platform": demands.platform,
        "paths": [{"path": one.path, "lines": [*one.lines]} for one in demands.paths],
    }


def _merit(merit: Merit) -> Json:
    return {
        "rule": merit.rule,
        "lines": [[first, last] for first, last in merit.lines],
        "facts": dict(merit.facts),
        "url": MERITS[merit.rule].url,
    }
