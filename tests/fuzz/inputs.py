"""What is fed to the library, read from bytes: a Dockerfile, and what a build is told beside it.

    input   = dockerfile , { newline , "@@ " , name , newline , text }
    name    = "ignore" | "files" | "options"
    options = { option , newline }

`ignore` is a `.dockerignore`, `files` the paths of the build context. An option is `fragment`, `arg K=V`,
`label K=V`, `target NAME`, `platform P`, or a change to ask about: `line N`, `file PATH`, `change NAME`,
`base REFERENCE`. What cannot be read is left out, so that any bytes are an input.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from dockerlayers.errors import DockerfileError
from dockerlayers.model.changes import ArgumentChange, BaseChange, Change, FileChange, LineChange
from dockerlayers.model.context import BuildContext
from dockerlayers.model.dockerignore import parse_dockerignore
from dockerlayers.model.references import Platform, parse_platform

CORPUS = Path(__file__).with_name("corpus")
_SECTION = "\n@@ "


@dataclass(kw_only=True)
class FuzzInput:
    """A Dockerfile and how it is built."""

    source: str
    is_fragment: bool = False
    arguments: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    target: str | None = None
    platform: Platform | None = None
    context: BuildContext | None = None
    changes: list[Change] = field(default_factory=list)


def read_input(data: bytes) -> FuzzInput:
    """Read any bytes at all."""
    source, *texts = data.decode("utf-8", "replace").split(_SECTION)
    found = FuzzInput(source=source)
    sections = dict(text.split("\n", 1) for text in texts if "\n" in text)
    if "files" in sections or "ignore" in sections:
        found.context = BuildContext(
            files={path: len(path) for path in sections.get("files", "").split("\n") if path},
            ignore=parse_dockerignore(sections.get("ignore", "")),
            dockerfile="Dockerfile",
        )
    for line in sections.get("options", "").split("\n"):
        _read_option(found, *line.partition(" ")[::2])
    return found


def _read_option(found: FuzzInput, name: str, value: str) -> None:
    key, _, rest = value.partition("=")
    match name:
        case "fragment":
            found.is_fragment = True
        case "arg":
            found.arguments[key] = rest
        case "label":
            found.labels[key] = rest
        case "target":
            found.target = value
        case "platform":
            with suppress(DockerfileError):
                found.platform = parse_platform(value)
        case _:
            found.changes += _read_change(name, value)


def _read_change(name: str, value: str) -> Iterator[Change]:
    match name:
        case "line" if value.isascii() and value.isdigit():
            yield LineChange(line=int(value[:9]))
        case "file":
            yield FileChange(path=value)
        case "change":
            yield ArgumentChange(name=value)
        case "base":
            yield BaseChange(reference=value)
