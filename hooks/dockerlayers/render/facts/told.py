"""What the JSON document says in words: the first sentence, and what is done well."""

from __future__ import annotations

from dockerlayers.analysis import Analysis
from dockerlayers.explain.opening.praise import praise
from dockerlayers.explain.opening.what import say_first
from dockerlayers.render.facts.values import Json
from dockerlayers.texts.inline import plain
from dockerlayers.texts.texts import Language, choose_texts


def told_value(analysis: Analysis, language: Language) -> Json:
    """Say of a file without an error what it makes, who runs what, and what is done well."""
    assert analysis.build
    assert analysis.overview
    texts = choose_texts(language)
    return {
        "language": texts.language,
        "first": plain(say_first(texts, analysis.build, analysis.overview)),
        "merits": [
            {"rule": one.rule, "title": one.title, "good": plain(one.good), "why": plain(one.why)}
            for one in praise(texts, analysis.merits)
        ],
    }
