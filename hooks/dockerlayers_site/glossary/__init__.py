"""The words of the handbook: load them, and find other spellings of them in a text."""

from dockerlayers_site.glossary.spelling import (
    Misspelling,
    find_misspellings,
    prose_of_markdown,
    prose_of_toml,
)
from dockerlayers_site.glossary.terms import (
    GlossaryError,
    Term,
    load_english_names,
    load_names,
    load_synonyms,
    load_terms,
)

__all__ = [
    "GlossaryError",
    "Misspelling",
    "Term",
    "find_misspellings",
    "load_english_names",
    "load_names",
    "load_synonyms",
    "load_terms",
    "prose_of_markdown",
    "prose_of_toml",
]
