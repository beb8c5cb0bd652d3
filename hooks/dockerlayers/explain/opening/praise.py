"""What is done well, in the words of merits.toml."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dockerlayers.explain.guidance import load_praises
from dockerlayers.explain.opening.told import Praise
from dockerlayers.merits.merit import Merit
from dockerlayers.merits.rules import MERITS
from dockerlayers.texts.texts import Texts


def praise(texts: Texts, merits: Iterable[Merit]) -> Iterator[Praise]:
    """Say of each merit what is done, and what it is good for."""
    for merit in merits:
        words = load_praises(texts)[merit.rule]
        yield Praise(
            rule=merit.rule,
            url=MERITS[merit.rule].url,
            title=words.title,
            good=words.say("good", merit.facts, merit.case),
            why=words.say("why", merit.facts, merit.case),
            lines=merit.lines,
        )
