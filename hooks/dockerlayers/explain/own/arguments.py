"""The words of USER and EXPOSE, the marks of heredocs, and the command that CMD and ENTRYPOINT come to."""

from __future__ import annotations

from collections.abc import Iterator

from dockerlayers.explain.annotations import Gloss
from dockerlayers.explain.own.making import make_gloss
from dockerlayers.explain.scene import Scene
from dockerlayers.model.steps import Add, Cmd, Copy, Entrypoint, Expose, Run, User
from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.heredocs import parse_heredoc_mark
from dockerlayers.syntax.nodes import Heredoc, Word
from dockerlayers.texts.inline import Piece, shorten, show_command
from dockerlayers.texts.texts import Texts

_PORT = lazy_pattern(r"(?P<port>\d+(?:-\d+)?)(?:/(?P<protocol>[A-Za-z]+))?")
_MOST_PORTS = 6


def gloss_arguments(scene: Scene) -> Iterator[Gloss]:
    """Explain the words of an instruction where they have a form of their own."""
    match scene.step.does:
        case User():
            return _gloss_user(scene)
        case Expose():
            return _gloss_expose(scene)
        case Run() | Copy() | Add():
            return _gloss_heredocs(scene)
        case (Cmd() | Entrypoint()) as does:
            return _gloss_start(scene, does)
    return iter(())


def _gloss_user(scene: Scene) -> Iterator[Gloss]:
    word = scene.instruction.words[0]
    user, colon, group = word.text.partition(":")
    middle = word.start + len(user)
    if user.isdecimal():
        yield make_gloss(word.origin, [(word.start, middle)], scene.say("word.user.number"))
    elif colon and user:
        yield make_gloss(word.origin, [(word.start, middle)], scene.say("word.user.name"))
    if group:
        yield make_gloss(word.origin, [(middle + 1, word.end)], scene.say("word.user.group"))


def _gloss_expose(scene: Scene) -> Iterator[Gloss]:
    for word in scene.instruction.words[:_MOST_PORTS]:
        match = _PORT.fullmatch(word.text)
        if match and match["protocol"]:
            protocol = match["protocol"].upper()
            sentence = scene.say(
                "word.expose.protocol", port=_plain(match["port"]), protocol=_plain(protocol)
            )
            yield make_gloss(word.origin, [(word.start, word.end)], sentence)
        elif match:
            sentence = scene.say("word.expose.port", port=_plain(match["port"]))
            yield make_gloss(word.origin, [(word.start, word.end)], sentence)


def _plain(text: str) -> tuple[Piece]:
    return (Piece(text=text),)


def _gloss_heredocs(scene: Scene) -> Iterator[Gloss]:
    """Explain the marks of heredocs; those in the middle of a script are the shell's."""
    instruction = scene.instruction
    bodies = iter(instruction.heredocs)
    for word in instruction.words if instruction.heredocs else ():
        if parse_heredoc_mark(word.text):
            yield _gloss_heredoc(scene.texts, word, next(bodies), is_script=instruction.name == "RUN")


def _gloss_heredoc(texts: Texts, word: Word, heredoc: Heredoc, *, is_script: bool) -> Gloss:
    sentence = texts.say("word.heredoc.script" if is_script else "word.heredoc.file", name=heredoc.name)
    if heredoc.chomp:
        sentence += texts.say("word.heredoc.tabs")
    if not heredoc.expand and not is_script:
        sentence += texts.say("word.heredoc.literal")
    return make_gloss(word.origin, [(word.start, word.end)], sentence)


def _gloss_start(scene: Scene, does: Cmd | Entrypoint) -> Iterator[Gloss]:
    """Say what is finally run, where the line alone does not show it: a shell form, or two instructions."""
    arguments = scene.instruction.arguments
    if scene.successor or not scene.stage or not does.command or not arguments.text:
        return
    entrypoint, command = scene.around.start(scene.stage).words
    if not does.is_exec or (entrypoint and command):
        whole = show_command((*entrypoint, *command))
        sentence = scene.say("word.start.command", command=(Piece(text=whole, is_code=True),))
        # the words have glosses of their own, so that this one has no place
        yield Gloss(code=shorten(arguments.text), places=(), say=sentence)
