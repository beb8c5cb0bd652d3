"""Engine cases: a YAML file is a Dockerfile, its build context and what `docker build` is called with.

    dockerfile: text
    context: path -> text, {text, mode} or {tar: path -> text}
    arguments: build argument -> value
    labels: label -> value
    target: stage
    needs: features of differences.py without which an engine cannot build it

A case of rebuild/ or in-context/ also tells what is changed before the second build, and the lines of what is
built again.
`open` are those of which the model says that it depends, with what comes of it here: cached or rebuilt.

    change: {line, text}, {file, text}, {argument, value} or {base: the image's reference}
    rebuilt: lines
    open: line -> state

In in-context/ the Dockerfile lies in its build context, as most do: what copies it changes along with it.
A line stands once for each layer that it makes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from dockerlayers.model.changes import ArgumentChange, BaseChange, Change, FileChange, LineChange
from tests.engine.rootfs import pack_files

# A reserved one, so that no registry can have an image that is made here.
DOMAIN = "dockerlayers.test/"
FOLDER = Path(__file__).with_name("cases")
IN_CONTEXT = "in-context"


@dataclass(frozen=True, kw_only=True)
class EngineCase:
    """A Dockerfile, its build context and its options."""

    folder: str
    name: str
    dockerfile: str
    context: Mapping[str, Any] = field(default_factory=dict)
    arguments: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    target: str | None = None
    needs: tuple[str, ...] = ()
    change: Mapping[str, Any] = field(default_factory=dict)
    rebuilt: tuple[int, ...] = ()
    open: Mapping[int, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.name

    @property
    def tag(self) -> str:
        """The image that the case makes."""
        folder = "" if self.folder == "images" else f"{self.folder}/"
        return f"{DOMAIN}{folder}{self.name}:latest"

    @property
    def options(self) -> list[str]:
        """What `docker build` is called with."""
        return [
            *(f"--build-arg={name}={value}" for name, value in self.arguments.items()),
            *(f"--label={name}={value}" for name, value in self.labels.items()),
            *([f"--target={self.target}"] if self.target else []),
        ]


def load_cases(folder: str) -> list[EngineCase]:
    """Read all cases of a folder in cases/."""
    paths = sorted((FOLDER / folder).glob("*.yml"))
    assert paths, f"no case in {FOLDER / folder}"
    return [_load(path) for path in paths]


def _load(path: Path) -> EngineCase:
    fields = yaml.safe_load(path.read_text(encoding="utf-8"))
    sequences = {key: tuple(value) for key, value in fields.items() if isinstance(value, list)}
    return EngineCase(folder=path.parent.name, name=path.stem, **{**fields, **sequences})


def write_case(case: EngineCase, folder: Path) -> tuple[Path, Path]:
    """Write Dockerfile and context below a folder, and return their paths."""
    context = folder / "context"
    context.mkdir(exist_ok=True)
    dockerfile = (context if case.folder == IN_CONTEXT else folder) / "Dockerfile"
    dockerfile.write_text(case.dockerfile, encoding="utf-8", newline="")
    for name, content in case.context.items():
        _write(context / name, content)
    return dockerfile, context


def _write(path: Path, content: str | Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    match content:
        case str():
            path.write_text(content, encoding="utf-8")
        case {"tar": files}:
            path.write_bytes(pack_files(files))
        case {"text": text, "mode": mode}:
            path.write_text(text, encoding="utf-8")
            path.chmod(mode)
        case _:
            raise TypeError(f"{path}: {content}")


def changed(case: EngineCase) -> EngineCase:
    """Return the case as it is built the second time."""
    fields = vars(case)
    match case.change:
        case {"line": line, "text": text}:
            lines = case.dockerfile.split("\n")
            lines[line - 1] = text
            return EngineCase(**{**fields, "dockerfile": "\n".join(lines)})
        case {"file": path, "text": text}:
            return EngineCase(**{**fields, "context": {**case.context, path: text}})
        case {"argument": name, "value": value}:
            return EngineCase(**{**fields, "arguments": {**case.arguments, name: value}})
        case {"base": _}:
            return case
    raise TypeError(f"{case}: {case.change}")


def question(case: EngineCase) -> Change:
    """Return the change as the model is asked about it."""
    match case.change:
        case {"line": line}:
            return LineChange(line=line)
        case {"file": path}:
            return FileChange(path=path)
        case {"argument": name}:
            return ArgumentChange(name=name)
        case {"base": reference}:
            return BaseChange(reference=reference)
    raise TypeError(f"{case}: {case.change}")


def asked(case: EngineCase) -> str:
    """Return the change as the command is asked about it."""
    match case.change:
        case {"line": line}:
            return f"line:{line}"
        case {"file": path}:
            return f"file:{path}"
        case {"argument": name}:
            return f"arg:{name}"
    raise TypeError(f"{case}: {case.change}")


def all_cases() -> Iterator[EngineCase]:
    """Yield the cases of every folder."""
    for folder in sorted(FOLDER.iterdir()):
        yield from load_cases(folder.name)
