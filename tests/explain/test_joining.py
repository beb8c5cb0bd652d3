"""Korean sentences joined to one."""

from __future__ import annotations

import re

import pytest

from dockerlayers.explain.gloss.texts import ProgramText, find_text
from dockerlayers.programs.load import find_program, index_programs
from dockerlayers.texts.grammars.ko import KoreanGrammar
from dockerlayers.texts.inline import code, plain, text
from dockerlayers.texts.texts import load_texts

TEXTS = load_texts()
GRAMMAR = TEXTS.grammar


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("설치합니다.", "설치하고, "),
        ("지웁니다.", "지우고, "),
        ("받습니다.", "받고, "),
        ("않습니다.", "않고, "),
        ("있습니다.", "있고, "),
        ("만듭니다.", "만들고, "),
        ("엽니다.", "열고, "),
        ("풉니다.", "풀고, "),
        ("겁니다.", "걸고, "),
        ("답니다.", "달고, "),
        ("씁니다.", "쓰고, "),
        ("봅니다.", "보고, "),
        ("바꿉니다.", "바꾸고, "),
        ("켭니다.", "켜고, "),
        ("글입니다.", "글이고, "),
    ],
)
def test_the_verb_goes_on(sentence: str, expected: str) -> None:
    assert isinstance(GRAMMAR, KoreanGrammar)
    assert GRAMMAR.connect(sentence) == expected


def test_the_last_sentence_stays() -> None:
    sentences = [(*code("a"), *text(" 글을 엽니다.")), text("씁니다."), text("닫습니다.")]
    assert plain(GRAMMAR.join(sentences)) == "`a` 글을 열고, 쓰고, 닫습니다."
    assert plain(GRAMMAR.join(sentences[:1])) == "`a` 글을 엽니다."


def sentences_of(text: ProgramText) -> list[str]:
    of_options = [say for option in text.options.values() for say in option.commands]
    inner = [say for command in text.commands.values() for say in sentences_of(command)]
    operands = [text.operands] if text.operands else []
    return [text.does, *operands, *text.cases.values(), *of_options, *inner]


def test_every_sentence_of_a_command_can_be_joined() -> None:
    for name in index_programs():
        program = find_program(name)
        assert program
        for sentence in sentences_of(find_text(TEXTS, program.key)):
            going_on = plain(GRAMMAR.go_on(text(sentence)))
            assert re.fullmatch(r".*[가-힣]고, ", going_on, re.DOTALL), sentence
