"""What holds for any text at all."""

from itertools import chain, pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dockerlayers.analysis import Analysis, analyze
from dockerlayers.errors import DockerfileError
from dockerlayers.syntax.instruction import INSTRUCTION_NAMES
from dockerlayers.syntax.nodes import Dockerfile, Form, Instruction, Word
from dockerlayers.syntax.parser import parse_dockerfile

EXAMPLES = settings(
    max_examples=150,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)

NAMES = st.sampled_from(
    [*INSTRUCTION_NAMES, *(name.lower() for name in INSTRUCTION_NAMES), "RUM", "Copy", "..."]
)
MARKS = st.sampled_from(
    [
        *"\"'\\`$<>#=[]{}(),:;/*?-+@!%^~|&",
        *(
            " ",
            "  ",
            "\t",
            "\v",
            "\f",
            "\x85",
            "\xa0",
            "\u3000",
            "\0",
            "\x1f",
            "\r",
            "\ufeff",
            "\ud800",
            "\udfff",
        ),
        *(
            "${A}",
            "$A",
            "${A:-",
            "${A#",
            "${A//",
            "}",
            "$1",
            "$$",
            "<<EOF",
            "<<-EOF",
            '<<"EOF"',
            "3<<A",
            "<<",
            "EOF",
        ),
        *(
            "--",
            "--from=",
            "--mount=",
            "type=cache,target=/x",
            "--chown=a:b",
            "--platform=",
            "--link",
            "--a='b c'",
        ),
        *(
            "AS",
            "as",
            "scratch",
            "alpine",
            "stage",
            "CMD",
            "NONE",
            "0",
            "80/tcp",
            "1-3",
            "5s",
            "A=1",
            "B=",
            "=",
            "./a",
        ),
        *(
            '["a", "b"]',
            '["a"',
            "[1]",
            "{}",
            "null",
            "\\n",
            "\\u0041",
            "한글",
            "도커 핸드북",
            "🐳",
            "e\u0301",
            "ſ",
            "İ",
        ),
    ]
)
WORDS = st.lists(st.one_of(MARKS, st.sampled_from([" ", "a", "b"]), st.text(max_size=4)), max_size=12).map(
    "".join
)
LINES = st.one_of(
    st.builds("{} {}".format, NAMES, WORDS),
    st.builds("{} {} \\".format, NAMES, WORDS),
    st.builds("  {} {} `  ".format, NAMES, WORDS),
    st.builds("RUN cat <<EOF {}\n{}\nEOF".format, WORDS, WORDS),
    st.builds("COPY <<-'A' <<B /x\n{}\n\tA\n{}\nB".format, WORDS, WORDS),
    st.builds("FROM scratch AS {}".format, st.sampled_from(["a", "B", "stage"])),
    st.builds("# {}={}".format, st.sampled_from(["syntax", "escape", "check", "other"]), WORDS),
    st.sampled_from(
        ["FROM alpine", "FROM stage", "EOF", "", "  ", "# comment", "  # 주석", "\\", "ARG A=1", "ENV A=$A"]
    ),
    st.builds("ONBUILD {} {}".format, NAMES, WORDS),
    WORDS,
)
DOCKERFILES = st.one_of(
    st.text(max_size=80),
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["", "", "\ufeff", "# escape=`\n", "FROM scratch\n"]),
        st.lists(LINES, max_size=12).map("\n".join),
        st.sampled_from(["", "\n", "\r\n"]),
    ),
    st.lists(LINES, max_size=8).map("\r\n".join),
)


def words_of(instruction: Instruction) -> list[Word]:
    words = [instruction.keyword, instruction.arguments, *(flag.word for flag in instruction.flags)]
    words += [*instruction.words, *(pair.word for pair in instruction.pairs)]
    return words + (words_of(instruction.trigger) if instruction.trigger else [])


def parsed(source: str) -> Dockerfile | None:
    return analyze(source, allow_fragment=True).dockerfile


@EXAMPLES
@given(DOCKERFILES)
def test_any_text_is_analyzed(source: str) -> None:
    for allow_fragment in (False, True):
        analysis = analyze(source, allow_fragment=allow_fragment)
        assert (analysis.build is None) == (analysis.error is not None)
        assert analysis.source == source
        check_places(analysis)


def check_places(analysis: Analysis) -> None:
    """Check that warnings and errors name lines that there are."""
    count = len(analysis.source.split("\n"))
    for check in analysis.checks:
        assert all(1 <= line <= count for line in check.lines)
        assert check.lines
    if analysis.error:
        assert all(0 <= line <= count for line in analysis.error.lines)
        assert (
            analysis.error.span is None
            or 1 <= analysis.error.span.line <= analysis.error.span.end_line <= count
        )


@EXAMPLES
@given(DOCKERFILES)
def test_every_word_stands_where_its_span_says(source: str) -> None:
    dockerfile = parsed(source)
    for instruction in dockerfile.instructions if dockerfile else ():
        for word in words_of(instruction):
            check_word(word, dockerfile)


def check_word(word: Word, dockerfile: Dockerfile | None) -> None:
    assert dockerfile
    span = word.span
    assert 1 <= span.line <= span.end_line <= len(dockerfile.lines)
    first, last = dockerfile.lines[span.line - 1], dockerfile.lines[span.end_line - 1]
    assert 1 <= span.column <= len(first) + 1
    assert span.column <= span.end_column or span.line < span.end_line
    assert 1 <= span.end_column <= len(last) + 1
    if span.line == span.end_line:
        assert first[span.column - 1 : span.end_column - 1] == word.origin.text[word.start : word.end]


@EXAMPLES
@given(DOCKERFILES)
def test_words_are_kept_as_written(source: str) -> None:
    dockerfile = parsed(source)
    for instruction in dockerfile.instructions if dockerfile else ():
        if instruction.form is Form.EXEC or instruction.trigger:
            continue
        if instruction.name == "HEALTHCHECK" and not instruction.arguments.text.isascii():
            continue  # Docker cuts its type at a byte, within a letter
        for word in (instruction.keyword, instruction.arguments, *instruction.words):
            written = word.origin.text[word.start : word.end]
            # a lone escape at the very end of a word vanishes
            assert word.text == written or word.text + "\\" == written or word.text + "`" == written


@EXAMPLES
@given(DOCKERFILES)
def test_every_line_has_one_owner(source: str) -> None:
    try:
        dockerfile = parse_dockerfile(source)
    except DockerfileError:  # what is refused has no lines to own
        return
    owned = [range(one.line, one.end_line + 1) for one in dockerfile.instructions]
    assert all(before[-1] < after[0] for before, after in pairwise(owned))
    within = set(chain.from_iterable(owned))
    outside = {comment.line for comment in dockerfile.comments} | {
        one.span.line for one in dockerfile.directives
    }
    for number, line in enumerate(dockerfile.lines, 1):
        is_blank = not line.removeprefix("\ufeff").strip("\t\n\v\f\r \x85\xa0\u3000") or line.isspace()
        assert number in within or number in outside or is_blank


@EXAMPLES
@given(DOCKERFILES)
def test_the_lines_make_the_source(source: str) -> None:
    dockerfile = parsed(source)
    if not dockerfile:
        return
    assert dockerfile.source == source
    lines = source.split("\n")
    ends = [line[len(line.rstrip("\r")) :] for line in lines]
    kept = [*dockerfile.lines, *[""] * (len(lines) - len(dockerfile.lines))]
    again = "\n".join(line + end for line, end in zip(kept, ends, strict=True))
    assert again.encode("utf-8", "surrogatepass") == source.encode("utf-8", "surrogatepass")


@EXAMPLES
@given(DOCKERFILES)
def test_line_ends_do_not_matter(source: str) -> None:
    plain = source.replace("\r", "")
    one, other = analyze(plain), analyze(plain.replace("\n", "\r\n"))
    assert (one.error and one.error.message) == (other.error and other.error.message) or "<<" in plain
    if one.build and other.build and "<<" not in plain:
        assert [entry.created_by for entry in one.build.history] == [
            entry.created_by for entry in other.build.history
        ]


@pytest.mark.parametrize(
    "source", ["\n", "\r", "\0", "\ufeff", "\ud800", "\\", "#", "<<", "FROM \ud800", "ENV \0=\0"]
)
def test_short_texts(source: str) -> None:
    check_places(analyze(source, allow_fragment=True))
