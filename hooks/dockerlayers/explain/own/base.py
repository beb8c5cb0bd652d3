"""The words of FROM: the image's name, tag and digest, the platform, the stage's own name."""

from __future__ import annotations

from collections.abc import Iterator

from dockerlayers.explain.annotations import Gloss
from dockerlayers.explain.own.making import make_gloss
from dockerlayers.explain.scene import find_stage, is_empty
from dockerlayers.model.types import Build, Stage
from dockerlayers.syntax.nodes import Instruction, Word
from dockerlayers.texts.inline import Inline
from dockerlayers.texts.texts import Texts

_PLATFORMS = {"BUILDPLATFORM": "build", "TARGETPLATFORM": "target"}
"""The variables that name a platform of which nobody knows beforehand which one it is."""


def gloss_base(texts: Texts, build: Build, stage: Stage, instruction: Instruction) -> Iterator[Gloss]:
    """Explain the words of a stage's FROM."""
    for flag in instruction.flags:
        key = _PLATFORMS.get((flag.value or "").strip("${}"))
        platform = stage.platform or ""
        sentence = (
            texts.say(f"flag.platform.{key}") if key else texts.say("flag.platform.chosen", platform=platform)
        )
        yield make_gloss(flag.word.origin, [(flag.word.start, flag.word.end)], sentence)
    words = instruction.words
    yield from _gloss_image(texts, build, stage, words[0])
    if stage.name:
        sentence = texts.say("word.from.alias", stage=stage.name)
        yield make_gloss(words[1].origin, [(words[1].start, words[-1].end)], sentence)


def _gloss_image(texts: Texts, build: Build, stage: Stage, word: Word) -> Iterator[Gloss]:
    place = [(word.start, word.end)]
    if is_empty(stage):
        yield make_gloss(word.origin, place, texts.say("word.from.scratch"))
    elif stage.base_stage is not None:
        name = find_stage(build, stage.base_stage).name or word.text
        yield make_gloss(word.origin, place, texts.say("word.from.stage", stage=name))
    elif word.text != stage.base:
        yield make_gloss(word.origin, place, texts.say("word.from.becomes", image=stage.base or ""))
    else:
        yield from _gloss_reference(texts, word)


def _gloss_reference(texts: Texts, word: Word) -> Iterator[Gloss]:
    """Explain the parts of a reference.

    reference = [ registry , "/" ] , name , [ ":" , tag ] , [ "@" , digest ]
    """
    name, _, digest = word.text.partition("@")
    colon = name.rfind(":")
    tag = name[colon + 1 :] if colon > name.rfind("/") else ""
    name = name[:colon] if tag else name
    end = word.start + len(name)
    yield make_gloss(word.origin, [(word.start, end)], _say_name(texts, name))
    if tag:
        tag_end = end + 1 + len(tag)
        yield make_gloss(word.origin, [(end, tag_end)], texts.say("word.from.tag"), is_part=True)
        end = tag_end
    if digest:
        yield make_gloss(word.origin, [(end, word.end)], texts.say("word.from.digest"), is_part=True)


def _say_name(texts: Texts, name: str) -> Inline:
    host, slash, rest = name.partition("/")
    if not slash:
        return texts.say("word.from.official", name=name)
    if "." in host or ":" in host or host == "localhost":
        return texts.say("word.from.registry", registry=host, name=rest)
    return texts.say("word.from.hub", name=name)
