"""Tables of data as they are read: each value of its kind, no unknown key, and errors that say where."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Set
from enum import Enum
from typing import Any, NamedTuple, TypeVar

from dockerlayers.data import load_table, read_file
from dockerlayers.model.suggestions import suggest
from dockerlayers.patterns import lazy_pattern
from dockerlayers.programs.places import Position, TablePlace, find_position

_Choice = TypeVar("_Choice", bound=Enum)
_AT = lazy_pattern(r" \(at line (\d+), column (\d+)\)")


class DataError(ValueError):
    """A file of data that says what cannot be; `position` is None where the place is not known."""

    def __init__(
        self, message: str, *, path: str, position: Position | None = None, hint: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.position = position
        self.hint = hint

    def __str__(self) -> str:
        place = ":".join(map(str, (self.path, *(self.position or ()))))
        return f"{place}: {self.message}" + (f" ({self.hint})" if self.hint else "")


class Table(NamedTuple):
    """A table of the file `path`, at `place` in it; `text` is the file's, None where it was not kept."""

    path: str
    values: Mapping[str, Any]
    place: TablePlace = ()
    text: str | None = None

    def error(self, key: str, message: str, hint: str | None = None) -> DataError:
        """Make an error that points at a key, or at the table where it is not there."""
        try:
            text = read_file(self.path) if self.text is None else self.text
        except FileNotFoundError:  # it was compiled
            text = ""
        position = find_position(text, self.place, key)
        return DataError(message, path=self.path, position=position, hint=hint)

    def check_keys(self, known: Set[str], what: str = "key") -> None:
        """Refuse a key that is not known, and name the nearest."""
        if self.values.keys() <= known:
            return
        key = next(key for key in self.values if key not in known)
        nearest = suggest(key, sorted(known))
        raise self.error(key, f"unknown {what}: {key}", nearest and f"did you mean {nearest}?")

    def find_text(self, key: str) -> str | None:
        """Find a text; return None where it is not given."""
        value = self.values.get(key)
        if value is not None and not isinstance(value, str):
            raise self.error(key, f"{key} is a text")
        return value

    def take_text(self, key: str) -> str:
        """Return a text that has to be there."""
        value = self.find_text(key)
        if not value:
            raise self.error(key, f"{key} is missing")
        return value

    def take_texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, () where it is not given."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(map(_is_text, value)):
            raise self.error(key, f"{key} is a list of texts")
        return tuple(value)

    def take_flag(self, key: str, *, default: bool = False) -> bool:
        """Return true or false."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self.error(key, f"{key} is true or false")
        return value

    def find_count(self, key: str) -> int | None:
        """Find a number from 0; return None where it is not given."""
        value = self.values.get(key)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 0):
            raise self.error(key, f"{key} is a number from 0")
        return value

    def take_choice(self, key: str, default: _Choice) -> _Choice:
        """Return one of a closed set, by its value."""
        return self.find_choice(key, type(default)) or default

    def find_choice(self, key: str, kind: type[_Choice]) -> _Choice | None:
        """Find one of a closed set; return None where it is not given."""
        value = self.values.get(key)
        if value is None:
            return None
        try:
            return kind(value)
        except ValueError:
            choices = [str(one.value) for one in kind]
            nearest = suggest(str(value), choices)
            hint = f"did you mean {nearest}?" if nearest else None
            raise self.error(key, f"{key} is one of {', '.join(choices)}", hint) from None

    def take_tables(self, key: str) -> list[Table]:
        """Return the tables of an array, none where it is not given."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self.error(key, f"{key} is a list of tables")
        return [Table(self.path, one, (*self.place, key, n), self.text) for n, one in enumerate(value)]

    def take_table(self, key: str) -> Table:
        """Return a table in this one, an empty one where it is not given."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.error(key, f"{key} is a table")
        return Table(self.path, value, (*self.place, key), self.text)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value != ""


def open_table(path: str) -> Table:
    """Read a file of the library's data."""
    try:
        return Table(path=path, values=load_table(path))
    except tomllib.TOMLDecodeError as error:
        raise _no_toml(error, path) from error


def parse_table(text: str, path: str) -> Table:
    """Read a text as if it were a file."""
    try:
        return Table(path=path, values=tomllib.loads(text), text=text)
    except tomllib.TOMLDecodeError as error:
        raise _no_toml(error, path) from error


def _no_toml(error: tomllib.TOMLDecodeError, path: str) -> DataError:
    """Tell of a file that is no TOML, with the place that stands in the parser's message."""
    message = str(error)
    match = _AT.search(message)
    position = Position(int(match[1]), int(match[2])) if match else None
    return DataError(f"no TOML: {_AT.sub('', message)}", path=path, position=position)
