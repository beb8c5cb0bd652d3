"""Sentences on ENV: what a variable is set to, and what for where a program or a convention knows it."""

from __future__ import annotations

from collections.abc import Iterator

from dockerlayers.explain.annotations import Gloss
from dockerlayers.explain.knowledge import load_products, load_words
from dockerlayers.explain.own.making import make_gloss
from dockerlayers.explain.scene import Scene
from dockerlayers.model.steps import Env
from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.expansion import Lexer
from dockerlayers.syntax.nodes import Pair
from dockerlayers.texts.inline import Inline, code, join_inline, text
from dockerlayers.texts.texts import Texts

_MOST = 3
_SHOWN = 2
_PATH = lazy_pattern(r"\$(?:PATH\b|\{PATH(?::?\+:?\$(?:PATH|\{PATH\}):?)?\})")
_VERSION = lazy_pattern(r"(?P<product>[A-Za-z]\w*?)_?VERSION")
_CHECKSUM = lazy_pattern(
    r"(?P<product>[A-Za-z]\w*?)(?:_DOWNLOAD)?_?(?P<algorithm>SHA(?:1|256|384|512)|MD5)(?:SUM)?"
)


def explain_env(scene: Scene, env: Env) -> Inline:
    """Say what a few variables are set to and what for, or the first of many."""
    pairs = list(zip(scene.instruction.pairs, env.pairs, strict=True))
    texts = scene.texts
    if len(pairs) == 1:
        return _say_pair(scene, *pairs[0])
    purposes = [_find_purpose(scene, pair, value) for pair, (_, value) in pairs]
    if len(pairs) <= _MOST and all(purposes):
        return texts.grammar.join(list(dict.fromkeys(purposes)))
    written = tuple(f"{name}={value}" for name, value in env.pairs)
    if len(pairs) <= _MOST:
        return scene.say("env.some", pairs=written)
    known = list(dict.fromkeys(filter(None, purposes)))[:_SHOWN]
    if known:
        rest = len(pairs) - sum(purpose in known for purpose in purposes)
        others = [scene.say("env.others", count=rest)] if rest else []
        return join_inline([texts.grammar.join(known), *others])
    return scene.say("env.many", pairs=written[:_SHOWN], count=len(pairs))


def gloss_env(scene: Scene, env: Env) -> Iterator[Gloss]:
    """Explain the variables where they stand of which the sentence does not tell all that there is."""
    pairs = list(zip(scene.instruction.pairs, env.pairs, strict=True))
    purposes = [_find_purpose(scene, pair, value) for pair, (_, value) in pairs]
    if len(pairs) <= _MOST and (all(purposes) or not any(purposes)):
        return
    for (pair, value), purpose in zip(pairs, purposes, strict=True):
        if purpose or len(pairs) > _MOST:
            start = pair.word.start
            place = (start, start + len(pair.key))
            yield make_gloss(pair.word.origin, [place], _say_pair(scene, pair, value), code=pair.key)


def _say_pair(scene: Scene, pair: Pair, expanded: tuple[str, str]) -> Inline:
    """Say what one variable is set to."""
    name, value = expanded
    purpose = _find_purpose(scene, pair, value)
    if purpose:
        return purpose
    if not value:
        return scene.say("env.empty", name=name)
    return scene.say("env.one", name=name, value=value)


def _find_purpose(scene: Scene, pair: Pair, value: str) -> Inline:
    """Say what a variable is for; nothing where nobody knows, or where it has an empty value."""
    if not value:
        return ()
    if pair.key == "PATH":
        return _say_path(scene, pair.value or "", value)
    texts = scene.texts
    found = _find_known(texts, pair.key, value)
    return found or _say_version(texts, pair.key, value) or _say_checksum(texts, pair.key)


def _find_known(texts: Texts, name: str, value: str) -> Inline:
    """Find the sentence of a variable that is known, best that of its very value."""
    words = load_words()
    is_on, is_off = value.lower() in words["switched-on"], value.lower() in words["switched-off"]
    for key in (f"{name} {value}", f"{name} on" if is_on else f"{name} off" if is_off else name, name):
        entry = texts.variables.get(key)
        if entry:
            return entry.template.fill({"value": value} if entry.template.slots else {})
    return ()


def _say_version(texts: Texts, name: str, value: str) -> Inline:
    match = _VERSION.fullmatch(name)
    return texts.say("env.version-of", product=_name(match["product"]), value=value) if match else ()


def _say_checksum(texts: Texts, name: str) -> Inline:
    match = _CHECKSUM.fullmatch(name)
    if not match:
        return ()
    return texts.say("env.checksum", product=_name(match["product"]), algorithm=match["algorithm"])


def _name(product: str) -> Inline:
    """Name what a variable begins with: as its makers write it, where that is known."""
    known = load_products().get(product.upper())
    return text(known) if known else code(product)


def _say_path(scene: Scene, written: str, value: str) -> Inline:
    """Say what is put before or behind the directories that PATH has; else PATH is a new one."""
    front, kept, back = _split_path(written.replace('"', ""))
    if kept is None:
        return scene.say("env.path.new", value=value)
    added = {"front": _list_directories(scene, front), "back": _list_directories(scene, back)}
    given = {side: found for side, found in added.items() if found}
    key = "-".join(given) or "same"
    return scene.say(f"env.path.{key}", **given)


def _split_path(written: str) -> tuple[str, str | None, str]:
    """Split a value of PATH at the one that it had; None where it is not in it, or only in some case."""
    match = _PATH.search(written)
    front = written[: match.start()] if match else ""
    is_inside = front.count("{") > front.count("}") or front.count("'") % 2 or front.endswith("\\")
    if not match or is_inside or ";" in written:  # Windows has semicolons
        return "", None, written
    return front, match[0], written[match.end() :]


def _list_directories(scene: Scene, part: str) -> tuple[str, ...]:
    """List the directories of a part of PATH, with the variables that are known."""
    values = {name: value for name, value in scene.step.variables if value is not None}
    return tuple(one for one in Lexer(skip_unset=True).expand(part, values).text.split(":") if one)
