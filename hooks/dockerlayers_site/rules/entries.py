"""What is known of a rule for its page: from the table of rules, its texts and its example."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dockerlayers.checks.practices.practice import Practice
from dockerlayers.checks.practices.rules import PRACTICES
from dockerlayers.checks.rules import RULES, Rule
from dockerlayers.checks.slugs import slug_of
from dockerlayers.explain.advise import advise
from dockerlayers.explain.annotations import Advice
from dockerlayers.syntax.nodes import Instruction
from dockerlayers_site.rules.examples import ExampleFile, RuleExample, load_example
from dockerlayers_site.texts import SiteTexts


@dataclass(frozen=True, kw_only=True)
class RuleAt:
    """Where an example does not keep a rule, and what is said of it there."""

    file: ExampleFile
    instruction: Instruction
    advice: Advice

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the instruction."""
        lines = self.file.dockerfile.split("\n")
        return tuple(lines[self.instruction.line - 1 : self.instruction.end_line])


@dataclass(frozen=True, kw_only=True)
class RuleEntry:
    """A rule with its example; `also` are the places of which it says something else.

    `more` is said behind the texts of the advice; for `reason` a careful author leaves it as it is, "" where
    there hardly is one.
    """

    rule: Rule | Practice
    example: RuleExample
    at: RuleAt
    also: tuple[RuleAt, ...]
    more: tuple[str, ...]
    reason: str

    @property
    def name(self) -> str:
        """The name of the rule."""
        return self.rule.name

    @property
    def slug(self) -> str:
        """What it is called in an address."""
        return slug_of(self.name)

    @property
    def title(self) -> str:
        """What it is about, in a few words."""
        return self.at.advice.title

    @property
    def is_experimental(self) -> bool:
        """Whether Docker makes the check only where it is asked for."""
        return isinstance(self.rule, Rule) and self.rule.is_experimental


def list_entries(texts: SiteTexts) -> tuple[tuple[RuleEntry, ...], tuple[RuleEntry, ...]]:
    """List Docker's build checks and the practices, both in the order of their tables."""
    checks, practices = (tuple(read_entry(rule, texts) for rule in rules) for rules in list_rules())
    return checks, practices


def list_rules() -> tuple[tuple[Rule, ...], tuple[Practice, ...]]:
    """List the rules of both tables."""
    return tuple(RULES.values()), tuple(PRACTICES.values())


def read_entry(rule: Rule | Practice, texts: SiteTexts) -> RuleEntry:
    """Read the entry of a rule."""
    example, words = load_example(rule.name), texts.rules[rule.name]
    at, *_ = find_rule(rule.name, example.before, texts)
    return RuleEntry(
        rule=rule,
        example=example,
        at=at,
        also=tuple(found for file in example.also for found in [*find_rule(rule.name, file, texts)][:1]),
        more=tuple(words.get("more", ())),
        reason=words.get("reason", ""),
    )


def find_rule(name: str, file: ExampleFile, texts: SiteTexts) -> Iterator[RuleAt]:
    """Find where a file does not keep a rule."""
    analysis = file.analyze()
    assert analysis.dockerfile
    instructions = {one.line: one for one in analysis.dockerfile.instructions}
    for line, some in advise(texts.breakdowns, analysis).items():
        for advice in some:
            if advice.rule == name:
                yield RuleAt(file=file, instruction=instructions[line], advice=advice)
