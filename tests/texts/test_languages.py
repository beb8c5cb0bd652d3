"""A language is a value: its texts, what it lacks from Korean, and a grammar."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from dockerlayers.explain.guidance import load_guidance
from dockerlayers.texts import texts as module
from dockerlayers.texts.grammars.neutral import Grammar
from dockerlayers.texts.inline import code, plain, text
from dockerlayers.texts.texts import Texts, choose_texts, list_languages, load_texts

LABELS = """\
copy = "x copy"
stages = "{n} stages"
"stages#one" = "one stage"
"""
SENTENCES = """\
[change]
self = "x self"

[run]
many = "x {commands}, {count} commands"
"many#one" = "x {commands}, one command"
"""
FILES = {
    "texts/xx/labels.toml": LABELS,
    "texts/xx/sentences.toml": SENTENCES,
    "texts/xx/advice.toml": '[RootUser]\ntitle = "x root"\n',
}


@pytest.fixture
def texts() -> Texts:
    """Make texts of a language that has but a few, and no grammar of its own."""
    return Texts("xx", load_texts(), load)


def load(path: str) -> dict[str, Any]:
    if path not in FILES:
        raise FileNotFoundError(path)
    return tomllib.loads(FILES[path])


def test_its_own_texts_are_said(texts: Texts) -> None:
    assert plain(texts.say("change.self")) == "x self"
    assert texts.label("copy") == "x copy"
    assert load_guidance(texts)["RootUser"].title == "x root"


def test_what_it_lacks_is_korean(texts: Texts) -> None:
    korean = load_texts()
    assert texts.say("change.nothing") == korean.say("change.nothing")
    assert texts.label("link") == korean.label("link")
    assert texts.phrase("title") == korean.phrase("title")
    root = load_guidance(texts)["RootUser"]
    assert root.texts["why"] == load_guidance(korean)["RootUser"].texts["why"]
    assert texts.sentences["change.self"].source == korean.sentences["change.self"].source


def test_a_number_chooses_the_form(texts: Texts) -> None:
    assert [texts.label("stages", n=count) for count in (0, 1, 2)] == ["0 stages", "one stage", "2 stages"]
    said = [plain(texts.say("run.many", commands=["a"], count=count)) for count in (1, 2)]
    assert said == ["x `a`, one command", "x `a`, 2 commands"]
    assert texts.label("layers", n=1) == load_texts().label("layers", n=1)
    assert texts.label("line", line=1) == load_texts().label("line", line=1)


def test_a_language_is_named_or_loaded(texts: Texts) -> None:
    assert choose_texts(texts) is texts
    assert choose_texts("ko") is load_texts()
    assert "ko" in list_languages()
    with pytest.raises(LookupError, match=r"no texts in 'kr', only in .*ko"):
        load_texts("kr")


def test_a_language_that_is_there_is_loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "list_languages", lambda: ("ko", "empty"))
    assert load_texts("empty").language == "empty"
    assert load_texts("empty") is load_texts("empty")
    assert load_texts("empty").label("copy") == load_texts().label("copy")
    module._load.cache_clear()


def test_the_neutral_grammar_keeps_sentences_whole() -> None:
    grammar = Grammar({"comma": "; ", "quoted": "“{title}”", "range": "{first}-{last}"})
    sentences = [text("Runs a."), (*text("Then "), *code("b")), text("Ends.")]
    assert plain(grammar.join(sentences)) == "Runs a. Then `b` Ends."
    assert grammar.go_on(()) == ()
    assert plain(grammar.enumerate([code("a"), text("b")])) == "`a`; b"
    assert grammar.quote("a") == "“a”"
    assert plain(grammar.name_ranges([(1, 1), (2, 3)])) == "1; 2-3"
