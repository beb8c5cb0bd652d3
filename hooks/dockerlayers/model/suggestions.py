"""«Did you mean …?», by edit distance.

Source: https://github.com/moby/buildkit/blob/v0.32.2/util/suggest/error.go
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from dockerlayers.errors import DockerfileError

_TOO_FAR = 3
_MAX_OPTIONS = 2_000


def suggest(word: str, options: Iterable[str], *, case_sensitive: bool = True) -> str | None:
    """Return the nearest option at a distance below three; None also when the word is an option itself.

    Of thousands of options only the first are looked at, so that many unknown words cost no square of time.
    """
    best, best_distance = None, _TOO_FAR
    wanted = word if case_sensitive else word.lower()
    letters = set(wanted)
    for option in islice(options, _MAX_OPTIONS):
        candidate = option if case_sensitive else option.lower()
        if candidate == wanted:
            return None
        # one edit changes at most two of the characters that only one of them has
        if (
            len(letters ^ set(candidate)) < 2 * best_distance
            and abs(len(candidate) - len(wanted)) < best_distance
        ):
            distance = edit_distance(wanted, candidate)
            if distance < best_distance:
                best, best_distance = option, distance
    return best if best is None or case_sensitive else _match_case(best, word)


def edit_distance(first: str, second: str) -> int:
    """Count the insertions, deletions and replacements that turn one string into the other."""
    previous = list(range(len(second) + 1))
    for row, left in enumerate(first, 1):
        current = [row]
        for column, right in enumerate(second, 1):
            cost = min(previous[column] + 1, current[-1] + 1, previous[column - 1] + (left != right))
            current.append(cost)
        previous = current
    return previous[-1]


def _match_case(option: str, word: str) -> str:
    if word == word.lower():
        return option.lower()
    return option.upper() if word == word.upper() else option


def with_suggestion(message: str, word: str, options: Iterable[str]) -> DockerfileError:
    """Make an error whose hint names the nearest option, as BuildKit appends it."""
    nearest = suggest(word, options)
    if not nearest:
        return DockerfileError(message)
    hint = f"did you mean {nearest}?"
    return DockerfileError(message, hint=hint, engine_text=f"{message} ({hint})")
