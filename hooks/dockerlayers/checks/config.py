"""Which build checks are on: `# check=skip=…;error=…;experimental=…`, at the top or above one instruction.

Source: https://github.com/moby/buildkit/blob/v0.32.2/frontend/dockerfile/linter/linter.go
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dockerlayers.checks.rules import Rule
from dockerlayers.errors import DockerfileError
from dockerlayers.model.booleans import parse_boolean
from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.characters import SPACE, quote
from dockerlayers.syntax.nodes import Comment

_ALL = "all"
_COMMENT = lazy_pattern(r"check[\t\n\f\r ]*=[\t\n\f\r ]*(\S.*)", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class CheckConfig:
    """The options of the checks; `all` stands for every rule."""

    skip: frozenset[str] = frozenset()
    experimental: frozenset[str] = frozenset()
    is_error: bool = False

    def allows(self, rule: Rule) -> bool:
        """Say whether the rule is on."""
        if rule.is_experimental:
            return bool(self.experimental & {_ALL, rule.name})
        return not self.skip & {_ALL, rule.name}

    def merged(self, comments: Iterable[Comment]) -> CheckConfig:
        """Add what the first `check=` comment above an instruction says; a malformed one says nothing."""
        match = next((found for one in comments if (found := _COMMENT.fullmatch(one.text))), None)
        if not match:
            return self
        try:
            more = parse_check_options(first_word(match[1]))
        except DockerfileError:
            return self
        return CheckConfig(
            skip=self.skip | more.skip,
            experimental=self.experimental | more.experimental,
            is_error=self.is_error or more.is_error,
        )


def first_word(text: str) -> str:
    """Cut options at the first blank: what is behind it is a comment."""
    return text.partition(" ")[0]


def parse_check_options(text: str) -> CheckConfig:
    """Parse the value of a `check` directive.

    options = option , { ";" , option }
    option = ( "skip" | "experimental" ) , "=" , ( "all" | rule , { "," , rule } ) | "error" , "=" , boolean
    """
    values: dict[str, frozenset[str]] = {}
    is_error = False
    for part in text.strip(SPACE).split(";") if text.strip(SPACE) else ():
        key, equals, value = part.partition("=")
        key, value = key.strip(SPACE), value.strip(SPACE)
        if not equals or key not in ("skip", "experimental", "error"):
            raise _error(f"invalid check option {quote(part if not equals else key)}")
        if key == "error":
            given = parse_boolean(value)
            if given is None:
                inner = f"strconv.ParseBool: parsing {quote(value)}: invalid syntax"
                raise _error(f"failed to parse check option {quote(part)}: {inner}")
            is_error = given
        else:
            values[key] = frozenset(name.strip(SPACE) for name in value.split(","))
    return CheckConfig(
        skip=values.get("skip", frozenset()),
        experimental=values.get("experimental", frozenset()),
        is_error=is_error,
    )


def _error(message: str) -> DockerfileError:
    return DockerfileError(f"failed to parse check options: {message}")
