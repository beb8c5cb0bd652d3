"""The texts of advice.toml, what is wrong and why, and of merits.toml, what is done well."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dockerlayers.model.types import Facts
from dockerlayers.texts.inline import Inline, Template, parse_template
from dockerlayers.texts.texts import Texts

_TEXTS = ("wrong", "why", "trade", "good")


@dataclass(frozen=True, kw_only=True)
class Guidance:
    """What is said of a rule. `texts` are templates by their key, such as `wrong` or `wrong-apk`."""

    title: str
    texts: Mapping[str, Template]

    def say(self, kind: str, facts: Facts, case: str = "") -> Inline:
        """Fill the text for a case, else the one for all cases; return nothing where there is none."""
        template = self.texts.get(f"{kind}-{case}") or self.texts.get(kind)
        return template.fill({name: facts[name] for name in template.slots}) if template else ()


@cache
def load_guidance(texts: Texts) -> Mapping[str, Guidance]:
    """Load what is said of every rule, by the rule's name."""
    comma = texts.grammar.comma
    return {name: _read(table, comma) for name, table in texts.read("advice.toml").items()}


@cache
def load_praises(texts: Texts) -> Mapping[str, Guidance]:
    """Load what is said of every merit, by the rule's name."""
    comma = texts.grammar.comma
    return {name: _read(table, comma) for name, table in texts.read("merits.toml").items()}


def _read(table: Mapping[str, str], comma: str) -> Guidance:
    texts = {
        key: parse_template(str(value), comma)
        for key, value in table.items()
        if key.partition("-")[0] in _TEXTS
    }
    return Guidance(
        title=str(table["title"]),
        texts=texts,
    )
