"""The pages of the rules: each shows a Dockerfile that has the mistake, and one that has not."""

from __future__ import annotations

import re

import pytest

from dockerlayers.checks.practices.rules import PRACTICES
from dockerlayers.checks.rules import RULES
from dockerlayers.checks.silencing import find_silencing_problems
from dockerlayers.checks.slugs import slug_of
from dockerlayers.explain.advise import advise
from dockerlayers.explain.annotations import AdviceKind
from dockerlayers.explain.guidance import load_guidance
from dockerlayers.syntax.parser import parse_dockerfile
from dockerlayers.texts.inline import parse_template
from dockerlayers_site.glossary import load_terms
from dockerlayers_site.rules.entries import RuleEntry, find_rule, list_entries
from dockerlayers_site.rules.examples import ExampleFile
from dockerlayers_site.rules.markdown import write_cell, write_code, write_fence, write_sentences
from dockerlayers_site.rules.overview import write_overview
from dockerlayers_site.rules.page import write_rule_page
from dockerlayers_site.rules.silence import silence_file, silence_line
from dockerlayers_site.rules.write import write_pages
from dockerlayers_site.style.check import StyleCheck
from dockerlayers_site.texts import load_site_texts
from tests.support.site import ROOT

TEXTS = load_site_texts()
CHECKS, RULE_PRACTICES = list_entries(TEXTS)
ENTRIES = (*CHECKS, *RULE_PRACTICES)
# A finding that is told wherever COPY takes all, as a page does not know what is beside the Dockerfile.
EVERYWHERE = "DockerignoreMissing"

every_rule = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)


def rules_of(file: ExampleFile) -> list[str]:
    found = advise(TEXTS.breakdowns, file.analyze()).values()
    return [one.rule for some in found for one in some]


def cases_of(file: ExampleFile, rule: str) -> set[str]:
    return {finding.case for finding in file.analyze().practices if finding.rule == rule}


def test_every_rule_has_an_entry_and_nothing_else_has() -> None:
    assert [entry.name for entry in ENTRIES] == [*RULES, *PRACTICES]
    assert set(TEXTS.rules) == {"page", *RULES, *PRACTICES}
    files = (ROOT / "hooks/dockerlayers_site/rules/examples").glob("*.toml")
    assert {file.stem for file in files} == {*RULES, *PRACTICES}


@every_rule
def test_the_first_has_this_mistake_alone_and_the_second_has_none(entry: RuleEntry) -> None:
    known = {EVERYWHERE} if entry.name != EVERYWHERE else set()
    assert [rule for rule in rules_of(entry.example.before) if rule not in known] == [entry.name]
    assert [rule for rule in rules_of(entry.example.after) if rule not in known] == []


@every_rule
def test_every_case_of_a_rule_is_shown_once(entry: RuleEntry) -> None:
    texts = load_guidance(TEXTS.breakdowns)[entry.name].texts
    named = {key.partition("-")[2] for key in texts} - {""}
    shown = [cases_of(file, entry.name) for file in (entry.example.before, *entry.example.also)]
    assert named <= set().union(*shown)
    assert sum(map(len, shown)) == len(set().union(*shown))


@every_rule
def test_what_a_page_says_of_silencing_silences(entry: RuleEntry) -> None:
    for silence in (silence_line, silence_file):
        if entry.is_experimental:  # its first line is taken by what asks for the check
            continue
        text = silence(entry, entry.reason or "because")
        before = entry.example.before
        file = ExampleFile(
            dockerfile=text,
            ignore=before.ignore,
            files=before.files,
            arguments=before.arguments,
            images=before.images,
        )
        assert entry.name not in rules_of(file)
        assert find_silencing_problems(parse_dockerfile(text)) == ()


def test_an_experimental_check_is_made_only_where_it_is_asked_for() -> None:
    (entry,) = (one for one in ENTRIES if one.is_experimental)
    before = entry.example.before.dockerfile.partition("\n")[2]
    assert rules_of(ExampleFile(dockerfile=before)) == []


@every_rule
def test_a_page_says_all_that_the_advice_says(entry: RuleEntry) -> None:
    page = write_rule_page(entry, TEXTS, {"CMD": "../cmd.md", "FROM": "../from.md"})
    advice = entry.at.advice
    told = [write_sentences(inline) for inline in (advice.wrong, advice.why, advice.trade)]
    assert all(text in page for text in told)
    assert all(sentence in page for sentence in (*entry.more, entry.reason))
    assert entry.example.before.dockerfile in page
    assert (entry.example.after.dockerfile in page) or (entry.example.after.ignore or "") in page
    assert entry.rule.url in page
    assert advice.detail in page
    assert all(code in page for code in entry.rule.codes)
    assert page.startswith(f'---\ntitle: "{entry.title} ({entry.name})"\n')


@every_rule
def test_a_page_says_it_in_whole_sentences(entry: RuleEntry) -> None:
    assert all(sentence.endswith("다.") for sentence in entry.more)
    assert entry.more
    assert not entry.reason or entry.reason.endswith("다.")


def test_a_page_links_to_the_instruction_at_fault() -> None:
    entry = next(one for one in ENTRIES if one.name == "LatestTag")
    assert "[`FROM`](../from.md)" in write_rule_page(entry, TEXTS, {"FROM": "../from.md"})
    assert "from.md" not in write_rule_page(entry, TEXTS, {})


def test_what_may_as_well_stay_is_told_as_such() -> None:
    weighed = {entry.name for entry in ENTRIES if entry.at.advice.kind is AdviceKind.TRADE}
    assert weighed == {"AnonymousVolume", "LowPort", "UserByName"}
    overview = write_overview(CHECKS, RULE_PRACTICES, TEXTS)
    rows = [row for row in overview.splitlines() if row.endswith("| 따져 볼 점 |")]
    assert len(rows) == len(weighed)
    assert overview.count("| 빌드 검사 |") == len(CHECKS) - 1


def test_the_pages_are_named_as_docker_names_its_own() -> None:
    pages = write_pages(TEXTS, {})
    assert [page.name for page in pages] == ["index.md", *(f"{slug_of(entry.name)}.md" for entry in ENTRIES)]
    for entry in CHECKS:
        if "/build-checks/" in entry.rule.url:
            assert entry.rule.url.endswith(f"/{entry.slug}/")


def test_a_rule_is_found_nowhere_in_a_file_that_keeps_it() -> None:
    assert list(find_rule("LatestTag", ExampleFile(dockerfile="FROM scratch\n"), TEXTS)) == []


def test_code_with_backticks_stays_code() -> None:
    assert write_code("a") == "`a`"
    assert write_code("a`b``c") == "``` a`b``c ```"
    assert write_fence("```\na\n", "text") == "````text\n```\na\n````"


def test_pages_are_written_in_the_style_of_the_others() -> None:
    check = StyleCheck(terms=load_terms(), texts=TEXTS, knows=None)
    found = [one for page in write_pages(TEXTS, {}) for one in check.find(page.name, page.markdown)]
    assert [str(one) for one in found] == []


def test_sentences_stand_on_lines_of_their_own_and_cells_on_one() -> None:
    inline = parse_template("`a`입니다. 둘입니다. `b|c`입니다.").fill({})
    assert write_sentences(inline) == "`a`입니다.\n둘입니다.\n`b|c`입니다."
    assert write_cell(inline) == r"`a`입니다. 둘입니다. `b\|c`입니다."


def test_pages_hold_no_slot_that_was_not_filled() -> None:
    for page in write_pages(TEXTS, {}):
        prose = re.sub(r"```.*?```|`[^`]*`", "", page.markdown, flags=re.DOTALL)
        assert not re.search(r"\{[a-z]+\}", prose), page.name
