"""The breakdown in a terminal: stories in tests/golden/terminal, and what holds for every file and width."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dockerlayers.analysis import analyze
from dockerlayers.cli.images import load_images
from dockerlayers.cli.terminal import find_screen
from dockerlayers.errors import DockerfileError
from dockerlayers.message import width
from dockerlayers.model.changes import FileChange
from dockerlayers.render.highlights import Highlight
from dockerlayers.render.report import Question, Report, answer_questions
from dockerlayers.render.terminal.characters import expand_tabs, masked, visible
from dockerlayers.render.terminal.code import colour_lines
from dockerlayers.render.terminal.fault import format_fault
from dockerlayers.render.terminal.style import ENDLESS, Chunk, Screen, Style, line_width, paint, wrap
from dockerlayers.render.terminal.text import Amount, write_text
from dockerlayers.sizes import show_size
from dockerlayers.syntax.nodes import Span
from dockerlayers.texts.texts import load_texts
from tests.cli.calls import HOOKS, Caller
from tests.golden import GoldenCase, check_golden, golden_cases

CASES = golden_cases("terminal")
SOURCES = [str(case.fields["dockerfile"]) for case in golden_cases("explain")]
IMAGES = load_images(str(Path(__file__).parents[1] / "engine-cases/images.json"))
CODES = re.compile(r"\x1b\[[0-9;]*m")


def render(source: str, screen: Screen, *, changed: str = "", known: bool = False) -> str:
    analysis = analyze(source, allow_fragment=True, images=IMAGES if known else {})
    questions = [Question(text=f"file:{changed}", change=FileChange(path=changed))] if changed else []
    report = Report(analysis=analysis, answers=answer_questions(analysis, questions))
    return "".join(write_text(report, "Dockerfile", screen))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_golden(case: GoldenCase, request: pytest.FixtureRequest) -> None:
    fields = case.fields
    screen = Screen(width=fields["width"])
    text = render(
        fields["dockerfile"], screen, changed=fields.get("changed", ""), known=bool(fields.get("known"))
    )
    check_golden(case, {"text": text}, request)


@pytest.mark.parametrize("columns", [20, 40, 80, 100, 140])
def test_no_line_is_wider_than_the_screen(columns: int) -> None:
    for source in SOURCES:
        for line in render(source, Screen(width=columns)).splitlines():
            # A line of code, an address and the like are not broken: they are copied.
            unbroken = max(re.split("[ 가-힣]", line), key=len)
            is_code = re.match(r".{0,8} *\d+  |  +[-+] ", line)
            assert is_code or sum(map(width, line)) - max(len(unbroken) - 1, 0) <= columns, line


@pytest.mark.parametrize("columns", [40, 120])
def test_colours_add_codes_and_nothing_else(columns: int) -> None:
    for source in SOURCES:
        coloured = render(source, Screen(width=columns, has_color=True))
        assert CODES.sub("", coloured) == render(source, Screen(width=columns))
        assert coloured != CODES.sub("", coloured)


@settings(max_examples=60)
@given(st.text(max_size=40), st.sampled_from(["RUN {}", "ENV A={}", "# {}", "COPY {} /", "CMD {}"]))
def test_nothing_of_the_file_reaches_the_terminal_raw(text: str, line: str) -> None:
    source = f"FROM scratch\n{line.format(text)}\n"
    told = render(source, Screen()) + format_all(source)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", told)


def format_all(source: str) -> str:
    analysis = analyze(source)
    return format_fault(analysis.error, source, "x\x1b") if analysis.error else ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("\x1b[31m", "\\x1b[31m"),
        ("a\r\n\tb", "a\\r\\n\\tb"),
        ("\x9b", "\\x9b"),
        ("\u202e\u2028", "\\u202e\\u2028"),
        ("\udcff", "\\udcff"),
        ("한글 e\u0301 \U0001f40b", "한글 e\u0301 \U0001f40b"),
    ],
)
def test_controls_become_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_a_mask_keeps_columns() -> None:
    assert masked("a\tb\x1b한\u202e") == "a\tb\ufffd한\ufffd"


@pytest.mark.parametrize(
    ("text", "column", "expanded"),
    [("a", 0, "a"), ("\t", 0, "    "), ("a\tb\t", 0, "a   b   "), ("한\tx", 0, "한  x"), ("\tx", 3, " x")],
)
def test_tabs_reach_the_next_column_that_four_divides(text: str, column: int, expanded: str) -> None:
    assert expand_tabs(text, column) == expanded


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("", 10, [""]),
        ("one two three", 8, ["one two", "  three"]),
        ("  one two", 6, ["  one", "  two"]),
        ("abcdefghij k", 4, ["abcdefghij", "  k"]),
        ("a `b c` d", 6, ["a `b", "  c` d"]),
        ("a `b c` d", 7, ["a `b c`", "  d"]),
        ("aa `b c` d", 7, ["aa", "  `b c`", "  d"]),
        ("a`b", 2, ["a`b"]),
        ("한글한글한글", 5, ["한글", "  한", "  글", "  한", "  글"]),
        ("a 한글한글 b", 6, ["a", "  한글", "  한글", "  b"]),
        ("a   b", 3, ["a", " b"]),
        ("    ", 2, [""]),
    ],
)
def test_text_is_broken_at_blanks_or_where_it_must(text: str, columns: int, lines: list[str]) -> None:
    wrapped = wrap([Chunk(text)], columns, hanging=2)
    assert [paint(line, Screen()) for line in wrapped] == lines


def test_a_word_of_several_styles_stays_together() -> None:
    wrapped = wrap([Chunk("aa b"), Chunk("c", Style.STRONG), Chunk("d e")], 5)
    assert [paint(line, Screen()) for line in wrapped] == ["aa", "bcd e"]


@given(st.text(alphabet="a한 b", max_size=60), st.integers(4, 30))
def test_no_letter_is_lost_when_text_is_broken(text: str, columns: int) -> None:
    lines = wrap([Chunk(text)], columns, hanging=1)
    longest = max(map(len, re.split("[ 한]", text)))
    assert all(line_width(line) <= max(columns, longest + 5) for line in lines)
    shown = "".join(piece.text for line in lines for piece in line)
    assert shown.replace(" ", "") == text.replace(" ", "")


def test_where_two_marks_overlap_the_first_one_counts() -> None:
    highlights = [Highlight(1, 0, 4, "s"), Highlight(1, 2, 6, "nt"), Highlight(1, 5, 6, "m")]
    assert [piece for piece in colour_lines(["abcdefg"], 1, highlights)[0] if piece.text] == [
        Chunk("abcd", Style.STRING),
        Chunk("e"),
        Chunk("f"),
        Chunk("g"),
    ]


def test_colour_stands_around_its_piece() -> None:
    line = [Chunk("a", Style.STRONG), Chunk("b"), Chunk(" ", Style.MUTED), Chunk("  ")]
    assert paint(line, Screen(has_color=True)) == "\x1b[1ma\x1b[0mb"
    assert paint([Chunk("a  ", Style.STRONG)], Screen(has_color=True)) == "\x1b[1ma\x1b[0m"


class Terminal:
    def __init__(self, *, is_terminal: bool) -> None:
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        return self.is_terminal


@pytest.mark.parametrize(
    ("color", "is_terminal", "environment", "has_color"),
    [
        ("auto", True, {"TERM": "xterm"}, True),
        ("auto", False, {"TERM": "xterm"}, False),
        ("auto", True, {"NO_COLOR": "1"}, False),
        ("auto", True, {"NO_COLOR": ""}, True),
        ("auto", True, {"TERM": "dumb"}, False),
        ("always", False, {"NO_COLOR": "1", "TERM": "dumb"}, True),
        ("never", True, {}, False),
    ],
)
def test_colours_are_for_terminals_that_want_them(
    color: str, is_terminal: bool, environment: dict[str, str], has_color: bool
) -> None:
    screen = find_screen(color, Terminal(is_terminal=is_terminal), environment)  # type: ignore[arg-type]
    assert screen.has_color is has_color


@pytest.mark.parametrize(("columns", "used"), [("7", 20), ("60", 60), ("500", 140), ("x", 80)])
def test_lines_are_as_wide_as_the_terminal_within_reason(
    monkeypatch: pytest.MonkeyPatch, columns: str, used: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert find_screen("auto", Terminal(is_terminal=True), {}).width == used  # type: ignore[arg-type]


def test_what_is_piped_has_whole_lines_unless_a_width_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    piped = Terminal(is_terminal=False)
    assert find_screen("auto", piped, {}).width == ENDLESS  # type: ignore[arg-type]
    assert find_screen("auto", piped, {"COLUMNS": "60"}).width == 60  # type: ignore[arg-type]
    source = f"FROM scratch\nRUN {' && '.join(['apt-get install -y curl'] * 40)}\nMAINTAINER me\n"
    assert "\n    " not in render(source, Screen(width=ENDLESS)).partition("고칠 점")[0].replace(
        "\n           »", ""
    )


def test_the_words_stand_beside_the_instruction_not_its_comment() -> None:
    lines = render("FROM scratch\n# one\n# two\nUSER app\n", Screen(width=120)).splitlines()
    comments = [line for line in lines if "# " in line]
    assert comments == ["        2  # one", "        3  # two"]
    assert next(line for line in lines if "USER" in line).startswith(" 설정   4  USER app    ")
    assert next(line for line in lines if "USER" in line).endswith("실행합니다.")


def test_a_long_instruction_has_its_words_beneath_and_is_of_a_piece() -> None:
    code = f"RUN echo {'x' * 200}"
    lines = render(f"FROM scratch\n{code}\n", Screen(width=120)).splitlines()
    row = next(number for number, line in enumerate(lines) if code in line)
    assert lines[row].endswith(code)
    assert lines[row + 1].strip().startswith("» ")


def test_the_legend_tells_the_marks_that_are_there() -> None:
    legend = "표시: 베이스 = 베이스 이미지의 레이어, 설정 = 이미지 설정만"
    assert legend in render("FROM a:1\nUSER app\n", Screen(width=100)).splitlines()
    several = render("FROM a AS b\nRUN x\nFROM a\nCOPY --from=b /x /x\nCMD hello\n", Screen(width=140))
    assert re.search("\n표시: .*중간 = .*, L1 = .*, ! = 고칠 곳\n", several)


def test_checks_are_told_in_korean_with_the_words_of_docker_and_lines_to_put() -> None:
    told = render("FROM alpine:3.22\nCMD hello\n", Screen(width=140))
    section = told.partition("\n빌드 검사\n")[2].partition("\n\n")[0]
    for part in (
        "  ! JSONArgsRecommended  2행  셸 형식의 실행 명령\n",
        "종료 신호를 받으므로",
        "    따져 볼 점: ",
        "    도커의 메시지: JSON arguments recommended for CMD",
        '\n    - CMD hello\n    + CMD ["hello"]\n',
        "    https://docs.docker.com/reference/build-checks/json-args-recommended/",
    ):
        assert part in section


@pytest.mark.parametrize(
    ("source", "known", "told"),
    [
        (
            "FROM a:1\nRUN x\nUSER u\n",
            False,
            ["0B      USER u", "L1     RUN /bin/sh -c x", "알 수 없습니다: a:1"],
        ),
        ("FROM python:3.12-slim\nRUN x\n", True, ["L1     RUN /bin/sh -c x", "베이스  ADD rootfs.tar /"]),
        ("FROM scratch\n", False, ["이 파일이 남기는 히스토리 항목은 없습니다."]),
    ],
)
def test_the_history_is_told_as_docker_tells_it(source: str, known: bool, told: list[str]) -> None:
    report = Report(analysis=analyze(source, images=IMAGES if known else {}))
    text = "".join(write_text(report, "Dockerfile", Screen(), amount=Amount(has_history=True)))
    history = text.partition("\n히스토리\n")[2]
    assert [part for part in told if part not in history] == []


def test_little_or_all_is_told_as_asked(call: Caller, dockerfile: Path) -> None:
    dockerfile.write_text("FROM alpine:3.22\nCMD hello\n", encoding="utf-8")
    usual, brief, history = (
        call(dockerfile).out,
        call("--brief", dockerfile).out,
        call("--history", dockerfile).out,
    )
    assert "히스토리" not in usual
    assert history.startswith(usual)
    assert "\n히스토리\n" in history
    assert "표시:" not in brief
    assert "만들어지는 이미지" not in brief
    assert (
        "\n빌드 검사\n  ! JSONArgsRecommended  2행  셸 형식의 실행 명령\n\n고칠 점\n  ! RootUser  2행"
        in brief
    )


def test_an_error_shows_its_line_with_stand_ins() -> None:
    source = "FROM scratch\n\x1b한OPY a\r\n"
    error = DockerfileError("bad \x1b", span=Span(2, 2, 2, 5), hint="try \x07")
    assert format_fault(error, source, "a\x1bb").split("\n") == [
        "a\\x1bb:2:2: bad \\x1b",
        "    \ufffd한OPY a",
        "     ^^^^",
        "    try \\x07",
    ]


def test_an_error_without_a_line_shows_none() -> None:
    assert format_fault(DockerfileError("bad"), "x", "p") == "p: bad"
    assert format_fault(DockerfileError("bad", span=Span(9, 1, 9, 1)), "x", "p") == "p:9:1: bad"


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, "0B"), (999, "999B"), (1000, "1kB"), (1234, "1.23kB"), (5_600_000, "5.6MB"), (10**15, "1e+03TB")],
)
def test_sizes_are_written_as_docker_does(count: int, shown: str) -> None:
    assert show_size(count) == shown


def test_colour_can_be_asked_for(call: Caller, dockerfile: Path) -> None:
    assert "\x1b[1;7m L1 \x1b[0m" in call("--color", "always", dockerfile).out
    assert "\x1b" not in call(dockerfile).out


def test_answers_are_told(call: Caller, dockerfile: Path) -> None:
    out = call(dockerfile, "--if-changed", "file:a", "--if-changed", "line:3").out
    assert "\n바뀌면 다시 빌드하는 레이어: file:a\n  다시 빌드  2행\n" in out
    assert "\n바뀌면 다시 빌드하는 레이어: line:3\n  없습니다. 모두 캐시를 씁니다.\n" in out


@pytest.mark.parametrize(
    ("context", "told"),
    [
        ([], "  조건에 따라  2행, Dockerfile이 빌드 컨텍스트에 있고 .dockerignore에서 빼지"),
        (["--context", "."], "  다시 빌드  2행\n"),
    ],
)
def test_answer_tells_on_what_it_depends(
    call: Caller, dockerfile: Path, context: list[str], told: str
) -> None:
    dockerfile.write_text("FROM scratch\nCOPY . /a\nUSER app\n", encoding="utf-8")
    call.monkeypatch.chdir(dockerfile.parent)
    assert call(dockerfile, "--if-changed", "line:3", *context).out.partition("line:3\n")[2].startswith(told)


def test_every_text_is_used() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (HOOKS / "dockerlayers").rglob("*.py"))
    assert [name for name in load_texts().phrases if not re.search(f"['\"]{name}['\"]", code)] == []


def test_texts_use_the_words_of_the_glossary_and_code_holds_none() -> None:
    glossary = tomllib.loads((HOOKS / "dockerlayers_site/glossary/terms.toml").read_text(encoding="utf-8"))
    forbidden = [word for term in glossary["term"] for word in term.get("forbidden", [])]
    assert forbidden
    assert [word for word in forbidden for text in load_texts().phrases.values() if word in text] == []
    folders = [HOOKS / "dockerlayers/render", HOOKS / "dockerlayers/cli"]
    modules = [path for folder in folders for path in folder.rglob("*.py")]
    assert [path for path in modules if re.search("[가-힣]", path.read_text(encoding="utf-8"))] == []
