"""The texts of advice.toml: what is wrong, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dockerlayers.explain.inline import Inline, Template, parse_template
from dockerlayers.texts.texts import Texts, load_texts

_TEXTS = ("wrong", "why", "trade")


@dataclass(frozen=True, kw_only=True)
class Guidance:
    """What is said of a rule. `texts` are templates by their key, such as `wrong` or `wrong-apk`."""

    source: str
    title: str
    texts: Mapping[str, Template]
    facts: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()

    def say(self, kind: str, facts: Mapping[str, str | int], case: str = "") -> Inline:
        """Fill the text for a case, else the one for all cases; return nothing where there is none."""
        template = self.texts.get(f"{kind}-{case}") or self.texts.get(kind)
        return template.fill({name: facts[name] for name in template.slots}) if template else ()


@cache
def load_guidance(texts: Texts) -> Mapping[str, Guidance]:
    """Load what is said of every rule, by the rule's name."""
    comma = texts.grammar.comma
    return {name: _read(table, comma) for name, table in texts.read("advice.toml").items()}


@cache
def load_codes() -> Mapping[str, str]:
    """Load the rules that hadolint's codes stand for."""
    return {code: rule for rule, guidance in load_guidance(load_texts()).items() for code in guidance.codes}


def _read(table: Mapping[str, str | list[str]], comma: str) -> Guidance:
    texts = {
        key: parse_template(str(value), comma)
        for key, value in table.items()
        if key.partition("-")[0] in _TEXTS
    }
    return Guidance(
        source=str(table["source"]),
        title=str(table["title"]),
        texts=texts,
        facts=tuple(table.get("facts", ())),
        codes=tuple(table.get("hadolint", ())),
    )
