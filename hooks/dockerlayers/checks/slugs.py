"""What a rule is called in an address."""

from __future__ import annotations

from dockerlayers.patterns import lazy_pattern

# A capital that begins a word: it stands behind a small letter, or before one at the end of an abbreviation.
_WORD = lazy_pattern(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def slug_of(rule: str) -> str:
    """Write a rule's name as Docker's addresses do: `JSONArgsRecommended` as `json-args-recommended`."""
    return _WORD.sub("-", rule).lower()
