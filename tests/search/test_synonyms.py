import pytest

from dockerlayers_site.glossary import GlossaryError, load_english_names, load_synonyms, load_terms

TERM = """
[[term]]
ko = "레이어"
en = "layer"
aliases = ["filesystem layer"]
forbidden = ["계층"]
meaning = "조각입니다."
source = "https://example.org/"
"""


def test_the_names_of_a_term_and_its_misspellings_are_synonyms() -> None:
    text = TERM + '[[synonyms]]\nwords = ["지우다", "삭제"]'
    assert load_synonyms(text) == (("레이어", "layer", "filesystem layer", "계층"), ("지우다", "삭제"))


def test_related_words_are_searched_and_name_nothing() -> None:
    groups = load_synonyms(TERM + '[[related]]\nwords = ["빠르다", "speed"]')
    assert groups[-1] == ("빠르다", "speed")
    related = {word for group in load_synonyms() if "폴더" in group and "folder" in group for word in group}
    assert "folder" in related
    assert load_english_names()["디렉터리"] == "directory"
    assert "시작" not in load_english_names()


def test_every_term_of_the_handbook_has_synonyms() -> None:
    groups = load_synonyms()
    assert {term.ko for term in load_terms()} <= {group[0] for group in groups}
    assert ("도커", "docker") in groups


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ('[[synonyms]]\nword = ["a", "b"]', "expected the key words alone, found word"),
        ('[[synonyms]]\nwords = ["a"]', "a is not a list of different words"),
        ('[[synonyms]]\nwords = ["a", "a"]', "a, a is not a list of different words"),
        ('[[synonyms]]\nwords = "a"', "words is not a list of texts"),
        ('[[other]]\nwords = ["a", "b"]', "nothing else, found term, other"),
    ],
)
def test_wrong_synonyms_are_refused(more: str, message: str) -> None:
    with pytest.raises(GlossaryError, match=message):
        load_synonyms(TERM + more)
