from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dockerlayers_site.glossary import (
    GlossaryError,
    Misspelling,
    Term,
    find_misspellings,
    load_terms,
    prose_of_markdown,
    prose_of_toml,
)
from dockerlayers_site.glossary.spelling import Line

ROOT = Path(__file__).parents[2]
TERMS = load_terms()
READERS: dict[str, Callable[[str], Iterator[Line]]] = {".md": prose_of_markdown, ".toml": prose_of_toml}
TEXTS = sorted([*ROOT.glob("docs/**/*.md"), *ROOT.glob("hooks/dockerlayers/**/*.toml")])

LAYER = Term(
    ko="레이어", en="layer", meaning="조각입니다.", source="https://example.org/", forbidden=("계층",)
)
CONTEXT = Term(ko="빌드 컨텍스트", en="build context", meaning="묶음입니다.", source="https://example.org/")

ENTRY = """
[[term]]
ko = "레이어"
en = "layer"
meaning = "조각입니다."
source = "https://example.org/"
"""


def found_in_page(text: str) -> list[str]:
    return [str(misspelling) for misspelling in find_misspellings(prose_of_markdown(text), (LAYER, CONTEXT))]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_texts_use_the_right_spelling(path: Path) -> None:
    lines = READERS[path.suffix](path.read_text(encoding="utf-8"))
    wrong = [f"{path.relative_to(ROOT)}:{misspelling}" for misspelling in find_misspellings(lines, TERMS)]
    assert not wrong, "\n".join(wrong)


def test_pages_quote_as_korean_books_do() -> None:
    pages = [path for path in TEXTS if path.suffix == ".md"]
    lines = ((path, *line) for path in pages for line in prose_of_markdown(path.read_text(encoding="utf-8")))
    wrong = [
        f"{path.relative_to(ROOT)}:{number}: {text.strip()}"
        for path, number, text in lines
        if {"«", "»"} & set(text)
    ]
    assert not wrong, "write “ ” around what is said, ‘ ’ around a word:\n" + "\n".join(wrong)


def test_pages_are_looked_at() -> None:
    assert ROOT / "docs" / "containers-and-docker.md" in TEXTS


def test_every_forbidden_spelling_is_found() -> None:
    for term in TERMS:
        for wrong in term.rejected:
            (misspelling,) = find_misspellings([(7, f"이 {wrong}입니다.")], TERMS)
            assert misspelling == Misspelling(line=7, column=3, found=wrong, right=misspelling.right)


def test_right_spellings_pass() -> None:
    for term in TERMS:
        for right in (term.ko, *term.aliases, term.meaning):
            assert not [*find_misspellings([(1, re.sub(r"`[^`]*`", "", right))], TERMS)], right


@pytest.mark.parametrize(
    ("page", "wrong"),
    [
        ("첫 줄\n\n- 새 계층을 만듭니다.", ["3:5: 계층 → 레이어"]),
        ("> | 빌드컨텍스트와 | 계층 |", ["1:5: 빌드컨텍스트 → 빌드 컨텍스트", "1:15: 계층 → 레이어"]),
        ("단계층층이 아닙니다.", []),
        ("`계층`이라는 말, ``계층 ` 둘``, [글](a.md#계층), <b title='계층'>글</b>", []),
        ("~~~\n계층\n```\n~~~\n계층", ["5:1: 계층 → 레이어"]),
        ("````markdown\n```\n계층\n```\n````\n계층", ["6:1: 계층 → 레이어"]),
        ("> ```\n> 계층\n> ```\n> 계층", ["4:3: 계층 → 레이어"]),
        ("# 계층 {#layer}", ["1:3: 계층 → 레이어"]),
    ],
)
def test_prose_of_a_page(page: str, wrong: list[str]) -> None:
    assert found_in_page(page) == wrong


def test_prose_of_toml() -> None:
    lines = prose_of_toml('# 계층\nsay = "계층을 만듭니다. `계층`"\n')
    assert [str(misspelling) for misspelling in find_misspellings(lines, (LAYER,))] == ["2:8: 계층 → 레이어"]


def test_sources_are_official_addresses_or_pages_of_ours() -> None:
    for term in TERMS:
        assert term.source.startswith("https://") or (ROOT / term.source).is_file(), term.ko


def test_there_are_terms_enough() -> None:
    assert len(TERMS) >= 40


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "expected a list [[term]] and nothing else, found nothing"),
        (
            ENTRY + 'note = "x"',
            "레이어: unknown key note; there is"
            " addresses, aliases, common, en, explained, forbidden, ko, meaning, source",
        ),
        (ENTRY.replace("source", "sauce"), "레이어: unknown key sauce; did you mean source?"),
        (
            ENTRY + 'explained = "https://example.org/"',
            "레이어: explained is no page such as run/ports.md#reading: https://example.org/",
        ),
        (ENTRY + "explained = 3", "레이어: explained is no page such as run/ports.md#reading: 3"),
        (ENTRY + 'common = "yes"', "레이어: common is neither true nor false: yes"),
        (ENTRY.replace('"layer"', '"층"'), "레이어: en has no letter for an address: 층"),
        (ENTRY + ENTRY.replace("레이어", "층").replace("layer", "Layer!"), "layer: id stands twice"),
        ('[[term]]\nko = "레이어"', "레이어: missing en, meaning, source"),
        ('[[term]]\nen = "layer"', "a term without ko: missing ko, meaning, source"),
        (ENTRY.replace('"layer"', "1"), "레이어: en is not a text"),
        (ENTRY.replace('"layer"', '" "'), "레이어: en is not a text"),
        (ENTRY + "forbidden = []", "레이어: forbidden is not a list of texts"),
        (ENTRY + 'forbidden = "계층"', "레이어: forbidden is not a list of texts"),
        (ENTRY + "forbidden = [1]", "레이어: forbidden is not a text"),
        (ENTRY.replace("조각입니다.", "조각"), "레이어: the meaning does not end in the polite form"),
        (ENTRY + ENTRY, "레이어: ko stands twice"),
        (ENTRY + ENTRY.replace("레이어", "층"), "layer: en stands twice"),
        (
            ENTRY + ENTRY.replace("레이어", "층").replace("layer", "tier") + 'forbidden = ["레이어"]',
            "층: 레이어 is forbidden here and right elsewhere",
        ),
    ],
)
def test_a_wrong_glossary_is_refused(text: str, message: str) -> None:
    with pytest.raises(GlossaryError, match=f"^{re.escape(message)}$"):
        load_terms(text)
