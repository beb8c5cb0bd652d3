"""Compare what the model says with what BuildKit said: an answer has the keys of a case's expected.json."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_SUGGESTION = re.compile(r"\s*\(did you mean [^)]*\)")
# The wording is that of Go's own library: whether, and where, is all that is compared.
_GO_WORDING = re.compile(r"^(json:|invalid character|time:|strconv\.|unexpected end of JSON)")
_RULES = "found for rules: "

Answer = Mapping[str, Any]
Difference = tuple[Any, Any]
"""What BuildKit says, and what the model says."""


def find_differences(expected: Answer, actual: Answer) -> dict[str, Difference]:
    """Name each kind of fact on which the two differ."""
    if expected["ok"] != actual["ok"]:
        return {"ok": (expected.get("error"), actual.get("error"))}
    pairs = {
        **(_valid(expected, actual) if expected["ok"] else _invalid(expected, actual)),
        # Undefined variables of one word come in any order, so that only the order of lines is compared.
        "checks": (sorted(_checks(expected)), sorted(_checks(actual))),
        "order of checks": tuple([check[-1] for check in _checks(one)] for one in (expected, actual)),
        "check_error": _wordings(_check_error(expected), _check_error(actual)),
    }
    return {kind: (wanted, said) for kind, (wanted, said) in pairs.items() if wanted != said}


def read_not_yet(path: Path) -> frozenset[str]:
    """Read the names of the cases that are known to differ."""
    return frozenset(path.read_text(encoding="utf-8").split())


def _valid(expected: Answer, actual: Answer) -> dict[str, Difference]:
    return {
        "history": (expected["history"], actual["history"]),
        "config": (_without_empty(expected["config"]), _without_empty(actual["config"])),
        "author": (expected["author"], actual["author"]),
    }


def _invalid(expected: Answer, actual: Answer) -> dict[str, Difference]:
    lines = expected["error_lines"]
    return {
        "error": _wordings(expected["error"], actual["error"]),
        "error_lines": (lines, actual["error_lines"] if lines else lines),
    }


def _check_error(answer: Answer) -> str:
    """Return what stops the check: that error, else the one of a file that is not valid."""
    return str(answer.get("check_error") or answer.get("error") or "")


def _wordings(expected: str, actual: str) -> Difference:
    return ("", "") if _GO_WORDING.match(expected) else (_wording(expected), _wording(actual))


def _wording(text: str) -> str:
    """Return an error without what is suggested; the rules that a failed check names come in any order."""
    before, found, rules = _SUGGESTION.sub("", text).partition(_RULES)
    return before + found + ", ".join(sorted(rules.split(", ")))


def _checks(answer: Answer) -> list[tuple[str, str, str]]:
    return [
        (check["rule"], _SUGGESTION.sub("", check["detail"]), json.dumps(check["lines"]))
        for check in answer["checks"]
    ]


def _without_empty(config: Answer) -> dict[str, Any]:
    return {key: value for key, value in config.items() if value}
