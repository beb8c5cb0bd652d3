"""What the site says on its pages, in a language: a folder of files for each, as in `dockerlayers.texts`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from dockerlayers.texts import DEFAULT
from dockerlayers.texts.texts import Load, Texts, list_languages, load_texts

_FILE = "site.toml"
_MESSAGES = "messages.toml"
_LIVE = "live.toml"
_RULES = "rules.toml"


def load_table(path: str) -> Mapping[str, Any]:
    """Load a table of this package; raise FileNotFoundError where there is none."""
    return tomllib.loads(files("dockerlayers_site").joinpath(path).read_text(encoding="utf-8"))


class SiteTexts:
    """The texts of a site: `breakdowns` are those of the library, in the same language.

    What the language lacks is said in Korean.
    """

    def __init__(self, breakdowns: Texts, load: Load = load_table) -> None:
        self.breakdowns = breakdowns
        korean = Texts(DEFAULT, load=load_table)
        self.own = Texts(breakdowns.language, korean, load)

    @property
    def language(self) -> str:
        """The language, as HTML names it."""
        return self.breakdowns.language

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The texts by their names, with slots."""
        return self.own.read(_FILE)

    @cached_property
    def live(self) -> Mapping[str, str]:
        """What is said where a reader changes a Dockerfile."""
        return self.own.read(_LIVE)

    @cached_property
    def rules(self) -> Mapping[str, Any]:
        """What the pages of the rules say: on all of them below `page`, and of each rule by its name."""
        return self.own.read(_RULES)

    @cached_property
    def _messages(self) -> Mapping[str, Any]:
        return self.own.read(_MESSAGES)

    @property
    def messages(self) -> Mapping[str, str]:
        """What is said around problems, by its name, with slots."""
        return self._messages

    def message_rows(self, kind: str) -> Sequence[Mapping[str, Any]]:
        """Return how problems, hints to them, phrases in them, failures or wrong options are said.

        A row has what `says` it in English, with slots, and the `words`; a problem its `weight` as well.
        """
        return self._messages[kind]  # type: ignore[no-any-return]

    def word(self, name: str, **slots: str | int) -> str:
        """Return a text with its slots filled."""
        return self.breakdowns.format(self.words, name, slots)


@cache
def load_site_texts(language: str = DEFAULT) -> SiteTexts:
    """Load the texts of a language, or the Korean ones for a language that has none."""
    return SiteTexts(load_texts(language if language in list_languages() else DEFAULT))
