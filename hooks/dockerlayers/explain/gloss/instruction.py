"""The words of an instruction's command, one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from dockerlayers.explain.annotations import Gloss
from dockerlayers.explain.gloss.commands import read_command
from dockerlayers.explain.gloss.readings import Said, ScriptReading, list_all
from dockerlayers.explain.gloss.scripts import read_script
from dockerlayers.explain.gloss.sources import Source, find_source
from dockerlayers.explain.scene import Scene
from dockerlayers.syntax.nodes import Stretch
from dockerlayers.syntax.shell.nodes import SimpleCommand
from dockerlayers.texts.inline import shorten
from dockerlayers.texts.texts import Texts


def gloss_command(scene: Scene) -> tuple[Gloss, ...]:
    """Explain the words of the command that an instruction runs; nothing for one that runs none.

    A trigger that the base image left has no place in the file. Of a command that begins in another
    instruction only the words of this one are explained.
    """
    source = find_source(scene)
    if not source:
        return ()
    if scene.step.is_onbuild:
        return tuple(_gloss(said, ()) for said in _list_said(scene.texts, source))
    return tuple(_list_placed(scene.texts, source))


def _list_placed(texts: Texts, source: Source) -> Iterator[Gloss]:
    """List the glosses that stand in this instruction; a part whose whole stands elsewhere is none."""
    has_whole = False
    for said in _list_said(texts, source):
        gloss = _gloss(said, source.find(said.ranges))
        if not gloss.is_part:
            has_whole = bool(gloss.places)
        if gloss.places:
            yield gloss if has_whole else gloss._replace(is_part=False)


def _gloss(said: Said, places: Iterable[Stretch]) -> Gloss:
    return Gloss(shorten(said.code), tuple(places), said.say, said.is_part)


def _list_said(texts: Texts, source: Source) -> tuple[Said, ...]:
    """List what is said of a command, in the order of its words."""
    if source.words:
        return _merge(read_source(texts, source))
    return _list_said_of_script(texts, source.text, stops_early=source.stops_early)


@lru_cache(maxsize=256)
def _list_said_of_script(texts: Texts, text: str, *, stops_early: bool) -> tuple[Said, ...]:
    """List what is said of a script; the last ones are kept, as an edit leaves most of a file as it was."""
    return _merge(read_script(texts, text, stops_early=stops_early))


def read_source(texts: Texts, source: Source) -> ScriptReading:
    """Find out about a script, or about the one command of an exec form."""
    if not source.words:
        return read_script(texts, source.text, stops_early=source.stops_early)
    words = source.words
    reading = read_command(texts, SimpleCommand((), words, (), words[0].start, words[-1].end))
    return ScriptReading((reading,), (), (reading,), is_whole=True)


def _merge(script: ScriptReading) -> tuple[Said, ...]:
    """Bring what is said in the order of the words; an option that says the same again is said once."""
    groups = [[joint] for joint in script.joints]
    seen: dict[object, tuple[list[Said], int]] = {}
    for reading in list_all(script.readings):
        group: list[Said] = []
        for said in reading.said:
            key = (reading.name, said.code, said.say)
            if said.is_part and key in seen:
                other, index = seen[key]
                other[index] = other[index]._replace(ranges=(*other[index].ranges, *said.ranges))
            else:
                seen[key] = (group, len(group))
                group.append(said)
        groups += [group] if group else []
    groups.sort(key=lambda group: min(group[0].ranges))
    return tuple(said for group in groups for said in group)
