"""The instructions that change the image config or the variables alone."""

from __future__ import annotations

from collections.abc import Iterable

from dockerlayers.errors import DockerfileError
from dockerlayers.model.fold.fold import NOT_IN_ENV, Fold
from dockerlayers.model.ports import list_ports, split_port
from dockerlayers.model.signals import is_signal
from dockerlayers.model.steps import (
    Arg,
    Env,
    Expose,
    Label,
    Maintainer,
    OnBuild,
    StopSignal,
    User,
    Volume,
)
from dockerlayers.model.types import Effect, Step
from dockerlayers.syntax.characters import SPACE
from dockerlayers.syntax.nodes import Instruction, Pair, Word


def fold_env(fold: Fold) -> Step:
    """Fold ENV: one history entry, however many pairs."""
    pairs = tuple([_expand_pair(fold, pair) for pair in fold.instruction.pairs])
    fold.state.env.update(pairs)
    fold.state.variables.update(pairs)
    return fold.step(Effect.METADATA, _show_pairs("ENV", pairs), Env(pairs))


def fold_label(fold: Fold) -> Step:
    """Fold LABEL: one history entry, however many pairs."""
    pairs = tuple([_expand_pair(fold, pair) for pair in fold.instruction.pairs])
    fold.state.labels.update(pairs)
    return fold.step(Effect.METADATA, _show_pairs("LABEL", pairs), Label(pairs))


def _expand_pair(fold: Fold, pair: Pair) -> tuple[str, str]:
    return fold.expand(pair.key, pair.word), fold.expand(pair.value or "", pair.word)


def _show_pairs(name: str, pairs: Iterable[tuple[str, str]]) -> str:
    """Write pairs as the history shows them."""
    return " ".join([name, *[f"{key}={value}" for key, value in pairs]])


def fold_arg(fold: Fold) -> Step:
    """Fold ARG: a build argument wins over the default, the default over the global ARG."""
    pairs: list[tuple[str, str | None]] = []
    shown = ["ARG"]
    for pair in fold.instruction.pairs:
        fold.partial = Arg((*pairs, (pair.key, None)))
        value = pair.value
        if pair.key in fold.shared.build_args:
            value = fold.shared.build_args[pair.key]
        elif value is None:
            value = fold.shared.global_args.get(pair.key)
        else:
            value = fold.expand(value, pair.word)
        if value is not None and pair.key not in NOT_IN_ENV:
            fold.state.variables[pair.key] = value
        fold.state.build_args[pair.key] = value
        pairs.append((pair.key, value))
        shown.append(pair.key if value is None else f"{pair.key}={value}")
    return fold.step(Effect.METADATA, " ".join(shown), Arg(tuple(pairs)))


def fold_user(fold: Fold) -> Step:
    """Fold USER."""
    word = fold.instruction.words[0]
    fold.state.user = fold.expand(word.text, word)
    return fold.step(Effect.METADATA, f"USER {fold.state.user}", User(fold.state.user))


def fold_stopsignal(fold: Fold) -> Step:
    """Fold STOPSIGNAL."""
    word = fold.instruction.words[0]
    signal = fold.expand(word.text, word)
    if not is_signal(signal):
        raise DockerfileError(f"invalid signal: {signal}", span=word.span)
    fold.state.stop_signal = signal
    return fold.step(Effect.METADATA, f"STOPSIGNAL {signal}", StopSignal(signal))


def fold_volume(fold: Fold) -> Step:
    """Fold VOLUME: nothing is made on disk."""
    paths = tuple(fold.expand(word.text.strip(SPACE), word) for word in fold.instruction.words)
    for path, word in zip(paths, fold.instruction.words, strict=True):
        if not path:
            raise DockerfileError("VOLUME specified can not be an empty string", span=word.span)
    fold.state.volumes.update(dict.fromkeys(paths))
    return fold.step(Effect.METADATA, f"VOLUME [{' '.join(paths)}]", Volume(paths))


def fold_expose(fold: Fold) -> Step:
    """Fold EXPOSE: the words are sorted before they are expanded."""
    words = sorted(fold.instruction.words, key=lambda word: word.text.encode("utf-8", "surrogatepass"))
    written = [(text, word) for word in words for text in _expand_ports(fold, word)]
    ports: list[str] = []
    read: list[str] = []
    for text, word in written:
        if "$" not in text or fold.state.is_known:
            try:
                spec = split_port(text)
                fold.partial = Expose((*read, text), ())
                found = list_ports(spec)
                fold.shared.budget.spend(8 * len(found))  # as long as a port is in the history
                ports += found
            except DockerfileError as error:
                error.span = word.span
                raise
        read.append(text)
    fold.state.exposed_ports.update(dict.fromkeys(ports))
    does = Expose(tuple(read), tuple(ports))
    return fold.step(Effect.METADATA, f"EXPOSE [{' '.join(ports)}]", does)


def _expand_ports(fold: Fold, word: Word) -> tuple[str, ...]:
    """Expand a word of EXPOSE, which is not checked for undefined variables."""
    undefined = list(fold.undefined)
    try:
        return fold.expand_words(word)
    finally:
        fold.undefined[:] = undefined


def fold_maintainer(fold: Fold) -> Step:
    """Fold MAINTAINER: variables stay as written."""
    fold.state.author = fold.instruction.arguments.text
    return fold.step(Effect.METADATA, f"MAINTAINER {fold.state.author}", Maintainer(fold.state.author))


def fold_onbuild(fold: Fold) -> Step:
    """Fold ONBUILD: it leaves a trigger in the config and nothing in the history."""
    text = trigger_text(fold.instruction)
    fold.state.on_build.append(text)
    return fold.step(Effect.NOTHING, None, OnBuild(text))


def trigger_text(instruction: Instruction) -> str:
    """Return the text that ONBUILD leaves in the image config, heredoc bodies included."""
    begin = instruction.trigger.keyword.start if instruction.trigger else 0
    bodies = [f"\n{heredoc.content}{heredoc.name}" for heredoc in instruction.heredocs]
    return instruction.original[begin:] + "".join(bodies)
