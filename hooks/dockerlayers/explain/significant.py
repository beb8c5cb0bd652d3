"""The words by which an instruction is told from others of its kind, in a form for addresses."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator

from dockerlayers.explain.knowledge import load_words
from dockerlayers.explain.roman import romanize
from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.heredocs import parse_heredoc_mark
from dockerlayers.syntax.nodes import Form, Instruction

_NO_LETTER = lazy_pattern(r"[^a-z0-9]+")
_CHANGING = lazy_pattern(r"(?:sha256:)?\b[0-9a-f]{12,}\b|[=<>~^@:!v]*\d+(?:\.\d+)+|https?://")
"""What another release changes, hashes and versions; and how all web addresses begin."""
_VARIABLE = lazy_pattern(r"\$(?:(\w+)|\{(\w+)[^}]*\})")
_SHELL_WORD = lazy_pattern(r"[^\s;&|()<>`\"']+")
_ASSIGNMENT = lazy_pattern(r"\w+=(?!=)")
MOST_WORDS = 3
"""How many words are enough for an address."""

_EVERYTHING = (".", "./", "/")


def list_words(instruction: Instruction) -> tuple[str, ...]:
    """List the words that tell an instruction from others, without flags, versions, hashes and quotes."""
    find = _FINDERS.get(instruction.name)
    return slug_words(find(instruction)) if find else ()


def slug_words(words: Iterable[str]) -> tuple[str, ...]:
    """Bring the first words to lower-case ASCII letters, digits and hyphens; each stands once."""
    found: dict[str, None] = {}
    for word in words:
        slug = slugify(_CHANGING.sub("", _VARIABLE.sub(r"\1\2", word) if "$" in word else word))
        if slug:
            found[slug] = None
        if len(found) == MOST_WORDS:
            break
    return tuple(found)


def slugify(text: str) -> str:
    """Bring text to lower-case ASCII letters, digits and hyphens."""
    return _NO_LETTER.sub("-", (text if text.isascii() else romanize(text)).lower()).strip("-")


def cut(name: str, longest: int) -> str:
    """Shorten a name, between two of its words if it can be."""
    if len(name) <= longest:
        return name
    return name[: longest + 1].rpartition("-")[0] or name[:longest]


def _image(instruction: Instruction) -> list[str]:
    """Name the image without registry, tag and digest."""
    name = instruction.words[0].text.partition("@")[0].rpartition("/")[2]
    return [name.partition(":")[0]]


def _command(instruction: Instruction) -> Iterator[str]:
    """Yield the words of a shell command, or of the script in a heredoc."""
    text = " ".join(word.text for word in instruction.words)
    if instruction.form is Form.SHELL and instruction.heredocs and parse_heredoc_mark(text):
        script = instruction.heredocs[0].content
        text = script.partition("\n")[2] if script.startswith("#!") else script
    ignored = load_words()["address-fillers"]
    for match in _SHELL_WORD.finditer(text.replace("\\\n", " ")):
        word = match[0]
        if not word.startswith(("-", "[", "#")) and not _ASSIGNMENT.match(word) and word not in ignored:
            yield word


def _sources(instruction: Instruction) -> list[str]:
    """Name where COPY takes from, and what; all of it has a name too."""
    origin = [f"from-{flag.value}" for flag in instruction.flags if flag.name == "from" and flag.value]
    words = [word.text for word in instruction.words]
    sources = [word for word in words[:-1] if not parse_heredoc_mark(word)]
    named = ["all" if word in _EVERYTHING else posixpath.basename(word.rstrip("/*")) for word in sources]
    return [*origin, *(named or words[-1:])]


def _keys(instruction: Instruction) -> list[str]:
    return [pair.key for pair in instruction.pairs]


def _texts(instruction: Instruction) -> list[str]:
    return [word.text for word in instruction.words]


def _trigger(instruction: Instruction) -> list[str]:
    trigger = instruction.trigger
    return [trigger.name, *list_words(trigger)] if trigger else []


_FINDERS: dict[str, Callable[[Instruction], Iterable[str]]] = {
    "ADD": _sources,
    "ARG": _keys,
    "COPY": _sources,
    "ENV": _keys,
    "EXPOSE": _texts,
    "FROM": _image,
    "LABEL": _keys,
    "ONBUILD": _trigger,
    "RUN": _command,
    "USER": _texts,
    "VOLUME": _texts,
    "WORKDIR": _texts,
}
