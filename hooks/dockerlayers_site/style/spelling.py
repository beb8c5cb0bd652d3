"""Check the spelling of Korean words with Hunspell, its Korean dictionary, and words that we accept."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from dockerlayers_site.style.prose import CODE, ProseLine
from dockerlayers_site.style.rules import StyleFinding
from dockerlayers_site.vendor.installed import SPELLING, VendoredPackage, find_package

Knows = Callable[[str], bool]
"""Says whether a word is spelled rightly."""

_PACKAGE = "dictionary-ko"
_CACHE = Path(".cache", "style")
_HANGUL = r"\uac00-\ud7a3"
# A particle behind another script, a number or a mark is not looked at: alone it is no word.
_WORD = re.compile(rf"(?<![{_HANGUL}A-Za-z0-9{CODE}%°…\"'”’»)<>])[{_HANGUL}]+")
# What changes between composed and decomposed letters takes most of the time to load; that is done here.
_LEFT_OUT = ("ICONV", "OCONV", "REP", "MAP", "TRY")


class SpellingError(Exception):
    """What checks the spelling is not installed; the text says how to get it."""


def load_dictionary(root: Path) -> Knows:
    """Load what is installed in a project; raise SpellingError where it is not."""
    package = find_package(root, _PACKAGE, SPELLING)
    if package is None:
        text = f"{_PACKAGE} is not installed: make vendor (python -m dockerlayers_site vendor --spelling)"
        raise SpellingError(text)
    try:
        from hunspell import Hunspell
    except ImportError as error:
        raise SpellingError("Hunspell is not installed: pip install chunspell") from error
    hunspell = Hunspell("ko", hunspell_data_dir=str(_prepare(package, root / _CACHE)))
    accepted = load_accepted()
    for model, words in accepted["like"].items():
        for word in words:
            hunspell.add_with_affix(_decompose(word), _decompose(model))
    forms, tails = frozenset(accepted["forms"]), accepted["tails"]

    @cache
    def is_word(word: str) -> bool:
        return word in forms or bool(hunspell.spell(_decompose(word)))

    @cache
    def knows(word: str) -> bool:
        stems = (word.removesuffix(tail) for tail in tails if word.endswith(tail) and word != tail)
        return is_word(word) or any(map(is_word, stems))

    return knows


def load_accepted() -> Mapping[str, Any]:
    """Load what the dictionary lacks: words like its own, forms, and what may stand behind a word."""
    return tomllib.loads(files(__package__).joinpath("accepted.toml").read_text(encoding="utf-8"))


def find_misspelled(line: ProseLine, knows: Knows) -> Iterator[StyleFinding]:
    """Yield the words of a line that are not known."""
    for found in _WORD.finditer(line.text):
        if not knows(found[0]):
            yield StyleFinding(
                line=line.number,
                column=line.column(found.start()),
                rule="style-spelling",
                slots={"found": found[0]},
            )


def _prepare(package: VendoredPackage, folder: Path) -> Path:
    """Write the dictionary as it loads fastest, once for each version; return its folder."""
    target = folder / package.version
    if not (target / "ko.dic").is_file():
        target.mkdir(parents=True, exist_ok=True)
        lines = (package.folder / "index.aff").read_text(encoding="utf-8").splitlines(keepends=True)
        kept = "".join(line for line in lines if not line.startswith(_LEFT_OUT))
        for name, text in (("ko.aff", kept), ("ko.dic", (package.folder / "index.dic").read_text("utf-8"))):
            # Whole or not at all, for tests side by side.
            part = target / f"{name}.{id(text)}"
            part.write_text(text, encoding="utf-8")
            part.replace(target / name)
    return target


def _decompose(word: str) -> str:
    return unicodedata.normalize("NFD", word)
