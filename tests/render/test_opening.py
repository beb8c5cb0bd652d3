"""What stands before the lines, as HTML: the first sentence, the commands, what is done well."""

from __future__ import annotations

import json
import re

from dockerlayers.analysis import analyze
from dockerlayers.overview.commands import join_words
from dockerlayers.render.document import write_document
from dockerlayers.render.html import render_breakdown
from dockerlayers.render.opening import LONGEST, break_command
from dockerlayers.render.report import Report
from dockerlayers.render.terminal.style import Screen
from dockerlayers.render.terminal.text import write_text
from dockerlayers.render.view import RenderOptions
from tests.golden import golden_cases

CASES = {case.name: str(case.fields["dockerfile"]) for case in golden_cases("opening")}


def render(name: str, **options: object) -> str:
    analysis = analyze(CASES[name], allow_fragment=True)
    return render_breakdown(analysis, root_id="x", options=RenderOptions(**options))  # type: ignore[arg-type]


def commands(markup: str) -> list[str]:
    return re.findall(r'<pre class="bd-cmd">(.*?)</pre>', markup, re.DOTALL)


def test_the_sentence_comes_behind_the_counts_and_the_commands_are_folded() -> None:
    markup = render("next")
    assert (
        markup.index("bd-sum") < markup.index("bd-what") < markup.index("bd-howto") < markup.index("bd-sheet")
    )
    assert commands(markup) == ["docker build -t my-app .", "docker run --rm -p 3000:3000 my-app"]
    assert "<details open" not in markup


def test_what_a_part_shows_is_told_of_the_part() -> None:
    markup = render("next", ranges=((2, 5),))
    assert "bd-what" in markup
    assert "bd-howto" not in markup
    well = markup[markup.index("bd-find--good") :]
    assert "의존성 목록을" in well
    assert "종료 신호를" not in well
    assert 'href="#x-cmd"' not in well
    assert 'data-at="4행 · 5행"' in well


def test_sentences_alone_have_no_folds_and_no_advice_no_praise() -> None:
    brief = render("next", is_brief=True)
    assert "bd-what" in brief
    assert "bd-howto" not in brief
    assert "bd-find" not in brief
    assert "bd-find" not in render("next", has_advice=False)


def test_a_fragment_of_which_nothing_is_known_says_nothing() -> None:
    markup = render("fragment-silent")
    assert "bd-what" not in markup
    assert "bd-find" not in markup


def test_what_is_not_to_be_run_is_only_built() -> None:
    markup = render("only-from-scratch")
    assert commands(markup) == ["docker build --output out ."]
    assert "<summary>빌드 <code>docker build --output out .</code></summary>" in markup


def test_a_long_command_is_broken_before_its_options() -> None:
    build = commands(render("python"))[0].replace("&quot;", '"')
    lines = build.split(" \\\n  ")
    assert lines[0] == "docker build"
    assert all(line.startswith(("-", ".")) for line in lines[1:])
    whole = analyze(CASES["python"]).commands
    assert whole
    assert " ".join(lines) == join_words(whole.build)
    assert break_command("a" * LONGEST) == "a" * LONGEST
    assert break_command("docker run -p 1:1 x", 10) == "docker run \\\n  -p 1:1 x"


def test_a_terminal_says_nothing_of_a_fragment_of_which_nothing_is_known() -> None:
    analysis = analyze(CASES["fragment-silent"], allow_fragment=True)
    head, counts, *_ = write_text(Report(analysis=analysis), "part", Screen())
    assert head == "part\n"
    assert counts.startswith("FROM 없는 조각")


def test_a_document_says_it_in_words_where_a_language_is_asked_for() -> None:
    report = Report(analysis=analyze(CASES["next"]))
    assert "told" not in json.loads("".join(write_document(report, indent=False)))
    told = json.loads("".join(write_document(report, indent=False, language="ko")))["told"]
    assert told["language"] == "ko"
    assert told["first"].startswith("Node.js 22.14.0 이미지에서 Next.js 앱을 빌드하고")
    assert told["merits"][0]["rule"] == "DependenciesFirst"
    wrong = Report(analysis=analyze("FORM x\n"))
    assert "told" not in json.loads("".join(write_document(wrong, indent=False, language="ko")))
