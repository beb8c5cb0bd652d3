"""What a team can set in mkdocs.yml, checked: a wrong name or value is told with the nearest right one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Generic, TypeVar

from mkdocs.config.base import BaseConfigOption, Config, ConfigErrors, ConfigWarnings, ValidationError
from mkdocs.config.config_options import File, Optional

from dockerlayers.texts.texts import list_languages
from dockerlayers_site.extension import EXPLAIN
from dockerlayers_site.names import suggest

_SITE = re.compile(r"https?://[^\s/?#]+(?:/[^\s?#]*)?")
_FOLDER = re.compile(r"(?!\.)[^/\\?#:]+(?:/(?!\.)[^/\\?#:]+)*")
_PAGES = "build/checks, https://example.com/checks/"
SomeOptions = TypeVar("SomeOptions", bound="StrictConfig")


class StrictConfig(Config):
    """Options of which MkDocs refuses any other name: it would warn alone, and go on without it."""

    def validate(self) -> tuple[ConfigErrors, ConfigWarnings]:
        """Check all values, and all names."""
        known = [name for name, _ in self._schema]
        unknown = [str(name) for name in self if name not in known]
        if unknown:
            problem = ValidationError(f"there is no such option; {suggest(unknown[0], known)}")
            return [(unknown[0], problem)], []
        return super().validate()


class Switch(BaseConfigOption[bool]):
    """True or false."""

    def __init__(self, *, default: bool) -> None:
        super().__init__()
        self.default = default

    def run_validation(self, value: object, /) -> bool:
        """Take nothing but the two: YAML reads `yes` as one, and `"yes"` as a text."""
        if not isinstance(value, bool):
            raise ValidationError(f"expected true or false, found {value!r}")
        return value


class OneOf(BaseConfigOption[str]):
    """One of a few words; the first is the default."""

    def __init__(self, *words: str) -> None:
        super().__init__()
        self.words = words
        self.default = words[0]

    def run_validation(self, value: object, /) -> str:
        """Take one of the words, else name the nearest."""
        if value not in self.words:
            raise ValidationError(f"it cannot be {value!r}; {suggest(str(value), self.words)}")
        return str(value)


class LanguageName(BaseConfigOption[str | None]):
    """A language that has texts; where none is named, it is the theme's."""

    def run_validation(self, value: object, /) -> str | None:
        """Take a language, else name the nearest that there is."""
        known = list_languages()
        if value is not None and value not in known:
            raise ValidationError(f"there are no texts in {value!r}; {suggest(str(value), known)}")
        return value if value is None else str(value)


class Feature(BaseConfigOption[SomeOptions | None], Generic[SomeOptions]):
    """A feature: `true` or its options where it is on, `false` where it is off, None then."""

    def __init__(self, options: type[SomeOptions], *, is_on: bool = True) -> None:
        super().__init__()
        self.options = options
        self.default = {} if is_on else False
        self.config_file_path: str | None = None

    def pre_validation(self, config: Config, key_name: str) -> None:
        """Keep where mkdocs.yml is: the path of a file begins there."""
        del key_name
        self.config_file_path = config.config_file_path

    def run_validation(self, value: object, /) -> SomeOptions | None:
        """Read the options of a feature that is on."""
        if value is False:
            return None
        given = {} if value is True or value is None else value
        if not isinstance(given, Mapping):
            raise ValidationError(f"expected true, false or the feature's options, found {value!r}")
        config = self.options(config_file_path=self.config_file_path)
        config.load_dict(dict(given))
        failed, _ = config.validate()
        if failed:
            name, problem = failed[0]
            raise ValidationError(f"{name}: {problem}")
        return config


class Words(BaseConfigOption[tuple[str, ...]]):
    """A list of words of one form: `example` is one of them."""

    def __init__(self, form: str, *, example: str) -> None:
        super().__init__()
        self.form = re.compile(form)
        self.example = example
        self.default = ()

    def run_validation(self, value: object, /) -> tuple[str, ...]:
        """Take a list, and nothing in it that has another form."""
        if not isinstance(value, list | tuple):
            raise ValidationError(f"expected a list such as [{self.example}], found {value!r}")
        for one in value:
            if not isinstance(one, str) or not self.form.fullmatch(one):
                raise ValidationError(f"expected one such as {self.example}, found {one!r}")
        return tuple(value)


class PageName(BaseConfigOption[str]):
    """The name of a page below docs/."""

    def __init__(self, default: str) -> None:
        super().__init__()
        self.default = default

    def run_validation(self, value: object, /) -> str:
        """Take a file's name in ASCII: the address is made of it, and other sites link to it."""
        if not isinstance(value, str) or not re.fullmatch(r"(?:[\w-]+/)*[\w-]+\.md", value, re.ASCII):
            raise ValidationError(f"expected one such as {self.default}, found {value!r}")
        return value


class Group(Feature[SomeOptions]):
    """Options that belong together."""

    def run_validation(self, value: object, /) -> SomeOptions | None:
        """Read them; there is nothing to switch."""
        if not isinstance(value, Mapping):
            raise ValidationError(f"expected names and values, found {value!r}")
        return super().run_validation(value)


class FencesOptions(StrictConfig):
    """Of breakdowns: what a fence that says nothing of its own shows."""

    explain = OneOf(*EXPLAIN)
    checks = Switch(default=True)


class AllowOptions(StrictConfig):
    """What notes may show beyond GitHub: hosts (`*.host` with those below), and pages of the team's own."""

    hosts = Words(r"\*|(?:\*\.)?[\w-]+(?:\.[\w-]+)*", example="img.example.com")
    pages = Words(r"[^/\\].*", example="team/*.md")


class NotesOptions(StrictConfig):
    """Of notes: whether headings answer to GitHub's anchors, and pictures from beside docs/ are published.

    And whether diagrams of Mermaid are drawn, where it is installed; else such a fence is any other code.
    `allow` is what of an author's HTML is shown that GitHub would not show.
    """

    anchors = Switch(default=True)
    pictures = Switch(default=True)
    diagrams = Switch(default=True)
    allow = Group(AllowOptions)


class LinksOptions(StrictConfig):
    """Of links: whether a new section has a short id in ASCII, or the one that Markdown makes up.

    And whether a page whose file has another name than one in ASCII has an address in Latin letters, or the
    one that MkDocs makes from that name.
    """

    ids = OneOf("short", "slug")
    addresses = OneOf("latin", "file")


class SearchOptions(StrictConfig):
    """Of the search: a file of the site's own [[synonyms]], in TOML, as the glossary has them."""

    synonyms = Optional(File(exists=True))


class GlossaryOptions(StrictConfig):
    """Of the glossary: a file of the site's own terms, else the handbook's, and the page made of it.

    And whether the first use of a term on a page leads there and tells what it means.
    """

    terms = Optional(File(exists=True))
    page = PageName("glossary.md")
    tooltips = Switch(default=True)


class PreviewsOptions(StrictConfig):
    """Of previews: whether a picture is drawn for each page."""

    pictures = Switch(default=True)


class LiveOptions(StrictConfig):
    """Of Dockerfiles that a reader can change: whether the site has a page to paste one's own into."""

    playground = Switch(default=True)


class PagesPlace(BaseConfigOption[str | None]):
    """Where pages are: a folder below docs/, or the address of another site; None where there are none.

    A folder has no slash at its end, and an address has one.
    """

    def run_validation(self, value: object, /) -> str | None:
        """Take a folder that stays below docs/, or an address."""
        if value is None:
            return None
        text = str(value).rstrip("/")
        if isinstance(value, str) and _SITE.fullmatch(text):
            return f"{text}/"
        if not isinstance(value, str) or not _FOLDER.fullmatch(text):
            raise ValidationError(f"expected one such as {_PAGES}, found {value!r}")
        return text


class PagesOptions(StrictConfig):
    """Of the pages that breakdowns lead to: those of the checks, which are made there, and of instructions.

    What is in a folder are pages of this site; an address is that of one that has them already.
    """

    checks = PagesPlace()
    instructions = PagesPlace()


class MissingOptions(StrictConfig):
    """Of the page for what is not found: it has none, and is on or off."""


class TypographyOptions(StrictConfig):
    """Of the type of pages: it has none, and is on or off."""


class Options(StrictConfig):
    """All features; each is on unless set to false, the glossary if set. `language` is what they speak.

    `cache` is whether what a build has made is kept for the next one.
    """

    language = LanguageName()
    cache = Switch(default=True)
    fences = Feature(FencesOptions)
    notes = Feature(NotesOptions)
    search = Feature(SearchOptions)
    # Its words are not every site's.
    glossary = Feature(GlossaryOptions, is_on=False)
    links = Feature(LinksOptions)
    previews = Feature(PreviewsOptions)
    missing = Feature(MissingOptions)
    live = Feature(LiveOptions)
    pages = Feature(PagesOptions)
    typography = Feature(TypographyOptions)
