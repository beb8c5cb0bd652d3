"""Where engines differ from each other: what an older one cannot do, and what it words in another way.

The model speaks for BuildKit's Dockerfile frontend 1.26. Here is all that an older engine may say
otherwise; whatever is not here must agree to the letter.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from dockerlayers_site.engine.docker import Version

Rewrite = Callable[[str, str], str]
"""Takes the text of an older engine and that of the model."""


class Feature(NamedTuple):
    """What an engine can do from a version on."""

    since: Version
    what: str


class Wording(NamedTuple):
    """A text that engines before a version write in another way.

    `rewrite` turns it into that of today, or returns it as it is; it also gets the text of the model, for
    what an older engine does not tell at all.
    """

    until: Version
    what: str
    rewrite: Rewrite


FEATURES = {
    "add --unpack": Feature((28, 3), "frontend 1.17"),
    "arguments of the stage below in history": Feature((27, 0), "frontend 1.8.1"),
    "copy --exclude": Feature((28, 5), "frontend 1.19; before, only in -labs"),
    "copy --link": Feature((23, 0), "frontend 1.4"),
    "copy --parents": Feature((29, 1), "frontend 1.20; before, only in -labs"),
    "healthcheck --start-interval": Feature((25, 0), "frontend 1.6"),
    "heredoc": Feature((23, 0), "frontend 1.4"),
    "one pair of ARG uses another": Feature((27, 0), "frontend 1.8; before, it saw the value from above"),
    "ports read by BuildKit": Feature((29, 0), "before, by a library with words of its own, seen in 28.5.2"),
    "refusing a file without a stage": Feature((27, 1), "frontend 1.9; before, the engine itself may panic"),
    "refusing a later stage in --from": Feature((26, 0), "frontend 1.7; before, it was taken for an image"),
    "refusing a variable in --from": Feature((28, 5), "26.1 takes it for an image's name"),
    "refusing a wrong --chmod": Feature((28, 0), "frontend 1.10; before, only when the file was copied"),
    "run --device": Feature((29, 0), "28.5.2 words the refusal otherwise; before 28.0 the flag was unknown"),
    "run --network": Feature((23, 0), "frontend 1.3"),
    "variable with a pattern": Feature((26, 0), "frontend 1.7: ${v#p}, ${v%p}, ${v/p/r}"),
    "variable without a colon": Feature((25, 0), "frontend 1.6: ${v-d}, ${v+d}"),
    "variables in --mount": Feature((23, 0), "frontend 1.3"),
}


def _replace(pattern: str, replacement: str) -> Rewrite:
    """Word a text otherwise."""
    expression = re.compile(pattern)
    return lambda text, _: expression.sub(replacement, text)


def _without(pattern: str) -> Rewrite:
    """Take from the model what an older engine did not tell, where all the rest is the same."""
    expression = re.compile(pattern)
    return lambda text, today: today if text == expression.sub("", today) else text


_GO_HEALTH = re.compile(r"HEALTHCHECK &\{\[(?P<test>.*)\] (?P<times>(?:\"[^\"]+\" ){3,4})'(?P<retries>.+)'\}")
_GO_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_TIMES = ("Interval", "Timeout", "StartPeriod", "StartInterval")


def _health_of_today(text: str, _: str) -> str:
    """Turn Go's %q of a health check (a rune is the number of retries) into its %+v."""
    found = _GO_HEALTH.fullmatch(text)
    if not found:
        return text
    test = " ".join(json.loads(word) for word in _GO_STRING.findall(found["test"]))
    times = [*found["times"].replace('"', "").split(), "0s"][: len(_TIMES)]
    retries = ord(found["retries"].encode().decode("unicode_escape"))
    pairs = " ".join(f"{name}:{time}" for name, time in zip(_TIMES, times, strict=True))
    return f"HEALTHCHECK {{Test:[{test}] {pairs} Retries:{retries}}}"


def _expose_of_today(text: str, today: str) -> str:
    """Take the order from the model where the ports are the same: those of a Go map are sorted."""
    ports = text.removeprefix("EXPOSE map[").removesuffix("]").replace(":{}", "").split()
    return today if ports == sorted(set(today.removeprefix("EXPOSE [").removesuffix("]").split())) else text


def _argument_of_today(text: str, today: str) -> str:
    """Take the values from the model where the names are the same: the entry held the defaults."""
    return today if text.startswith("ARG ") and _names(text) == _names(today) else text


def _names(text: str) -> list[str]:
    return [word.partition("=")[0] for word in text.split(" ")]


_FLAGS = r"(?:--ch(?:own|mod)=\S+ )+"

HISTORY = (
    Wording((26, 0), "COPY, ADD: no --chown, --chmod", _without(rf"(?<=^COPY ){_FLAGS}|(?<=^ADD ){_FLAGS}")),
    Wording((27, 0), "ARG: the default in the file, not the value", _argument_of_today),
    Wording((28, 5), "EXPOSE: a Go map", _expose_of_today),
    Wording((29, 5), "HEALTHCHECK: with quotes", _health_of_today),
)

# The version is the first that was seen with the words of today; one before may have them already.
ERRORS = (
    Wording((23, 0), "`on` was missing", _replace("^dockerfile parse error (?=line )", r"\g<0>on ")),
    Wording((23, 0), "mounts: the line was named", _replace(r"^.* line \d+: (?=unsupported mount)", "")),
    Wording((26, 1), "signals: a capital", _replace("^Invalid(?= signal:)", "invalid")),
    Wording((26, 1), "targets: no quotes", _replace('(?<=^target stage )([^"].*)(?= could)', r'"\1"')),
    Wording((26, 1), "retries", _replace(r"must be at least 1 \(not (-\d+)\)", r"cannot be negative (\1)")),
    Wording((26, 1), "references: the repository was not named", _without(r"(?<=repository name )\(\S+\) ")),
    Wording((26, 1), "flags: a capital", _replace(": Unknown flag:", ": unknown flag:")),
    Wording((28, 5), "flags: no dashes", _replace("( flag: | flag specified: )(?=[a-z])", r"\1--")),
    Wording((26, 1), "nothing was suggested", _without(r" \(did you mean \S+\?\)$")),
    Wording((28, 5), "ports: a capital", _replace("^Invalid (?=proto|containerPort)", "invalid ")),
    Wording((28, 5), "ports: not named", _without(r"^invalid port: \"\S+\": (?=invalid proto)")),
)


def missing_feature(needs: Iterable[str], version: Version) -> str | None:
    """Tell the first feature that an engine is too old for."""
    for name in needs:
        (major, minor), what = FEATURES[name]
        if version < (major, minor):
            return f"{name} is new in Docker {major}.{minor} ({what})"
    return None


def of_today(text: str, today: str, wordings: Iterable[Wording], version: Version) -> str:
    """Turn the words of an older engine into those of today, `today` being the model's."""
    for wording in wordings:
        if version < wording.until:
            text = wording.rewrite(text, today)
    return text
