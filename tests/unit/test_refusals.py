"""What BuildKit refuses: its words for it, the lines that it names, and the word that ours points at."""

from typing import NamedTuple

import pytest

from dockerlayers.analysis import analyze
from dockerlayers.errors import DockerfileError


class Refusal(NamedTuple):
    """A Dockerfile that BuildKit refuses, and the word of it that is at fault."""

    name: str
    source: str
    message: str
    word: str
    hint: str | None = None


def parse_error(message: str, line: int = 2) -> str:
    return f"dockerfile parse error on line {line}: {message}"


def after_from(name: str, instruction: str, message: str, word: str, hint: str | None = None) -> Refusal:
    """Make a case of an instruction that is refused as such, on line 2."""
    text = f"{message} ({hint})" if hint else message
    return Refusal(name, f"FROM scratch\n{instruction}\n", parse_error(text), word, hint)


def in_build(name: str, source: str, message: str, word: str, hint: str | None = None) -> Refusal:
    """Make a case that is refused without the prefix `dockerfile parse error`."""
    return Refusal(name, f"{source}\n", f"{message} ({hint})" if hint else message, word, hint)


def refuse(source: str) -> DockerfileError:
    analysis = analyze(source)
    assert analysis.build is None
    assert analysis.error
    return analysis.error


def word_at_fault(source: str, error: DockerfileError) -> str:
    assert error.span
    assert error.span.line == error.span.end_line
    return source.split("\n")[error.span.line - 1][error.span.column - 1 : error.span.end_column - 1]


TWO_ARGUMENTS = (
    "{} requires at least two arguments, but only one was provided. Destination could not be determined"
)
STRINGS_ONLY = "when using JSON array syntax, arrays must be comprised of strings only"
NO_EQUALS = 'Syntax error - can\'t find = in "{}". Must be of the form: name=value'
NO_SECRET_SOURCE = "invalid secret mount. one of source, target required"
NO_FROM_VARIABLE = (
    "variable expansion is not supported for --from, define a new stage with FROM using ARG from global scope"
    " as a workaround"
)
PLATFORM_PART = 'platform specifier component must match "^[A-Za-z0-9_.-]+$": invalid argument'

LEXER = [
    in_build(
        "a repeated directive", "# escape=\\\n# escape=`", "only one escape parser directive can be used", "`"
    ),
    in_build("another escape token", "# escape=x", "invalid escape token 'x' does not match ` or \\", "x"),
    in_build("ENV with a key alone", "FROM a\nENV A", "ENV must have two arguments", "A"),
    in_build("LABEL with a key alone", "FROM a\nLABEL 키", "LABEL must have two arguments", "키"),
    in_build("a word without =", "FROM a\nENV A=1 B C=2", NO_EQUALS.format("B"), "B"),
    in_build("a blank in a default", "FROM a\nENV A=${V:?a b}", NO_EQUALS.format("b}"), "b}"),
    in_build("a number in a JSON array", 'FROM a\nRUN ["a", 1]', STRINGS_ONLY, '["a", 1]'),
    in_build("an array in a JSON array", 'FROM a\nCOPY [["a"], "b"]', STRINGS_ONLY, '[["a"], "b"]'),
    in_build("an array in ONBUILD", "FROM a\nONBUILD CMD [null]", STRINGS_ONLY, "[null]"),
    in_build("the lexer is first", "FROM a\nRUM true\nENV A", "ENV must have two arguments", "A"),
    in_build("a JSON array of great depth", f"FROM a\nRUN {'[' * 20000}", STRINGS_ONLY, "[" * 20000),
]

INSTRUCTIONS = [
    after_from("unknown", "RUM true", "unknown instruction: RUM", "RUM", "did you mean RUN?"),
    after_from(
        "unknown, lower case", "  copi a b", "unknown instruction: copi", "copi", "did you mean copy?"
    ),
    after_from("unknown, mixed case", "Usr app", "unknown instruction: Usr", "Usr", "did you mean user?"),
    after_from("unknown, nothing near", "DOWNLOAD x", "unknown instruction: DOWNLOAD", "DOWNLOAD"),
    after_from("nothing but an escape", "\\", "unknown instruction: ", ""),
    after_from("ENV alone", "ENV", "ENV requires at least one argument", "ENV"),
    after_from("ENV with a flag", "ENV --a A=b", "unknown flag: --a", "--a"),
    after_from("ENV without a name", "ENV =x", "ENV names can not be blank", "=x"),
    after_from("LABEL without a name", "LABEL a=b =x", "LABEL names can not be blank", "=x"),
    after_from("ARG without a name", "ARG A =x", "ARG names can not be blank", "=x"),
    after_from("ARG alone", "ARG", "ARG requires at least one argument", "ARG"),
    after_from(
        "a flag misspelled", "RUN --mont=x true", "unknown flag: --mont", "--mont=x", "did you mean mount?"
    ),
    after_from("a flag of none", "USER --x app", "unknown flag: --x", "--x"),
    after_from(
        "a flag given twice", "COPY --chown=1 --chown=2 a b", "duplicate flag specified: --chown", "--chown=2"
    ),
    after_from("a flag without a value", "COPY --chown a b", "missing a value on flag: --chown", "--chown"),
    after_from("a list without a value", "RUN --mount true", "missing a value on flag: --mount", "--mount"),
    after_from("a boolean flag with =", "COPY --link= a b", "missing a value on flag: --link", "--link="),
    after_from(
        "a boolean flag with a word",
        "COPY --link=maybe a b",
        "expecting boolean value for flag --link, not: maybe",
        "--link=maybe",
    ),
    after_from("COPY of one", "COPY a", TWO_ARGUMENTS.format("COPY"), "a"),
    after_from("ADD alone", "ADD", TWO_ARGUMENTS.format("ADD"), "ADD"),
    after_from("COPY of a heredoc alone", "COPY <<A\nA", TWO_ARGUMENTS.format("COPY"), "<<A"),
    after_from(
        "a heredoc as destination", "COPY a <<A\nA", "COPY cannot accept a heredoc as a destination", "<<A"
    ),
    after_from("USER alone", "USER", "USER requires exactly one argument", "USER"),
    after_from("WORKDIR alone", "WORKDIR", "WORKDIR requires exactly one argument", "WORKDIR"),
    after_from("STOPSIGNAL alone", "STOPSIGNAL", "STOPSIGNAL requires exactly one argument", "STOPSIGNAL"),
    after_from("MAINTAINER with a flag", "MAINTAINER --a b", "unknown flag: --a", "--a"),
    after_from("VOLUME alone", "VOLUME", "VOLUME requires at least one argument", "VOLUME"),
    after_from("VOLUME of nothing", "VOLUME []", "VOLUME requires at least one argument", "[]"),
    after_from("a blank VOLUME", 'VOLUME ["/a", " "]', "VOLUME specified can not be an empty string", '" "'),
    after_from("EXPOSE alone", "EXPOSE", "EXPOSE requires at least one argument", "EXPOSE"),
    after_from("ONBUILD alone", "ONBUILD", "ONBUILD requires at least one argument", "ONBUILD"),
    after_from(
        "ONBUILD twice",
        "ONBUILD onbuild RUN x",
        "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed",
        "onbuild",
    ),
    after_from(
        "ONBUILD 3,000 times",
        "ONBUILD " * 3000 + "x",
        "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed",
        "ONBUILD",
    ),
    after_from("ONBUILD FROM", "ONBUILD from x", "FROM isn't allowed as an ONBUILD trigger", "from"),
    after_from("SHELL alone", "SHELL", "SHELL requires at least one argument", "SHELL"),
    after_from("SHELL of nothing", "SHELL []", "SHELL requires at least one argument", "[]"),
    after_from(
        "SHELL as text", "SHELL /bin/sh", "SHELL requires the arguments to be in JSON form", "/bin/sh"
    ),
    after_from(
        "HEALTHCHECK alone", "HEALTHCHECK", "HEALTHCHECK requires at least one argument", "HEALTHCHECK"
    ),
    after_from("another type", "HEALTHCHECK CURL x", 'Unknown type "CURL" in HEALTHCHECK (try CMD)', "CURL"),
    after_from("no command", "HEALTHCHECK cmd", "Missing command after HEALTHCHECK CMD", "cmd"),
    after_from("NONE with a command", "HEALTHCHECK NONE x", "HEALTHCHECK NONE takes no arguments", "x"),
    after_from(
        "another network", "RUN --network=bridge x", 'invalid network mode "bridge"', "--network=bridge"
    ),
    after_from(
        "another security", "RUN --security=none x", 'security "none" is not valid', "--security=none"
    ),
    after_from(
        "a mount from a variable",
        "RUN --mount=from=$S,target=/x x",
        "'from' doesn't support variable expansion, define alias stage instead",
        "--mount=from=$S,target=/x",
    ),
]

STAGES = [
    Refusal("FROM alone", "FROM\n", parse_error("FROM requires either one or three arguments", 1), "FROM"),
    Refusal(
        "FROM of two", "FROM a b\n", parse_error("FROM requires either one or three arguments", 1), "a b"
    ),
    Refusal(
        "FROM without AS",
        "FROM a is b\n",
        parse_error("FROM requires either one or three arguments", 1),
        "a is b",
    ),
    Refusal(
        "a name that begins with a digit",
        "FROM a AS 1st\n",
        parse_error(
            'invalid name for build stage: "1st", name can\'t start with a number or contain symbols', 1
        ),
        "1st",
    ),
    in_build("a base of nothing", "FROM ${X}", "base name (${X}) should not be blank", "${X}"),
    in_build(
        "a base with a modifier",
        "FROM ${X^}",
        'failed to process "${X^}": unsupported modifier (^) in substitution',
        "${X^}",
    ),
    in_build(
        "a base in upper case",
        "FROM scratch AS one\nFROM One",
        'failed to parse stage name "One": invalid reference format:'
        " repository name (library/One) must be lowercase",
        "One",
    ),
    in_build(
        "two tags", "FROM a:b:c", 'failed to parse stage name "a:b:c": invalid reference format', "a:b:c"
    ),
    in_build(
        "no platform", "FROM --platform=$X a", "empty platform value from expression $X", "--platform=$X"
    ),
    in_build(
        "a platform with a modifier",
        "FROM --platform=${X^} a",
        'failed to process arguments for platform : failed to process "${X^}":'
        " unsupported modifier (^) in substitution",
        "--platform=${X^}",
    ),
    in_build(
        "a platform of four parts",
        "FROM --platform=a/b/c/d x",
        'failed to parse platform a/b/c/d: "a/b/c/d": cannot parse platform specifier: invalid argument',
        "--platform=a/b/c/d",
    ),
    in_build(
        "an unknown platform",
        "FROM --platform=plan10 x",
        'failed to parse platform plan10: "plan10": unknown operating system or architecture:'
        " invalid argument",
        "--platform=plan10",
    ),
    in_build(
        "a platform with a plus",
        "FROM --platform=linux/a+b x",
        f'failed to parse platform linux/a+b: "a+b" is an invalid component of "linux/a+b": {PLATFORM_PART}',
        "--platform=linux/a+b",
    ),
    in_build(
        "a platform with a star",
        "FROM --platform=linux/* x",
        'failed to parse platform linux/*: "linux/*": wildcards not yet supported: invalid argument',
        "--platform=linux/*",
    ),
    in_build(
        "a global ARG with a modifier",
        "ARG A=${X^}\nFROM a",
        'failed to process "${X^}": unsupported modifier (^) in substitution',
        "A=${X^}",
    ),
    in_build("a stage's number too high", "FROM a\nCOPY --from=3 a b", "invalid stage index 3", "--from=3"),
    in_build("a stage's number below 0", "FROM a\nCOPY --from=-1 a b", "invalid stage index -1", "--from=-1"),
    in_build("--from a variable", "FROM a\nCOPY --from=$S a b", NO_FROM_VARIABLE, "--from=$S"),
    in_build(
        "--from a later stage",
        "FROM scratch AS a\nCOPY --from=b x y\nFROM scratch AS b\nFROM a",
        'cannot copy from stage "b", it needs to be defined before current stage "a"',
        "--from=b",
    ),
    in_build(
        "a trigger that is no instruction",
        "FROM scratch AS a\nONBUILD FOO bar\nFROM a",
        "unknown instruction: FOO",
        "FROM a",
        "did you mean FROM?",
    ),
]

NESTED = f"{'${A:-' * 2000}{'}' * 2000}"
UNEXPECTED_END = "unexpected end of statement while looking for matching"
EVALUATION = [
    # BuildKit has no such limit
    in_build(
        "nested without end", f"FROM a\nENV A={NESTED}", "substitutions are nested too deeply", f"A={NESTED}"
    ),
    in_build(
        "a mount from a later stage",
        "FROM scratch AS a\nRUN --mount=from=b,target=/x c\nFROM scratch AS b\nFROM a",
        'cannot mount from stage "b" to "/x", stage needs to be defined before current command',
        "--mount=from=b,target=/x",
    ),
    in_build(
        "a quote not closed",
        'FROM a\nENV A="b',
        f'failed to process "\\"b": {UNEXPECTED_END} double-quote',
        'A="b',
    ),
    in_build(
        "a single quote not closed",
        "FROM a\nLABEL a='b",
        f'failed to process "\'b": {UNEXPECTED_END} single-quote',
        "a='b",
    ),
    in_build(
        "no name", "FROM a\nENV A=${}", 'failed to process "${}": syntax error: bad substitution', "A=${}"
    ),
    in_build(
        "no brace",
        "FROM a\nENV A=${V",
        'failed to process "${V": unsupported modifier (\ufffd) in substitution',
        "A=${V",
    ),
    in_build("a message", "FROM a\nENV A=${V:?no} B=2", 'failed to process "${V:?no}": V: no', "A=${V:?no}"),
    in_build(
        "no message",
        "FROM a\nWORKDIR ${V?}",
        'failed to process "${V?}": V: is not allowed to be unset',
        "${V?}",
    ),
    in_build(
        "a flag with a modifier",
        "FROM a\nCOPY --chown=${X^} a b",
        'failed to process "${X^}": unsupported modifier (^) in substitution',
        "--chown=${X^}",
    ),
    in_build(
        "a heredoc's body with a modifier",
        "FROM a\nCOPY <<A /x\n${X^}\nA",
        'failed to process "${X^}\\n": unsupported modifier (^) in substitution',
        "${X^}",
    ),
    in_build(
        "a protocol", "FROM a\nEXPOSE 80 80/foo", 'invalid port: "80/foo": invalid proto: foo', "80/foo"
    ),
    in_build("a signal", "FROM a\nSTOPSIGNAL SIGFOO", "invalid signal: SIGFOO", "SIGFOO"),
    in_build(
        "a mode",
        "FROM a\nCOPY --chmod=999 a b",
        "invalid chmod parameter: '999'. it should be octal string and between 0 and 07777",
        "--chmod=999",
    ),
    in_build("COPY of a URL", "FROM a\nCOPY http://a/b /c", "source can't be a URL for COPY", "http://a/b"),
    in_build(
        "COPY of git over SSH", "FROM a\nCOPY git@a.b:c /d", "source can't be a git ref for COPY", "git@a.b:c"
    ),
    in_build(
        "COPY of git over HTTPS",
        "FROM a\nCOPY https://a.b/c.git#v1 /d",
        "source can't be a git ref for COPY",
        "https://a.b/c.git#v1",
    ),
    in_build(
        "a checksum of a file",
        "FROM a\nADD --checksum=sha256:1 a /c",
        "checksum requires HTTP(S) or Git sources",
        "--checksum=sha256:1",
    ),
    in_build(
        "a checksum of two",
        "FROM a\nADD --checksum=sha256:1 a b /c",
        "checksum can't be specified for multiple sources",
        "--checksum=sha256:1",
    ),
    in_build(
        "an unknown mount type",
        "FROM a\nRUN --mount=type=cashe,target=/x x",
        'unsupported mount type "cashe"',
        "--mount=type=cashe,target=/x",
        "did you mean cache?",
    ),
    in_build(
        "a mount over the root",
        "FROM scratch\nRUN --mount=type=cache,target=. x",
        'invalid mount target "/"',
        "--mount=type=cache,target=.",
    ),
    in_build(
        "a secret of nothing", "FROM a\nRUN --mount=type=secret x", NO_SECRET_SOURCE, "--mount=type=secret"
    ),
]


@pytest.mark.parametrize("case", [*LEXER, *INSTRUCTIONS, *STAGES, *EVALUATION], ids=lambda case: case.name)
def test_refuses_as_buildkit_does(case: Refusal) -> None:
    error = refuse(case.source)
    assert error.engine_text == case.message
    assert word_at_fault(case.source, error) == case.word
    assert error.hint == case.hint
    prefix = error.engine_text.removesuffix(f" ({case.hint})").removesuffix(error.message)
    assert prefix in ("", parse_error("", 1), parse_error(""))


# Where no word of the file is at fault, or where the place is not settled: the message and the lines alone.
WITHOUT_A_WORD = {
    "an empty file": ("", "the Dockerfile cannot be empty", ()),
    "comments alone": ("# one\n\n# two\n", "file with no instructions", (3,)),
    "ARG alone": ("ARG A\n", "dockerfile contains no stages to build", ()),
    "RUN before FROM": ("ARG A\nRUN true\nFROM a\n", "no build stage in current context", (2,)),
    "a line too long": (
        f"FROM a\nRUN {'x' * 65532}\nUSER b\n",
        "dockerfile line greater than max allowed size of 65535",
        (1,),
    ),
    "Hangul counts in bytes": (
        f"FROM a\nRUN {'가' * 21845}\n",
        "dockerfile line greater than max allowed size of 65535",
        (1,),
    ),
    "a long line before any instruction": (f"#{'x' * 65535}\nFROM a\n", "file with no instructions", (0,)),
    "a heredoc without its end": ("FROM a\nRUN cat <<EOF\nx\n", "unterminated heredoc", (2, 3)),
    "a second heredoc without its end": (
        "FROM a\nCOPY <<A <<B /x\nA\ny\n",
        "unterminated heredoc",
        (2, 3, 4),
    ),
    "a heredoc cut by a long line": (
        f"FROM a\nRUN cat <<EOF\n{'x' * 65536}\nEOF\n",
        "unterminated heredoc",
        (2,),
    ),
    "a stage that copies from itself": (
        "FROM a\nCOPY --from=0 a b\n",
        "circular dependency detected on stage: stage-0",
        (2,),
    ),
    "two stages that copy from each other": (
        "FROM scratch AS a\nCOPY --from=b x y\nFROM scratch AS b\nRUN --mount=from=a x\n",
        "circular dependency detected on stage: a",
        (2,),
    ),
    "a circle of three, met from outside": (
        "FROM scratch AS a\nCOPY --from=b x y\nFROM scratch AS b\nCOPY --from=c x y\n"
        "FROM scratch AS c\nCOPY --from=b x y\n",
        "circular dependency detected on stage: a",
        (2,),
    ),
    "an image in upper case for --from": (
        "FROM a\nCOPY --from=a.b/C x y\n",
        'failed to parse stage name "a.b/C": invalid reference format: repository name (C) must be lowercase',
        (2,),
    ),
    "an interval without a unit": (
        "FROM a\nHEALTHCHECK --interval=5 CMD x\n",
        parse_error('time: missing unit in duration "5"'),
        (2,),
    ),
    "an interval below 1ms": (
        "FROM a\nHEALTHCHECK --start-period=1us CMD x\n",
        parse_error('Interval "start-period" cannot be less than 1ms'),
        (2,),
    ),
    "retries below 0": (
        "FROM a\nHEALTHCHECK --retries=-1 CMD x\n",
        parse_error("--retries cannot be negative (-1)"),
        (2,),
    ),
    "retries that are no number": (
        "FROM a\nHEALTHCHECK --retries=1.5 CMD x\n",
        parse_error('strconv.ParseInt: parsing "1.5": invalid syntax'),
        (2,),
    ),
    "retries beyond 32 bits": (
        "FROM a\nHEALTHCHECK --retries=2147483648 CMD x\n",
        parse_error('strconv.ParseInt: parsing "2147483648": value out of range'),
        (2,),
    ),
    "a volume of nothing": (
        "FROM scratch\nVOLUME /a $NO\n",
        "VOLUME specified can not be an empty string",
        (2,),
    ),
    "an unknown check option": (
        "# check=foo\nFROM a\n",
        'failed to parse check options: invalid check option "foo"',
        (),
    ),
    "another key in the check options": (
        "# check=skip=all;only=x\nFROM a\n",
        'failed to parse check options: invalid check option "only"',
        (),
    ),
    "a check option that is no boolean": (
        "# check=error=x\nFROM a\n",
        'failed to parse check options: failed to parse check option "error=x":'
        ' strconv.ParseBool: parsing "x": invalid syntax',
        (),
    ),
    "a warning as an error": (
        "# check=error=true\nFROM scratch AS A\n",
        "lint violation found for rules: StageNameCasing",
        (),
    ),
}


@pytest.mark.parametrize("name", WITHOUT_A_WORD)
def test_refuses_the_file(name: str) -> None:
    source, message, lines = WITHOUT_A_WORD[name]
    error = refuse(source)
    assert (error.engine_text, error.lines) == (message, lines)


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("RUN true\nFROM a\n", "RUN"),
        ("FROM a\nHEALTHCHECK --interval=5 CMD x\n", "--interval=5"),
        ("FROM a\nHEALTHCHECK --timeout=5s --retries=x CMD x\n", "--retries=x"),
        ("FROM a\nRUN a && cat <<-'E F' b\nx\n", "<<-'E F'"),
        ("FROM a\nCOPY --chown=1 --from=0 a b\n", "--from=0"),
        (
            "FROM a\nRUN --network=none --mount=from=b true\nFROM a AS b\nCOPY --from=0 a b\n",
            "--mount=from=b",
        ),
        ("FROM a\nCOPY --from=a.b/C x y\n", "--from=a.b/C"),
        ("FROM scratch\nVOLUME /a $NO\n", "$NO"),
        ("# check=bad=1\nFROM a\n", "bad=1"),
    ],
)
def test_points_at_the_word_at_fault(source: str, word: str) -> None:
    span = refuse(source).span
    assert span
    assert source.split("\n")[span.line - 1][span.column - 1 : span.end_column - 1] == word


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("STOPSIGNAL 99999999999999999999", "invalid signal: 99999999999999999999"),
        (f"STOPSIGNAL {'9' * 5000}", f"invalid signal: {'9' * 5000}"),
        (f"EXPOSE {'9' * 5000}", f"invalid containerPort: {'9' * 5000}"),
        ("HEALTHCHECK --retries=-2147483648 CMD x", "--retries cannot be negative (-2147483648)"),
        (
            "HEALTHCHECK --retries=2147483648 CMD x",
            'strconv.ParseInt: parsing "2147483648": value out of range',
        ),
        (f"HEALTHCHECK --interval={'9' * 5000}s CMD x", f'time: invalid duration "{"9" * 5000}s"'),
        (f"RUN --mount=target=/a,uid={'9' * 5000} x", f"invalid value {'9' * 5000} for uid"),
        (
            'COPY a <<"E',
            'failed to process "<<\\"E": unexpected end of statement while looking for matching double-quote',
        ),
        ("ENV A=${A:-'x", "failed to process \"${A:-'x\": syntax error: missing '}'"),
        (
            "FROM --platform=linux/ x",
            'failed to parse platform linux/: "" is an invalid component of "linux/": platform specifier'
            ' component must match "^[A-Za-z0-9_.-]+$": invalid argument',
        ),
        (
            "FROM --platform=(x) x",
            'failed to parse platform (x): "(x)" is an invalid OS component of "(x)": OSAndVersion specifier'
            r' component must match "^([A-Za-z0-9_-]+)(?:\\(([A-Za-z0-9_.%-]*)'
            r'((?:\\+[A-Za-z0-9_.%-]+)*)\\))?$":'
            " invalid argument",
        ),
        (
            "FROM --platform=linux(1%4a+%zz)/amd64 x",
            'failed to parse platform linux(1%4a+%zz)/amd64: "linux(1%4a+%zz)/amd64" has invalid OS features:'
            ' invalid os feature "%zz": invalid URL escape "%zz"',
        ),
        (
            "FROM --platform=linux(%2)/amd64 x",
            'failed to parse platform linux(%2)/amd64: "linux(%2)/amd64" has an invalid OS version "%2":'
            ' invalid URL escape "%2"',
        ),
        ("workdır /x", "unknown instruction: workdır"),
        ("UſER x", "unknown instruction: UſER"),
        ("EXPOSE ::1%eth0:80:80", "invalid IP address: ::1%eth0"),
    ],
)
def test_numbers_and_letters_as_go_has_them(source: str, message: str) -> None:
    error = refuse(f"FROM scratch\n{source}\n")
    assert error.message == message


def test_number_too_large_for_a_stage_is_an_image() -> None:
    number = "9" * 30
    assert analyze(f"FROM scratch\nCOPY --from={number} a b\nRUN cat {number}<<E\nE\n").build


def test_names_every_line_of_the_instruction() -> None:
    error = refuse("FROM a\nENV A=1 \\\n    # why\n\n    B \\\n    C=2\n")
    assert error.lines == (2, 3, 4, 5, 6)
    assert error.span == (5, 5, 5, 6)


def test_names_the_lines_of_the_heredoc() -> None:
    assert refuse("FROM a\nADD --x <<A /b\n하나\nA\n").lines == (2, 3, 4)


def test_a_trigger_is_refused_where_it_runs() -> None:
    source = "FROM scratch AS a\nONBUILD ADD x\nFROM scratch\nFROM a \\\n  AS b\n"
    error = refuse(source)
    assert error.engine_text == TWO_ARGUMENTS.format("ADD")
    assert error.lines == (4, 5)
    assert error.span == (4, 1, 5, 7)


@pytest.mark.parametrize(
    ("target", "hint"), [("buidl", "did you mean build?"), ("0", None), ("stage-2", "did you mean stage-1?")]
)
def test_refuses_an_unknown_target(target: str, hint: str | None) -> None:
    error = analyze("FROM scratch AS build\nFROM scratch\n", target=target).error
    assert error
    message = f'target stage "{target}" could not be found'
    assert error.engine_text == (f"{message} ({hint})" if hint else message)
    assert (error.message, error.hint, error.span) == (message, hint, None)
