"""What is to be mended: stories in tests/golden/advice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from dockerlayers.analysis import Analysis, analyze
from dockerlayers.checks.practices.practice import Practice
from dockerlayers.checks.practices.rules import PRACTICES
from dockerlayers.checks.rules import RULES, Rule
from dockerlayers.checks.silencing import CODES
from dockerlayers.explain import guidance
from dockerlayers.explain.advise import advise
from dockerlayers.explain.annotations import Advice
from dockerlayers.explain.breakdown import explain
from dockerlayers.explain.guidance import load_guidance
from dockerlayers.model.context import BuildContext
from dockerlayers.model.dockerignore import parse_dockerignore
from dockerlayers.model.images import read_image
from dockerlayers.model.types import Check
from dockerlayers.texts.inline import Piece, plain
from dockerlayers.texts.texts import load_texts
from tests.golden import GoldenCase, check_golden, golden_cases

CASES = golden_cases("advice")
SEEN_ONLY_WITH_A_REGISTRY = {"InvalidBaseImagePlatform"}
SEEN_ONLY_WITH_A_CONTEXT = {"CopyIgnoredFile", "DockerignoreMissing"}


def analyze_case(fields: Mapping[str, Any]) -> Analysis:
    images = {name: read_image(document) for name, document in fields.get("images", {}).items()}
    analysis = analyze(
        fields["dockerfile"],
        images=images,
        build_args=fields.get("build_args"),
        allow_fragment=True,
    )
    assert analysis.build, analysis.error
    return analysis


KNOWN: tuple[Rule | Practice, ...] = (*RULES.values(), *PRACTICES.values())


def advice_of(analysis: Analysis) -> Mapping[int, tuple[Advice, ...]]:
    return advise(load_texts(), analysis)


def outline(analysis: Analysis) -> str:
    """Write the advice down: line, rule and sentence, and below it the lines that mend it."""
    parts = []
    for line, some in sorted(advice_of(analysis).items()):
        for one in some:
            parts.append(f"{line} {one.rule}: {plain(one.wrong)}\n")
            parts += [f"  - {text}".rstrip() + "\n" for text in one.removed]
            parts += [f"  + {text}".rstrip() + "\n" for text in one.added]
    return "".join(parts)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_golden(case: GoldenCase, request: pytest.FixtureRequest) -> None:
    check_golden(case, {"advice": outline(analyze_case(case.fields))}, request)


def facts_of(analysis: Analysis) -> list[tuple[str, str]]:
    return [(one.rule, plain(one.wrong)) for some in advice_of(analysis).values() for one in some]


def mended(analysis: Analysis, advice: Advice) -> str:
    assert analysis.dockerfile
    assert advice.line
    lines = list(analysis.dockerfile.lines)
    first = advice.line - 1
    assert tuple(lines[first : first + len(advice.removed)]) == advice.removed
    lines[first : first + len(advice.removed)] = advice.added
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_mended_lines_are_in_order(case: GoldenCase) -> None:
    """Every proposal is tried: the Dockerfile still builds, and there is one thing less to mend."""
    analysis = analyze_case(case.fields)
    before = facts_of(analysis)
    for some in advice_of(analysis).values():
        for one in some:
            if one.line is None:
                assert one.removed == one.added == ()
                continue
            after = facts_of(analyze_case({**case.fields, "dockerfile": mended(analysis, one)}))
            key = (one.rule, plain(one.wrong))
            assert after.count(key) < before.count(key)


@pytest.mark.parametrize(
    ("line", "comment", "value"),
    [
        ("ENV A b # 설명", "# 설명", "b"),
        ("ENV A b c # 설명  ", "# 설명", "b c"),
        ("  env A b\t## 설명", "## 설명", "b"),
        ('LABEL a b # 설명 "x"', '# 설명 "x"', "b"),
        ("ENV A 'b # c' # 설명", "# 설명", "b # c"),
        ("ENV A b # a\\b", "# a\\b", "b"),
        ("ENV A b \\\n  c # 설명", "# 설명", "b   c"),
        ("ENV A $X # 설명=2", "# 설명=2", "1"),
        ("ENV A # b # 설명", "# 설명", "# b"),
        # What is no comment stays in the value.
        ("ENV A b#c", None, "b#c"),
        ("ENV A # 설명", None, "# 설명"),
        ("ENV A b #fff", None, "b #fff"),
        ("ENV A 'b # c'", None, "b # c"),
    ],
)
def test_a_comment_behind_a_legacy_pair_is_one_when_the_pair_is_mended(
    line: str, comment: str | None, value: str
) -> None:
    analysis = analyze(f"FROM alpine:3.22\nARG X=1\n{line}\n")
    advice = next(
        one for some in advice_of(analysis).values() for one in some if one.rule == "LegacyKeyValueFormat"
    )
    source = mended(analysis, advice)
    after = analyze(source)
    assert after.error is None
    assert not {"LegacyKeyValueFormat", "CommentAtLineEnd"} & {rule for rule, _ in facts_of(after)}
    assert after.dockerfile
    (pair,) = after.dockerfile.instructions[-1].pairs
    assert pair.value
    assert pair.value.strip("\"'").replace("$X", "1") == value
    lines = [one.strip() for one in source.split("\n")]
    assert (comment in lines) == (comment is not None)
    assert not any(one.endswith((" ", "\t")) for one in source.split("\n"))


@pytest.mark.parametrize(
    "line", ["ENV A b # 설명 \\\nRUN x", 'ENV A say "b" # 설명', 'ENV A "b" c', "ENV A b\\ c # 설명"]
)
def test_a_legacy_pair_whose_value_is_not_certain_is_left_to_its_author(line: str) -> None:
    some = advice_of(analyze(f"FROM alpine:3.22\n{line}\n"))
    found = [one for advice in some.values() for one in advice if one.rule == "LegacyKeyValueFormat"]
    assert [one.added for one in found] == [()]


def test_every_rule_has_its_text_and_every_text_its_rule() -> None:
    assert set(load_guidance(load_texts())) == set(RULES) | set(PRACTICES)
    assert not set(RULES) & set(PRACTICES)


def test_every_rule_has_a_case() -> None:
    found = {
        name
        for case in golden_cases("advice")  # read anew: they may just have been written
        for name in re.findall(r"^\d+ (\w+):", case.fields["advice"], re.MULTILINE)
    }
    assert found == set(load_guidance(load_texts())) - SEEN_ONLY_WITH_A_REGISTRY - {"CopyIgnoredFile"}


def test_every_practice_has_a_case_that_is_none() -> None:
    names = {case.name for case in golden_cases("advice") if case.name.endswith("-nope")}
    words = {"".join(part.title() for part in name.removesuffix("-nope").split("-")) for name in names}
    assert words >= set(PRACTICES)
    for case in golden_cases("advice"):
        if case.name.endswith("-nope"):
            rule = "".join(part.title() for part in case.name.removesuffix("-nope").split("-"))
            assert rule not in case.fields["advice"]


def test_every_text_is_shown_by_a_case(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: set[tuple[str, str]] = set()
    say = guidance.Guidance.say

    def listen(self: guidance.Guidance, kind: str, facts: Mapping[str, str], case: str = "") -> Any:
        key = f"{kind}-{case}"
        shown.add((self.title, key if key in self.texts else kind))
        return say(self, kind, facts, case)

    monkeypatch.setattr(guidance.Guidance, "say", listen)
    for case in CASES:
        advice_of(analyze_case(case.fields))
    missing = {
        (rule, key)
        for rule, one in load_guidance(load_texts()).items()
        for key in one.texts
        if (one.title, key) not in shown
    }
    assert {rule for rule, _ in missing} == SEEN_ONLY_WITH_A_REGISTRY | SEEN_ONLY_WITH_A_CONTEXT


def test_every_rule_has_texts_and_sources() -> None:
    for rule, one in load_guidance(load_texts()).items():
        kinds = {key.partition("-")[0] for key in one.texts}
        assert {"wrong", "why"} <= kinds, rule
    for known in KNOWN:
        assert known.url.startswith("https://docs.docker.com/"), known.name


def test_facts_are_those_of_the_message() -> None:
    for name, rule in RULES.items():
        texts = load_guidance(load_texts())[name].texts.values()
        assert {slot for template in texts for slot in template.slots} <= set(rule.facts), name
        assert rule.format(dict.fromkeys(rule.facts, "x")).count("{") == 0


def test_texts_are_polite_and_have_no_particle_behind_a_slot() -> None:
    for rule, one in load_guidance(load_texts()).items():
        for key, template in one.texts.items():
            last = template.parts[-1]
            assert isinstance(last, Piece), rule
            assert re.search(r"(니다|됩니다)\.$", last.text), (rule, key)
            for part, following in zip(template.parts, template.parts[1:], strict=False):
                if isinstance(part, str) and isinstance(following, Piece):
                    assert following.text[0] in " ,개행", (rule, key)


def test_codes_are_hadolint_s_and_stand_for_one_rule() -> None:
    codes = [code for one in KNOWN for code in one.codes]
    assert len(codes) == len(set(codes)) == len(CODES)
    assert all(re.fullmatch(r"DL\d{4}", code) for code in codes)


def test_an_ignored_file_is_advised_on() -> None:
    context = BuildContext(files={"a.md": 1}, ignore=parse_dockerignore("*.md\n"))
    analysis = analyze("FROM scratch\nCOPY a.md /\n", context=context)
    (one,) = advice_of(analysis)[2]
    assert (one.rule, one.line) == ("CopyIgnoredFile", None)
    assert "`a.md`" in plain(one.wrong)


def told_with(dockerfile: str, files: Mapping[str, int], ignore: str = "") -> list[str]:
    context = BuildContext(files=files, ignore=parse_dockerignore(ignore))
    advice = advice_of(analyze(dockerfile, context=context))
    return [f"{one.rule}: {plain(one.wrong)}" for some in advice.values() for one in some]


WHOLE = "FROM scratch\nCOPY . /app\n"


def test_what_is_not_ignored_is_named_where_the_context_is_known() -> None:
    files = {".git/HEAD": 1, "web/node_modules/a/b.js": 1, ".env": 1, "a.py": 1}
    (one,) = told_with(WHOLE, files)
    assert one.startswith("DockerignoreMissing: `.git, node_modules, .env` 항목까지")
    assert told_with(WHOLE, files, ".git\n**/node_modules\n.env\n") == []
    assert told_with(WHOLE, {"a.py": 1, "src/.git": 1}) == []


def test_one_jar_of_the_context_is_no_fault() -> None:
    source = "FROM scratch\nCOPY build/libs/*.jar /app.jar\n"
    assert told_with(source, {"build/libs/a.jar": 1}) == []
    (one,) = told_with(source, {"build/libs/a.jar": 1, "build/libs/a-plain.jar": 1})
    assert one.startswith("ManyFilesToOne")


def test_a_large_file_of_the_context_is_heavy() -> None:
    source = "FROM debian:12\nCOPY a.sh /tmp/a.sh\nRUN rm /tmp/a.sh\n"
    (small,) = told_with(source, {"a.sh": 999_999})
    (large,) = told_with(source, {"a.sh": 1_000_000})
    assert "가려질 뿐입니다" in small
    assert "작아지지 않습니다" in large


def test_a_check_of_nowhere_is_told_at_the_first_instruction() -> None:
    facts = {"image": "a", "found": "b", "expected": "c"}
    check = Check(rule="InvalidBaseImagePlatform", detail="…", lines=(), facts=facts)
    unknown = Check(rule="NotOneOfDocker", detail="…", lines=(1,))
    found = advice_of(replace(analyze("FROM alpine:3\n"), checks=(check, unknown)))
    assert [one.rule for one in found[1]] == ["InvalidBaseImagePlatform"]


def test_rows_have_their_advice() -> None:
    rows = explain(analyze("FROM alpine\n\n# a note\nMAINTAINER me\n")).groups[0].rows
    assert [[one.rule for one in row.advice] for row in rows] == [
        ["BaseImageVersion"],
        ["MaintainerDeprecated"],
    ]
