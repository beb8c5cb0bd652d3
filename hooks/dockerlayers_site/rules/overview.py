"""The page of all rules, in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dockerlayers.elements import element
from dockerlayers.explain.annotations import AdviceKind
from dockerlayers_site.rules.entries import RuleEntry
from dockerlayers_site.rules.markdown import write_cell, write_code, write_front_matter, write_section
from dockerlayers_site.texts import SiteTexts

_KINDS = {
    AdviceKind.CHECK: "check-flag",
    AdviceKind.PRACTICE: "practice-flag",
    AdviceKind.TRADE: "trade",
}


def write_overview(checks: Sequence[RuleEntry], practices: Sequence[RuleEntry], texts: SiteTexts) -> str:
    """Write the page: a table of Docker's build checks, one of the practices, how they are silenced."""
    words = texts.rules["page"]
    counts = {"checks": len(checks), "practices": len(practices)}
    description = texts.breakdowns.format(words, "overview-description", counts)
    parts = [
        f"# {words['overview']} {{#rules}}",
        words["overview-says"],
        write_section(words["checks"], "docker", [words["checks-says"], _table(checks, texts)]),
        write_section(words["practices"], "practices", [words["practices-says"], _table(practices, texts)]),
        write_section(words["silencing"], "silencing", [words["silencing-says"], words["silencing-places"]]),
    ]
    return write_front_matter({"description": description}) + "\n" + "\n\n".join(parts) + "\n"


def _table(entries: Iterable[RuleEntry], texts: SiteTexts) -> str:
    words = texts.rules["page"]
    rows = [(words["column-says"], words["column-kind"]), ("---", "---")]
    rows += [_row(entry, texts) for entry in entries]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(entry: RuleEntry, texts: SiteTexts) -> tuple[str, str]:
    """Write a row: on a phone there is room for the sentence below the name alone."""
    link = f"[{entry.title}]({entry.slug}.md) {write_code(entry.name)}"
    kind = texts.breakdowns.label(_KINDS[entry.at.advice.kind])
    if entry.is_experimental:
        kind = texts.rules["page"]["experimental"]
    return f"{link}{element('br')}{write_cell(entry.at.advice.wrong)}", kind
