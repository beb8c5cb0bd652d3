"""The texts of one language, as a value that is handed to whoever says something.

What a language lacks is said in Korean, the first one. `name#one` beside `name` is the form of a text for a
number of which the language's grammar says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from dockerlayers.data import list_tables, load_table
from dockerlayers.texts import DEFAULT
from dockerlayers.texts.grammars.ko import KoreanGrammar
from dockerlayers.texts.grammars.neutral import Grammar
from dockerlayers.texts.inline import Inline, Slot, Template, parse_template

Load = Callable[[str], Mapping[str, Any]]
"""What loads a table by its path; it raises FileNotFoundError where there is none."""

_GRAMMARS: Mapping[str, type[Grammar]] = {"ko": KoreanGrammar}
_ABOUT = ("source", "version")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A template, the address of the official text that it rests on, and since which version it holds."""

    template: Template
    source: str
    version: str


class Texts:
    """The texts of a language; `rest` has what its files lack, `load` reads one of them.

    A file is read when something of it is first said.
    """

    def __init__(self, language: str, rest: Texts | None = None, load: Load = load_table) -> None:
        self.language = language
        self.rest = rest
        self.load = load

    def path(self, name: str) -> str:
        """Return the path of a file, such as `labels.toml`, below the library's data."""
        return f"texts/{self.language}/{name}"

    def read(self, name: str) -> Mapping[str, Any]:
        """Read a file of texts with what it lacks; of the first language, it has to be there."""
        if not self.rest:
            return self.load(self.path(name))
        try:
            own = self.load(self.path(name))
        except FileNotFoundError:
            return self.rest.read(name)
        return _merge(self.rest.read(name), own)

    @cached_property
    def grammar(self) -> Grammar:
        """How the language puts words together."""
        return _GRAMMARS.get(self.language, Grammar)(self.read("grammar.toml"))

    @cached_property
    def sentences(self) -> Mapping[str, Entry]:
        """What is said of instructions, by keys such as `copy.context`."""
        return read_entries(self, "sentences.toml")

    @cached_property
    def shell(self) -> Mapping[str, Entry]:
        """What is said of what the shell itself does, by keys such as `operator.&&`."""
        return read_entries(self, "shell.toml")

    @cached_property
    def variables(self) -> Mapping[str, Entry]:
        """What ENV's variables are for, by their names, and by names with a value: `CGO_ENABLED 0`."""
        entries = read_entries(self, "variables.toml")
        return {key.partition(".")[2]: entry for key, entry in entries.items()}

    @cached_property
    def opening(self) -> Mapping[str, Entry]:
        """What is said of a whole file, by keys such as `what.results`."""
        return read_entries(self, "opening.toml")

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The short texts around a breakdown."""
        return self.read("labels.toml")

    @cached_property
    def phrases(self) -> Mapping[str, str]:
        """The short texts of the terminal and of the command's page."""
        return self.read("report.toml")

    @cached_property
    def live(self) -> Mapping[str, str]:
        """What is said while a reader changes a Dockerfile."""
        return self.read("live.toml")

    @cached_property
    def goals(self) -> Mapping[str, str]:
        """What is said of the goals of an exercise."""
        return self.read("goals.toml")

    @cached_property
    def instructions(self) -> Mapping[str, str]:
        """What each instruction is for, by its name."""
        return self.read("instructions.toml")

    def say(self, key: str, **slots: Slot) -> Inline:
        """Fill the sentence with this key; raise KeyError where there is none."""
        return self.fill(self.sentences, key, slots)

    def say_shell(self, key: str, **slots: Slot) -> Inline:
        """Fill the sentence on the shell with this key; raise KeyError where there is none."""
        return self.fill(self.shell, key, slots)

    def say_opening(self, key: str, **slots: Slot) -> Inline:
        """Fill the sentence on the whole file with this key; raise KeyError where there is none."""
        return self.fill(self.opening, key, slots)

    def find_shell(self, key: str) -> Entry | None:
        """Find the sentence on the shell with this key, if there is one."""
        return self.shell.get(key)

    def fill(self, entries: Mapping[str, Entry], key: str, slots: Mapping[str, Slot]) -> Inline:
        """Fill one of some templates, in its form for the first number among the slots."""
        if not self.grammar.has_forms:
            return entries[key].template.fill(slots)
        name = self.form(entries, key, slots)
        template = entries[name].template
        if name != key:  # such a form may do without the number
            slots = {slot: slots[slot] for slot in template.slots}
        return template.fill(slots)

    def label(self, name: str, **slots: str | int) -> str:
        """Return a label with its slots filled."""
        return self.format(self.labels, name, slots) if slots else self.labels[name]

    def phrase(self, name: str, **slots: str | int) -> str:
        """Return a phrase of a report with its slots filled."""
        return self.format(self.phrases, name, slots)

    def format(self, table: Mapping[str, str], name: str, slots: Mapping[str, str | int]) -> str:
        """Return a short text of a table with its slots filled."""
        if not slots:
            return table[name]
        key = self.form(table, name, slots) if self.grammar.has_forms else name
        return table[key].format_map(slots)

    def form(self, table: Mapping[str, Any], name: str, slots: Mapping[str, Slot]) -> str:
        """Name the form of a text that the first number among its slots asks for, where there is one."""
        number = next((value for value in slots.values() if isinstance(value, int)), None)
        key = name if number is None else f"{name}#{self.grammar.form(number)}"
        return key if key in table else name

    def line_range(self, line: int, last: int) -> str:
        """Name a line, or the lines from one to another."""
        return self.label("lines", line=line, last=last) if last > line else self.label("line", line=line)


Language = str | Texts
"""A language by its name, or texts that were loaded."""


def load_texts(language: str = DEFAULT) -> Texts:
    """Load the texts of a language, once; raise LookupError for one that has none."""
    return _load(language)


@cache
def _load(language: str) -> Texts:
    if language == DEFAULT:  # which is there, and needs no look at the folders
        return Texts(language)
    if language not in list_languages():
        raise LookupError(f"there are no texts in {language!r}, only in {', '.join(list_languages())}")
    return Texts(language, _load(DEFAULT))


def choose_texts(language: Language) -> Texts:
    """Return the texts of a language; texts are their own."""
    return language if isinstance(language, Texts) else load_texts(language)


def list_languages() -> tuple[str, ...]:
    """List the languages that have texts."""
    return tuple(dict.fromkeys(path.split("/")[1] for path in list_tables("texts")))


def read_entries(texts: Texts, name: str) -> Mapping[str, Entry]:
    """Read the templates of a file, by their keys."""
    return dict(_entries("", texts.read(name), texts.grammar.comma))


def _entries(path: str, table: Mapping[str, Any], comma: str) -> Iterator[tuple[str, Entry]]:
    for name, value in table.items():
        key = f"{path}.{name}" if path else name
        if name in _ABOUT:
            continue
        if isinstance(value, dict):
            yield from _entries(key, value, comma)
            continue
        version = table.get("version", "")
        yield (
            key,
            Entry(
                template=parse_template(value, comma),
                source=table["source"],
                version=version.get(name, "") if isinstance(version, dict) else version,
            ),
        )


def _merge(table: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Lay a table over another one, and those in it over those in the other."""
    merged = dict(table)
    for key, value in other.items():
        below = merged.get(key)
        is_deep = isinstance(below, dict) or (below is not None and isinstance(value, dict))
        merged[key] = _merge(_as_table(below), _as_table(value)) if is_deep else value
    return merged


def _as_table(value: Any) -> Mapping[str, Any]:
    """Write a text as the table that may stand in its place."""
    return {"does": value} if isinstance(value, str) else value
