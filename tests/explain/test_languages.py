"""Another language is another folder of texts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dockerlayers import data, texts
from dockerlayers.explain.guidance import load_guidance
from dockerlayers.explain.inline import plain
from dockerlayers.explain.knowledge import load_entries, load_labels, say
from dockerlayers.render.texts import load_texts

FOLDER = Path(texts.__file__).parent
LANGUAGES = sorted(path for path in FOLDER.iterdir() if path.name != "__pycache__" and path.is_dir())
LOADERS = (load_entries, load_labels, load_texts, load_guidance)


@pytest.fixture
def other_language(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Show texts of a made-up language: the Korean ones, the words behind an `x`."""
    read_file, language = data.read_file, texts.LANGUAGE

    def read_other(path: str) -> str:
        text = read_file(path.replace("texts/xx/", f"texts/{language}/"))
        return re.sub(r'^([\w-]+ = ")(?!https:)', r"\1x ", text, flags=re.MULTILINE)

    monkeypatch.setattr(data, "read_file", read_other)
    monkeypatch.setattr(texts, "LANGUAGE", "xx")
    for load in LOADERS:
        load.cache_clear()
    yield
    for load in LOADERS:
        load.cache_clear()


@pytest.mark.usefixtures("other_language")
def test_another_language_is_picked_up() -> None:
    assert plain(say("change.self")).startswith("x ")
    assert load_labels()["copy"].startswith("x ")
    assert load_texts()["title"].startswith("x ")
    assert load_guidance()["RootUser"].title.startswith("x ")


def keys_of(table: dict[str, Any], path: str = "") -> Iterator[str]:
    """Yield the keys of a file, and the slots of its texts."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from keys_of(value, f"{path}{name}.")
        else:
            yield f"{path}{name} {sorted(re.findall('{[a-z]+}', str(value)))}"


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda path: path.name)
def test_every_language_has_the_same_texts(language: Path) -> None:
    first = FOLDER / texts.LANGUAGE
    names = [path.relative_to(first) for path in first.rglob("*.toml")]
    assert {path.relative_to(language) for path in language.rglob("*.toml")} == set(names)
    for name in names:
        ours, other = (tomllib.loads((one / name).read_text(encoding="utf-8")) for one in (first, language))
        assert set(keys_of(ours)) == set(keys_of(other)), name
