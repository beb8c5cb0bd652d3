"""What BuildKit says at the edges: directives, order of errors and checks, platforms, the build's time."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dockerlayers.analysis import Analysis, analyze
from dockerlayers.model.context import BuildContext
from dockerlayers.model.dockerignore import parse_dockerignore
from dockerlayers.model.images import BaseImage, read_image
from dockerlayers.model.references import Platform
from dockerlayers.render.document import to_document
from dockerlayers.syntax.nodes import LogicalLine, Stretch
from dockerlayers.syntax.parser import find_check_directive

BUSYBOX = {"os": "linux", "architecture": "amd64", "config": {"Env": ["PATH=/bin"]}, "history": [{}]}
IMAGES = {
    "busybox:latest": read_image(BUSYBOX),
    "arm:latest": read_image({**BUSYBOX, "architecture": "arm64", "variant": "v8"}),
    "win:latest": read_image({**BUSYBOX, "os": "windows", "config": {"WorkingDir": "/old"}}),
    "hollow:latest": read_image({"os": "windows", "architecture": "amd64"}),
    "untold:latest": read_image({"os": "windows", "history": [{}]}),
}


def run(
    source: str, build_args: Mapping[str, str] | None = None, images: Mapping[str, BaseImage] = IMAGES
) -> Analysis:
    return analyze(source, build_args=build_args, images=images)


def said(analysis: Analysis) -> list[str]:
    """Write the checks, each with its first line, then what ends the build and what ends the checks."""
    document = to_document(analysis)
    found = [f"{check.lines[0] if check.lines else '-'} {check.rule}" for check in analysis.checks]
    return found + [f"{name}: {document[name]}" for name in ("error", "check_error") if name in document]


LEGACY = "FROM busybox\nENV a b\nCMD x\n"
BOTH = ["LegacyKeyValueFormat", "JSONArgsRecommended"]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("# check=skip=LegacyKeyValueFormat", BOTH[1:]),
        ("# check=skip=LegacyKeyValueFormat // why", BOTH[1:]),
        ("# check=skip=LegacyKeyValueFormat, JSONArgsRecommended", BOTH[1:]),
        ("# check=skip=LegacyKeyValueFormat,JSONArgsRecommended", []),
        ("# check=skip=LegacyKeyValueFormat,\tJSONArgsRecommended", []),
        ("#check=skip=all # why", []),
        ("\ufeff# check = skip=all", []),
        ("#!/usr/bin/env docker\n# check=skip=all", []),
        ("#!x\n#!y\n# check=skip=all", BOTH),
        (" # check=skip=all", BOTH),
        ("# why\n# check=skip=all", BOTH),
        ("# syntax=a/b\n# CHECK=skip=all", []),
        ("# other=1\n# check=skip=all", BOTH),
    ],
)
def test_check_directive(head: str, expected: list[str]) -> None:
    assert [check.rule for check in run(f"{head}\n{LEGACY}").checks] == expected


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("# check=foo", 'invalid check option "foo"'),
        ("# check=;", 'invalid check option ""'),
        ("# check=error=true; skip=all", 'invalid check option ""'),
        (
            "# check=error=maybe",
            'failed to parse check option "error=maybe": strconv.ParseBool: parsing "maybe"',
        ),
    ],
)
def test_bad_check_directive_wins_over_what_cannot_be_read(head: str, message: str) -> None:
    analysis = run(f"{head}\nFROM a\nENV a\n")
    assert analysis.error
    assert analysis.error.engine_text.startswith(f"failed to parse check options: {message}")
    assert analysis.error.span
    assert analysis.error.lines == ()
    assert run(f"{head}\nFROM a\n").dockerfile


def test_empty_file_wins_over_all() -> None:
    assert said(run("")) == ["error: the Dockerfile cannot be empty"]


def test_repeated_directive_ends_them_for_the_checks() -> None:
    source = f"# syntax=a\n# syntax=b\n# check=foo\n{LEGACY}"
    assert said(run(source)) == ["error: only one syntax parser directive can be used"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(
            "# check=error=true\nFROM busybox\nENV a b\n",
            ["3 LegacyKeyValueFormat", "error: lint violation found for rules: LegacyKeyValueFormat"],
            id="a violation ends both",
        ),
        pytest.param(
            "# check=error=true\nFROM busybox\nENV a b\nFROM busybox\n",
            ["3 LegacyKeyValueFormat", "check_error: lint violation found for rules: LegacyKeyValueFormat"],
            id="a violation where nobody needs it ends the checks",
        ),
        pytest.param(
            "FROM busybox\nSTOPSIGNAL x\nFROM busybox\nENV a b\n",
            ["check_error: invalid signal: x"],
            id="an error in a stage that is not needed ends the checks",
        ),
        pytest.param(
            "FROM busybox\nSTOPSIGNAL x\nFROM busybox\nSTOPSIGNAL y\n",
            ["error: invalid signal: y", "check_error: invalid signal: x"],
            id="the first error ends the checks, the needed one the build",
        ),
        pytest.param(
            "# check=error=true\nFROM busybox\nENV a b\nSTOPSIGNAL x\n",
            ["3 LegacyKeyValueFormat", "error: invalid signal: x"],
            id="an error wins over a violation",
        ),
        pytest.param(
            "FROM busybox\nRUN []\nCMD a\n",
            ["3 JSONArgsRecommended", "error: failed to marshal LLB definition: arguments are required"],
            id="a RUN of nothing is seen last",
        ),
        pytest.param("FROM busybox\nRUN []\nFROM busybox\n", [], id="a RUN of nothing that is not needed"),
        pytest.param(
            "FROM busybox\nARG API_KEY=1 KEY=${X:?} TOKEN=1\n",
            [
                "2 UndefinedVar",
                "2 SecretsUsedInArgOrEnv",
                "2 SecretsUsedInArgOrEnv",
                'error: failed to process "${X:?}": X: is not allowed to be unset',
            ],
            id="ARG up to its fault",
        ),
        pytest.param(
            "FROM busybox\nEXPOSE 1.2.3.4::1 80/TCP 9:b 9:c\n",
            [
                "2 ExposeInvalidFormat",
                "2 ExposeProtoCasing",
                "2 ExposeInvalidFormat",
                "error: invalid containerPort: b",
            ],
            id="EXPOSE up to its fault",
        ),
        pytest.param(
            "FROM busybox\nENV a ${}\n",
            ['error: failed to process "${}": syntax error: bad substitution'],
            id="ENV is expanded before it is looked at",
        ),
        pytest.param(
            "FROM busybox\nEXPOSE $A ${A:\n",
            ["error: failed to process \"${A:\": syntax error: missing '}'"],
            id="EXPOSE tells of no undefined variables",
        ),
    ],
)
def test_order_of_checks_and_errors(source: str, expected: list[str]) -> None:
    assert said(run(source)) == expected


def test_a_target_limits_the_checks() -> None:
    source = "FROM busybox AS a\nSTOPSIGNAL x\nFROM arm AS b\n"
    assert said(analyze(source, target="b", images=IMAGES)) == ["3 InvalidBaseImagePlatform"]


def test_copied_files_are_checked_up_to_a_bad_source() -> None:
    context = BuildContext(files={}, ignore=parse_dockerignore("a\nb\n"))
    source = "FROM busybox\nADD a https://h/r.git?x=1 b /d/\n"
    assert said(analyze(source, images=IMAGES, context=context)) == [
        "2 CopyIgnoredFile",
        'error: unexpected query "x"',
    ]
    assert said(analyze(source.replace("ADD", "ADD --chmod=9"), images=IMAGES, context=context)) == [
        "error: invalid chmod parameter: '9'. it should be octal string and between 0 and 07777"
    ]


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("ADD --checksum=md5:a https://h/x /", "unsupported digest algorithm"),
        ("ADD --checksum=sha256:a https://h/x /", "invalid checksum digest length"),
        ("ADD --checksum=a https://h/r.git?checksum=b /", 'checksum mismatch "a" != "b"'),
        ("ADD --checksum=a https://h/r.git?checksum=a /", None),
        ("ADD --checksum=a https://h/r.git /", None),
        ("ADD --checksum=a github.com/a/b /", None),
        ("ADD --checksum=a x /", "checksum requires HTTP(S) or Git sources"),
        ("ADD --checksum=a https://h/r.git?x=1 /", 'unexpected query "x"'),
        ("ADD --checksum=a a b /", "checksum can't be specified for multiple sources"),
        (
            "ADD --keep-git-dir https://h/r.git?keep-git-dir=false /",
            "inconsistent keep-git-dir configuration",
        ),
        ("ADD --keep-git-dir=false https://h/r.git?keep-git-dir=0 /", None),
        ("COPY github.com/a/b?x=1 /", 'unexpected query "x"'),
        ("COPY https://h/r.git /", "source can't be a git ref for COPY"),
        ("COPY https://h/r /", "source can't be a URL for COPY"),
        (
            "RUN --device=a true",
            "device feature is only supported in Dockerfile frontend 1.14.0-labs or later",
        ),
        ("RUN --device=a --mount=target=/ true", 'invalid mount target "/"'),
        ("RUN --device true", "dockerfile parse error on line 2: missing a value on flag: --device"),
        (
            "RUN --network=x --security=y --mount=a=b, --device=a,b true",
            "dockerfile parse error on line 2: invalid field 'b' must be a key=value pair",
        ),
        ("RUN --network=x --security=y true", 'dockerfile parse error on line 2: invalid network mode "x"'),
        ('VOLUME [" /a ", "b\\n"]', None),
        ('VOLUME [" "]', "dockerfile parse error on line 2: VOLUME specified can not be an empty string"),
    ],
)
def test_values_of_flags(line: str, error: str | None) -> None:
    analysis = run(f"FROM busybox\n{line}\n")
    assert (analysis.error.engine_text if analysis.error else None) == error


def test_device_where_nobody_needs_it() -> None:
    analysis = run("FROM busybox\nRUN --device=a true\nFROM busybox\n")
    assert analysis.build
    assert analysis.check_error


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("FROM --platform=windows/amd64 busybox\n", ["linux/amd64", "windows/amd64"]),
        ("FROM arm\n", ["linux/arm64", "linux/amd64"]),
        ("FROM --platform=linux/arm64 arm\n", []),
        ("FROM scratch\nCOPY --from=arm /a /\n", ["linux/arm64", "linux/amd64"]),
        ("FROM scratch\nRUN --mount=from=win,target=/m x\n", ["windows/amd64", "linux/amd64"]),
        ("FROM hollow\n", []),
        ("FROM untold\n", []),
        ("FROM unknown\n", []),
        ("FROM --platform=windows/amd64 scratch\n", []),
        ("# check=skip=InvalidBaseImagePlatform\nFROM arm\n", []),
    ],
)
def test_platform_of_an_image_that_is_known(source: str, expected: list[str]) -> None:
    found = [one.facts for one in run(source).checks if one.rule == "InvalidBaseImagePlatform"]
    assert [[one["found"], one["expected"]] for one in found] == ([expected] if expected else [])


def test_image_that_stands_for_any_has_no_platform() -> None:
    assert (
        said(analyze("FROM --platform=linux/arm64 x AS arm64\n", images={"*": IMAGES["busybox:latest"]}))
        == []
    )


def test_windows() -> None:
    source = (
        "# escape=`\nFROM --platform=$BUILDPLATFORM win AS lin\nWORKDIR a\nCMD x\n"
        "FROM --platform=windows/amd64 win AS windows\nWORKDIR C:\\x\nWORKDIR y\nRUN dir\nCOPY a D\n"
    )
    build = run(source).build
    assert build
    assert build.config.working_dir == "\\x\\y"
    assert dict(build.config.env) == {}
    assert [one.created_by for one in build.history[1:]] == [
        "WORKDIR /x",
        "WORKDIR /x/y",
        "RUN cmd /S /C dir # buildkit",
        "COPY a D # buildkit",
    ]
    first = build.stages[0]
    assert first.steps[0].created_by == "WORKDIR /old/a"
    assert first.steps[1].created_by == 'CMD ["cmd" "/S" "/C" "x"]'


def test_nothing_on_windows() -> None:
    analysis = analyze("FROM scratch\nRUN x\nWORKDIR b\n", platform=Platform("windows"))
    assert analysis.build
    assert dict(analysis.build.config.env) == {"PATH": "c:\\Windows\\System32;c:\\Windows"}
    assert analysis.build.config.working_dir == "\\b"
    assert [check.rule for check in analysis.checks] == ["WorkdirRelativePath"]


@pytest.mark.parametrize(
    ("line", "checks", "error"),
    [
        ("WORKDIR C:\\app", [], None),
        ("WORKDIR /app", [], None),
        ("WORKDIR \\app", [], None),
        ("WORKDIR app", ["WorkdirRelativePath"], None),
        ("WORKDIR D:\\x", ["WorkdirRelativePath"], "is not on the system drive (C:)"),
        ("COPY a D:\\x", [], "removing drive letter: The specified path is not on the system drive (C:)"),
        ("COPY d:/a x", [], "removing drive letter: removing drive letter: The specified path is not"),
        ("COPY C:/a C:\\x\\", [], None),
        ("RUN --mount=target=C:\\m x", [], None),
        ("RUN --mount=target=C:\\ x", [], None),
        ("RUN --mount=target=/ x", [], 'invalid mount target "/"'),
    ],
)
def test_paths_on_windows(line: str, checks: list[str], error: str | None) -> None:
    analysis = run(f"# escape=`\nFROM --platform=windows/amd64 win AS windows\n{line}\n")
    assert [check.rule for check in analysis.checks] == checks
    assert bool(analysis.error) == bool(error)
    assert (error or "") in (analysis.error.message if analysis.error else "")


EPOCH = "FROM busybox\nARG SOURCE_DATE_EPOCH\nRUN true\n"


@pytest.mark.parametrize(("value", "shown"), [("1700000000", "=1700000000"), ("+007", "=7"), ("context", "")])
@pytest.mark.parametrize("is_given", [True, False])
def test_time_of_the_build(value: str, shown: str, *, is_given: bool) -> None:
    head = "ARG SOURCE_DATE_EPOCH\n" if is_given else f"ARG SOURCE_DATE_EPOCH={value}\n"
    build = run(head + EPOCH, {"SOURCE_DATE_EPOCH": value} if is_given else None).build
    assert build
    assert build.history[1].created_by == f"ARG SOURCE_DATE_EPOCH{shown}"


def test_empty_time_is_none() -> None:
    assert run(f"ARG SOURCE_DATE_EPOCH=\n{EPOCH}", {"SOURCE_DATE_EPOCH": ""}).build


ONE = "SOURCE_DATE_EPOCH stage must contain exactly one remote ADD"


@pytest.mark.parametrize(
    ("stage", "error"),
    [
        ("FROM scratch AS Src\nARG V=1 W\nADD https://h/$V.tar /", None),
        ("FROM scratch AS src\nARG V\nADD --checksum=$V https://h/x.tar /", "invalid checksum digest format"),
        ("FROM scratch AS src\nADD --checksum=1 https://h/r.git /", None),
        ("FROM scratch AS src\nADD --keep-git-dir https://h/r.git /", None),
        ("FROM scratch AS src\nADD https://h/r.git?x=1 /", 'unexpected query "x"'),
        (
            "FROM scratch AS src\nADD a /",
            "SOURCE_DATE_EPOCH stage source must be a single HTTP(S) or Git ADD",
        ),
        ("FROM scratch AS src\nADD a b /", f"{ONE} source"),
        ("FROM scratch AS src\nADD <<E /\nE", f"{ONE} source"),
        ("FROM scratch AS src\nADD https://h/x /\nADD https://h/y /", ONE),
        ("FROM scratch AS src", ONE),
        ("FROM busybox AS src", "SOURCE_DATE_EPOCH stage must use FROM scratch"),
        (
            "FROM ${X:?} AS src",
            'failed to process source stage base name "${X:?}": failed to process "${X:?}": X: is not allowed'
            " to be unset",
        ),
        (
            "FROM scratch AS src\nRun x",
            "SOURCE_DATE_EPOCH stage does not meet source-only requirements: unsupported Run instruction",
        ),
        ("FROM scratch AS other", "invalid SOURCE_DATE_EPOCH: src"),
    ],
)
def test_stage_that_tells_the_time(stage: str, error: str | None) -> None:
    source = f"{stage}\nFROM busybox\nARG SOURCE_DATE_EPOCH\n"
    analysis = run(source, {"SOURCE_DATE_EPOCH": "src", "V": "1"})
    assert (analysis.error.engine_text if analysis.error else None) == error


def test_last_stage_may_tell_the_time() -> None:
    assert run("FROM scratch AS src\nARG X=1\nADD https://h/$X /\n", {"SOURCE_DATE_EPOCH": "src"}).build


def test_port_that_an_unknown_base_may_set_is_not_looked_at() -> None:
    assert said(run("FROM unknown\nEXPOSE $A/foo\n")) == []


def test_fragment_has_no_stage_that_tells_the_time() -> None:
    analysis = analyze("RUN x\n", build_args={"SOURCE_DATE_EPOCH": "src"}, allow_fragment=True)
    assert analysis.error
    assert analysis.error.message == "invalid SOURCE_DATE_EPOCH: src"


def test_file_of_nothing_but_directives() -> None:
    assert said(run("# syntax=a\n")) == ["error: file with no instructions"]


@pytest.mark.parametrize("source", ["", "# escape=`", "#!x\n# syntax=a"])
def test_a_file_of_directives_alone_may_have_none_for_checks(source: str) -> None:
    assert find_check_directive(source) is None


def test_a_stretch_passes_over_a_line_with_nothing_in_it() -> None:
    line = LogicalLine(["RUN a ", "", "b"], [1, 2, 3], 1)
    assert line.stretches(4, 7) == [Stretch(1, 5, 7), Stretch(3, 1, 2)]
    assert LogicalLine(["RUN"], [1], 1).stretches(3, 5) == []
