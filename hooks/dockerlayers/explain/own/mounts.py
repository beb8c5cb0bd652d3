"""The mounts of RUN, field by field."""

from __future__ import annotations

from collections.abc import Iterator

from dockerlayers.explain.annotations import Gloss
from dockerlayers.explain.own.making import Range, make_gloss
from dockerlayers.model.mount_values import MountType
from dockerlayers.model.mounts import Mount, MountField
from dockerlayers.model.types import Build
from dockerlayers.syntax.nodes import Flag
from dockerlayers.texts.inline import Inline
from dockerlayers.texts.texts import Texts


def gloss_mount(texts: Texts, build: Build, flag: Flag, mount: Mount) -> Iterator[Gloss]:
    """Explain a mount: what is mounted, then each of its fields that counts."""
    origin, start = flag.word.origin, flag.word.start
    kind = mount.type.value
    written = next((field for field in mount.fields if field.key == "type"), None)
    ranges = [(start, start + len("--mount"))]
    if not _is_plain(flag):
        ranges = [(start, flag.word.end)]
    elif written and written.start == 0:
        ranges = [(start, _find(flag, written)[1])]
    elif written:
        ranges.append(_find(flag, written))
    yield make_gloss(origin, ranges, texts.say(f"flag.mount.{kind}"), code=f"--mount=type={kind}")
    for field in mount.fields:
        sentence = _explain(texts, build, mount, field)
        if sentence:
            yield make_gloss(origin, [_find(flag, field)], sentence, is_part=True)


def _is_plain(flag: Flag) -> bool:
    """Say whether the flag's value stands in the source as it is: no quotes, no escapes."""
    return flag.word.origin.text[flag.word.start : flag.word.end] == f"--mount={flag.value}"


def _find(flag: Flag, field: MountField) -> Range:
    """Find a field in the logical line; of one in quotes, only the whole mount has a place."""
    if not _is_plain(flag):
        return flag.word.start, flag.word.end
    start = flag.word.start + len("--mount=")
    return start + field.start, start + field.end


def _explain(texts: Texts, build: Build, mount: Mount, field: MountField) -> Inline:
    """Say what a field does; one that is switched off, or repeats what holds anyway, needs no words."""
    key, value = field.key, field.value or ""
    match key:
        case "readonly" | "readwrite" | "required":
            return texts.say(_SWITCHES[key, mount.type is MountType.BIND]) if field.is_on else ()
        case "from":
            return _explain_from(texts, build, value)
        case "sharing":
            return texts.say(f"flag.mount.sharing-{mount.sharing}")
        case "id" | "source" if mount.type is MountType.SECRET:
            return texts.say("flag.mount.id-secret", id=value)
        case "id":
            return texts.say(f"flag.mount.id-{mount.type.value}", id=value) if mount.type in _NAMED else ()
    return texts.say(_VALUED[key], value=value) if key in _VALUED else ()


def _explain_from(texts: Texts, build: Build, value: str) -> Inline:
    """Say where files come from; an empty name is as none."""
    if not value:
        return ()
    names = [stage.name for stage in build.stages]
    return texts.say(
        "flag.mount.from-stage" if value.lower() in names else "flag.mount.from-image", name=value
    )


_NAMED = (MountType.CACHE, MountType.SSH)
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
