"""A line of comma-separated values, as Go's encoding/csv reads it.

Source: https://pkg.go.dev/encoding/csv
"""

from __future__ import annotations

from dockerlayers.errors import DockerfileError
from dockerlayers.patterns import lazy_pattern

# Atomic by a lookahead: before Python 3.11.5 a possessive group loses its way where it holds alternatives.
_QUOTED = lazy_pattern(r'"(?=((?:[^"]|"")*))\1"')
_PLAIN = lazy_pattern(r'([^",]*)')

CsvField = tuple[str, int, int]
"""A field as the CSV reader leaves it: its text without quotes, and where it stands, quotes included."""


def split_fields(text: str, kind: str = "mounts") -> list[CsvField]:
    """Split the value of a flag at its commas, as Go reads CSV: a field may be in double quotes.

    `kind` is what a message says that the fields are.

    line = field , { "," , field }        field = '"' , { character | '""' } , '"' | { character }
    """
    if not text:
        raise DockerfileError(f"failed to parse csv {kind}: EOF")
    fields: list[CsvField] = []
    position = 0
    if '"' not in text:
        for plain in text.split(","):
            end = position + len(plain)
            fields.append((plain, position, end))
            position = end + 1
        return fields
    while position <= len(text):
        match = (
            _QUOTED.match(text, position) if text.startswith('"', position) else _PLAIN.match(text, position)
        )
        end = match.end() if match else position
        if not match or (end < len(text) and text[end] != ","):
            raise _csv_error(text, position, end, kind)
        fields.append((match[1].replace('""', '"'), position, end))
        position = end + 1
    return fields


def _csv_error(text: str, position: int, end: int, kind: str) -> DockerfileError:
    is_quoted = text.startswith('"', position)
    reason = 'extraneous or missing " in quoted-field' if is_quoted else 'bare " in non-quoted-field'
    column = len(text[: max(end, position)].encode("utf-8", "surrogatepass")) + 1
    return DockerfileError(f"failed to parse csv {kind}: parse error on line 1, column {column}: {reason}")
