"""Read a record of measures: `schema.json` beside this module describes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from math import isfinite
from typing import TypeVar

from dockerlayers.measured.errors import RecordError
from dockerlayers.measured.places import Node, parse_json, place_error
from dockerlayers.measured.types import (
    Cause,
    Fingerprint,
    Measured,
    MeasuredBase,
    MeasuredBuild,
    MeasuredFile,
    MeasuredHistory,
    MeasuredLayer,
    Occasion,
    Waste,
)
from dockerlayers.model.suggestions import suggest
from dockerlayers.patterns import lazy_pattern

SCHEMA = "1.0"

_T = TypeVar("_T")
_DIGEST = lazy_pattern(r"sha256:[0-9a-f]{64}")
_DATE = lazy_pattern(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def read_record(text: str) -> dict[str, Measured]:
    """Read a record: what was measured of each Dockerfile, by its name; raise RecordError with the place."""
    return _Reader(text).record(parse_json(text))


class _Reader:
    """Reads values at their places; each method takes a node and returns what it must be."""

    def __init__(self, source: str) -> None:
        self.source = source

    def error(self, node: Node, message: str, hint: str | None = None) -> RecordError:
        return place_error(self.source, node.start, message, hint)

    def text(self, node: Node) -> str:
        if not isinstance(node.value, str) or not node.value:
            raise self.error(node, "this has to be a string that is not empty")
        return node.value

    def matching(self, node: Node, pattern: re.Pattern[str], example: str) -> str:
        value = self.text(node)
        if not pattern.fullmatch(value):
            raise self.error(node, f"this has to be written as {example}")
        return value

    def digest(self, node: Node) -> str:
        return self.matching(node, _DIGEST, "sha256: and 64 hexadecimal digits")

    def count(self, node: Node, least: int = 0) -> int:
        value = node.value
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise self.error(node, f"this has to be a whole number, {least} or more")
        return value

    def line(self, node: Node) -> int:
        return self.count(node, least=1)

    def seconds(self, node: Node) -> float:
        value = node.value
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0 or not isfinite(value):
            raise self.error(node, "this has to be a number of seconds, 0 or more")
        return float(value)

    def flag(self, node: Node) -> bool:
        if not isinstance(node.value, bool):
            raise self.error(node, "this has to be true or false")
        return node.value

    def list_of(self, node: Node, read: Callable[[Node], _T]) -> tuple[_T, ...]:
        if not isinstance(node.value, list):
            raise self.error(node, "this has to be an array")
        return tuple(map(read, node.value))

    def members(self, node: Node) -> dict[str, Node]:
        if not isinstance(node.value, dict):
            raise self.error(node, "this has to be an object")
        return node.value

    def fields(self, node: Node, needed: str, optional: str = "") -> Mapping[str, Node]:
        """Return the members of an object that has all that are needed, and no other but the optional."""
        found = self.members(node)
        known = (*needed.split(), *optional.split())
        for name, member in found.items():
            if name not in known:
                nearest = suggest(name, known)
                raise self.error(
                    member, f"unknown key: {name}", f"did you mean {nearest}?" if nearest else None
                )
        missing = [name for name in needed.split() if name not in found]
        if missing:
            raise self.error(node, f"{missing[0]} is missing in this object")
        return found

    def record(self, node: Node) -> dict[str, Measured]:
        fields = self.fields(node, "schema date engine builder platform files", "$schema")
        schema = self.text(fields["schema"])
        if schema.partition(".")[0] != SCHEMA.partition(".")[0]:
            raise self.error(fields["schema"], f"schema {schema} is not known here", f"this reads {SCHEMA}")
        return {name: self.measured(one, fields) for name, one in self.members(fields["files"]).items()}

    def measured(self, node: Node, common: Mapping[str, Node]) -> Measured:
        fields = self.fields(node, "fingerprint base bases layers history waste builds")
        bases = self.list_of(fields["bases"], self.base)
        return Measured(
            fingerprint=self.fingerprint(fields["fingerprint"]),
            date=self.matching(common["date"], _DATE, "2026-11-28"),
            engine=self.text(common["engine"]),
            builder=self.text(common["builder"]),
            platform=self.text(common["platform"]),
            base=self.base_name(fields["base"], [base.reference for base in bases]),
            bases=bases,
            layers=self.list_of(fields["layers"], self.layer),
            history=self.list_of(fields["history"], self.history),
            waste=self.list_of(fields["waste"], self.waste),
            builds=self.builds(fields["builds"]),
        )

    def base_name(self, node: Node, known: list[str]) -> str | None:
        if node.value is None:
            return None
        name = self.text(node)
        if name not in known:
            raise self.error(node, f"{name} is not among the bases")
        return name

    def fingerprint(self, node: Node) -> Fingerprint:
        fields = self.fields(node, "dockerfile context", "ignore")
        return Fingerprint(
            dockerfile=self.digest(fields["dockerfile"]),
            context=self.digest(fields["context"]),
            ignore=self.digest(fields["ignore"]) if "ignore" in fields else None,
        )

    def base(self, node: Node) -> MeasuredBase:
        fields = self.fields(node, "reference digest bytes", "stand_in")
        return MeasuredBase(
            reference=self.text(fields["reference"]),
            digest=self.digest(fields["digest"]),
            byte_count=self.count(fields["bytes"]),
            stand_in=self.text(fields["stand_in"]) if "stand_in" in fields else None,
        )

    def layer(self, node: Node) -> MeasuredLayer:
        fields = self.fields(node, "line bytes added changed deleted largest")
        return MeasuredLayer(
            line=self.line(fields["line"]),
            byte_count=self.count(fields["bytes"]),
            added=self.count(fields["added"]),
            changed=self.count(fields["changed"]),
            deleted=self.count(fields["deleted"]),
            largest=self.list_of(fields["largest"], self.file),
        )

    def file(self, node: Node) -> MeasuredFile:
        fields = self.fields(node, "path bytes")
        return MeasuredFile(self.text(fields["path"]), self.count(fields["bytes"]))

    def history(self, node: Node) -> MeasuredHistory:
        fields = self.fields(node, "created_by bytes", "empty_layer")
        return MeasuredHistory(
            created_by=self.text(fields["created_by"]),
            byte_count=self.count(fields["bytes"]),
            is_empty="empty_layer" in fields and self.flag(fields["empty_layer"]),
        )

    def waste(self, node: Node) -> Waste:
        fields = self.fields(node, "line cause bytes files", "by_line")
        return Waste(
            line=self.line(fields["line"]),
            cause=Cause(self.choice(fields["cause"], [cause.value for cause in Cause])),
            byte_count=self.count(fields["bytes"]),
            file_count=self.count(fields["files"]),
            by_line=self.line(fields["by_line"]) if "by_line" in fields else None,
        )

    def choice(self, node: Node, choices: list[str]) -> str:
        value = self.text(node)
        if value not in choices:
            raise self.error(node, f"{value!r} is none of {', '.join(choices)}")
        return value

    def builds(self, node: Node) -> dict[Occasion, MeasuredBuild]:
        fields = self.fields(node, "cold warm", "source dependency")
        return {Occasion(name): self.build(one) for name, one in fields.items()}

    def build(self, node: Node) -> MeasuredBuild:
        fields = self.fields(node, "seconds built cached", "changed")
        return MeasuredBuild(
            seconds=self.seconds(fields["seconds"]),
            built=self.list_of(fields["built"], self.line),
            cached=self.list_of(fields["cached"], self.line),
            changed=self.list_of(fields["changed"], self.text) if "changed" in fields else (),
        )
