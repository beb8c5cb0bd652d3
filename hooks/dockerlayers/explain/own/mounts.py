"""The mounts of RUN, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dockerlayers.explain.annotations import Gloss
from dockerlayers.explain.inline import Inline
from dockerlayers.explain.own.making import Range, make_gloss
from dockerlayers.model.types import Build
from dockerlayers.syntax.nodes import Flag
from dockerlayers.texts.texts import Texts

_ALIASES = {"src": "source", "dst": "target", "destination": "target", "ro": "readonly", "rw": "readwrite"}
_SHARINGS = ("shared", "private", "locked")
_NO = ("0", "f", "false")


class Field(NamedTuple):
    """A field of a mount, and where it stands in the logical line."""

    key: str
    value: str
    range: Range


def gloss_mount(texts: Texts, build: Build, flag: Flag) -> Iterator[Gloss]:
    """Explain a mount: what is mounted, then each of its fields."""
    origin, start, end = flag.word.origin, flag.word.start, flag.word.end
    fields = list(_split(flag))
    kinds = [field for field in fields if field.key == "type"]
    kind = kinds[-1].value.lower() if kinds else "bind"
    head = (start, start + len("--mount"))
    ranges = [head, *(field.range for field in kinds)]
    if kinds and kinds[0] is fields[0]:
        ranges = [(start, kinds[0].range[1])]
    if '"' in origin.text[start:end]:
        ranges = [(start, end)]
    yield make_gloss(origin, ranges, texts.say(f"flag.mount.{kind}"), code=f"--mount=type={kind}")
    for field in fields:
        sentence = _explain(texts, build, kind, field)
        if sentence:
            yield make_gloss(origin, [field.range], sentence, is_part=True)


def _split(flag: Flag) -> Iterator[Field]:
    """Split a mount at its commas; of one in quotes, only the whole has a place."""
    text = flag.word.origin.text[flag.word.start : flag.word.end]
    is_plain = '"' not in text and "'" not in text and "\\" not in text
    position = flag.word.start + len("--mount=")
    for part in (flag.value or "").split(","):
        key, _, value = part.partition("=")
        key = key.strip('"').lower()
        place = (position, position + len(part)) if is_plain else (flag.word.start, flag.word.end)
        yield Field(_ALIASES.get(key, key), value.strip('"'), place)
        position += len(part) + 1


def _explain(texts: Texts, build: Build, kind: str, field: Field) -> Inline:
    """Say what a field does; one that is switched off, or repeats what holds anyway, needs no words."""
    key, value = field.key, field.value
    if key in ("readonly", "readwrite", "required"):
        is_on = value.lower() not in _NO
        return texts.say(_SWITCHES[key, kind == "bind"]) if is_on else ()
    if key == "from":
        names = [stage.name for stage in build.stages]
        return texts.say(
            "flag.mount.from-stage" if value.lower() in names else "flag.mount.from-image", name=value
        )
    if key == "sharing":
        return texts.say(f"flag.mount.sharing-{value.lower()}") if value.lower() in _SHARINGS else ()
    if key == "source" and kind == "secret":
        key = "id"
    if key == "id":
        return texts.say(f"flag.mount.id-{kind}", id=value) if kind in ("cache", "secret", "ssh") else ()
    return texts.say(_VALUED[key], value=value) if key in _VALUED else ()


_VALUED = {
    "source": "flag.mount.source-path",
    **{key: f"flag.mount.{key}" for key in ("target", "uid", "gid", "mode", "size", "env")},
}
_SWITCHES = {
    ("readonly", True): "flag.mount.readonly",
    ("readonly", False): "flag.mount.readonly",
    ("readwrite", True): "flag.mount.readwrite-bind",
    ("readwrite", False): "flag.mount.readwrite",
    ("required", True): "flag.mount.required",
    ("required", False): "flag.mount.required",
}
