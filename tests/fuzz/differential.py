"""Compare the lists of instructions of two parsers: this library's, and an older one of BuildKit itself.

usage: python -m tests.fuzz.differential COUNT [FIRST]

COUNT Dockerfiles are generated, from number FIRST on. The PyPI package `dockerfile` wraps the
parser of BuildKit 0.12. What it does otherwise than today's is named in OLDER and in `find_reason`; all else
must agree.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from contextlib import suppress
from typing import NamedTuple

import dockerfile

from dockerlayers.errors import DockerfileError
from dockerlayers.syntax.characters import SPACE
from dockerlayers.syntax.instruction import INSTRUCTION_NAMES
from dockerlayers.syntax.nodes import Form, Instruction
from dockerlayers.syntax.parser import parse_dockerfile
from tests.fuzz.generate import Generator

OLDER = {
    "blanks after <<": re.compile(r"<<-?[\t\n\v\f\r ]"),
    "# check= was no directive, but a comment that ends them": re.compile(
        r"^\W*check\s*=", re.MULTILINE | re.IGNORECASE
    ),
}
"""What today's parser reads and the older one did not: files with it are not compared."""
_CONTINUATION = re.compile(r"[\\`][ \t\r]*\n(?:\s*(?:#.*)?\n)*")
UNREADABLE = "a word that is cut within a letter, which the package cannot hand on"
_FAILED = "no Dockerfile"


class Told(NamedTuple):
    """What both parsers tell of an instruction."""

    keyword: str
    trigger: str | None
    is_json: bool
    flags: tuple[str, ...]
    words: tuple[str, ...]
    lines: tuple[int, int]
    heredocs: tuple[tuple[str, int, str], ...]


def find_reason(source: str) -> str | None:
    """Say why the two may differ on a file; None where they must not."""
    texts = source, _CONTINUATION.sub("", source)
    if reason := next((name for name, one in OLDER.items() if any(map(one.search, texts))), None):
        return reason
    if any(map(_has_text_behind, "\n".join(texts).split("\n"))):
        return "text behind an array, where the older one stopped reading"
    return None


def read_here(source: str) -> list[Told] | str:
    """List the instructions as this library reads them."""
    try:
        return [_tell(one) for one in parse_dockerfile(source).instructions]
    except DockerfileError:
        return _FAILED


def read_there(source: str) -> list[Told] | str:
    """List the instructions as the package reads them."""
    try:
        commands = dockerfile.parse_string(source)
    except dockerfile.GoParseError:
        return _FAILED
    except UnicodeDecodeError:
        return UNREADABLE
    return [_tell_command(command) for command in commands]


def _tell(one: Instruction) -> Told:
    owner = one.trigger or one
    words = tuple(word.text for word in owner.words)
    if owner.pairs and owner.name != "ARG":
        words = tuple(text for pair in owner.pairs for text in (pair.key, pair.value or ""))
    told = Told(
        keyword=one.keyword.text,
        trigger=owner.keyword.text if one.trigger else None,
        is_json=owner.form is Form.EXEC,
        flags=tuple(flag.word.text for flag in one.flags),
        words=words,
        lines=(one.line, one.end_line),
        # the package does not tell a trigger's
        heredocs=()
        if one.trigger
        else tuple((doc.name, doc.file_descriptor, doc.content) for doc in one.heredocs),
    )
    return _comparable(told)


def _tell_command(command: dockerfile.Command) -> Told:
    told = Told(
        keyword=command.cmd or "",
        trigger=command.sub_cmd,
        is_json=command.json,
        flags=command.flags,
        words=command.value,
        lines=(command.start_line, command.end_line),
        heredocs=tuple((doc.name, doc.file_descriptor, doc.content) for doc in command.heredocs),
    )
    return _comparable(told)


def _comparable(told: Told) -> Told:
    """Leave out the words of what is no instruction: nobody reads them."""
    name = told.keyword if told.trigger is None else told.trigger
    is_known = name.isascii() and name.upper() in INSTRUCTION_NAMES
    is_onbuild = told.trigger is not None and name.upper() == "ONBUILD"
    return told if is_known and not is_onbuild else told._replace(words=())


def _has_text_behind(line: str) -> bool:
    decode = json.JSONDecoder().raw_decode
    for start in (match.start() for match in re.finditer(r"\[", line)):
        with suppress(ValueError):
            if line[decode(line, start)[1] :].strip(SPACE):
                return True
    return False


def compare(count: int, first: int = 0) -> tuple[Counter[str], list[str]]:
    """Compare generated files; count what came of each, and tell the differences."""
    counts: Counter[str] = Counter()
    differences = []
    for number in range(first, first + count):
        source = Generator(number).dockerfile()
        here, there = read_here(source), read_there(source)
        reason = find_reason(source) or (UNREADABLE if there == UNREADABLE else None)
        counts[reason or ("refused by both" if there == _FAILED else "read by both")] += 1
        if not reason and here != there:
            differences.append(f"{number}: {source!r}\n  here:  {here}\n  there: {there}")
    return counts, differences


def main() -> None:
    if not 2 <= len(sys.argv) <= 3 or not all(word.isdigit() for word in sys.argv[1:]):
        sys.exit(__doc__)
    counts, differences = compare(*map(int, sys.argv[1:]))
    for reason, count in counts.most_common():
        print(f"{count:9}  {reason}")
    print(f"{len(differences):9}  differ")
    if differences:
        sys.exit("\n".join(differences[:10]))


if __name__ == "__main__":
    main()
