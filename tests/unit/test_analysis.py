"""What `analyze` takes and gives: targets, arguments, base images known and unknown, fragments."""

import gc
import weakref

import pytest

from dockerlayers.analysis import Analysis, analyze
from dockerlayers.model.health import Health
from dockerlayers.model.images import DEFAULT_PATH, BaseImage, read_image
from dockerlayers.model.references import parse_platform
from dockerlayers.model.steps import Arg, Expose, User, Workdir
from dockerlayers.model.types import Build, Effect, ImageConfig


def build(source: str, **options: object) -> Build:
    analysis = analyze(source, **options)  # type: ignore[arg-type]  # the tests' own keywords
    assert analysis.build, analysis.error
    return analysis.build


def history(built: Build) -> list[str]:
    return [entry.created_by for entry in built.history]


def rules(analysis: Analysis) -> list[str]:
    return [check.rule for check in analysis.checks]


DOCUMENT = {
    "author": "누구",
    "os": "linux",
    "architecture": "arm64",
    "config": {
        "User": "app",
        "ExposedPorts": {"80/tcp": {}},
        "Env": ["PATH=/bin", "EMPTY=", "BARE"],
        "Entrypoint": ["/e"],
        "Cmd": ["c"],
        "Volumes": {"/v": {}},
        "WorkingDir": "/w",
        "Labels": {"a": "1"},
        "StopSignal": "SIGINT",
        "Shell": ["/bin/ash", "-c"],
        "Healthcheck": {"Test": ["CMD", "x"], "Interval": 5, "Timeout": 4, "StartPeriod": 3, "Retries": 2},
        "OnBuild": ["RUN true"],
    },
    "history": [{"created_by": "ADD x", "comment": "c"}, {"created_by": 'CMD ["c"]', "empty_layer": True}],
}


def test_reads_an_image_config() -> None:
    image = read_image(DOCUMENT)
    assert image.config.env == (("PATH", "/bin"), ("EMPTY", ""), ("BARE", ""))
    assert (image.config.entrypoint, image.config.cmd) == (("/e",), ("c",))
    health = image.config.healthcheck
    assert health
    assert (health.test, health.interval, health.timeout, health.start_period) == (("CMD", "x"), 5, 4, 3)
    assert (health.start_interval, health.retries) == (0, 2)
    assert [(entry.created_by, entry.empty_layer) for entry in image.history] == [
        ("ADD x", False),
        ('CMD ["c"]', True),
    ]
    assert (image.author, image.os, image.architecture, image.is_known) == ("누구", "linux", "arm64", True)


def test_reads_an_image_config_with_nothing_in_it() -> None:
    image = read_image({"config": {"Healthcheck": {"Test": ["NONE"]}}, "history": [{}]})
    assert image.config == ImageConfig(healthcheck=image.config.healthcheck)
    health = image.config.healthcheck
    assert health
    assert vars(health) == vars(Health(test=("NONE",)))
    assert [(entry.created_by, entry.empty_layer) for entry in image.history] == [("", False)]
    assert (image.author, image.os, image.architecture) == ("", "linux", "")
    assert read_image({}).config == ImageConfig()


def test_takes_over_what_a_base_image_has() -> None:
    image = read_image({**DOCUMENT, "config": {**DOCUMENT["config"], "OnBuild": []}})  # type: ignore[dict-item]
    built = build("FROM app\n", images={"app:latest": image})
    assert built.config == image.config
    assert (built.history, built.author, built.base_is_known) == (image.history, "누구", True)


def test_a_star_stands_for_any_other_image() -> None:
    one, other = (BaseImage(config=ImageConfig(user=name)) for name in ("one", "other"))
    images = {"alpine:3": one, "*": other}
    assert build("FROM alpine:3\n", images=images).config.user == "one"
    assert build("FROM alpine\n", images=images).config.user == "other"


def test_path_is_set_where_a_known_image_has_none() -> None:
    images = {"*": BaseImage(config=ImageConfig(env=(("A", "1"),)))}
    assert build("FROM a\n", images=images).config.env == (("A", "1"), ("PATH", DEFAULT_PATH))
    assert build("FROM scratch\n").config.env == (("PATH", DEFAULT_PATH),)


def test_windows_has_another_shell() -> None:
    images = {"*": BaseImage(config=ImageConfig(), os="windows")}
    built = build("FROM nanoserver\nRUN dir\nRUN <<EOF\n#!x\nEOF\n", images=images)
    assert history(built) == ["RUN cmd /S /C dir # buildkit", "RUN cmd /S /C #!x\n # buildkit"]


def test_an_unknown_base_leaves_open_what_it_brings() -> None:
    source = (
        "FROM python\nENV PATH=/app:$PATH A=${B:-c}\nWORKDIR sub\nEXPOSE $PORT 80\nUSER $USER\n"
        "ARG X\nLABEL x=[$X] y=$X$Y\nCOPY --chmod=$MODE a b\n"
    )
    analysis = analyze(source)
    assert analysis.build
    assert not analysis.build.base_is_known
    assert history(analysis.build) == [
        "ENV PATH=/app:$PATH A=${B:-c}",
        "EXPOSE [80/tcp]",
        "USER $USER",
        "ARG X",
        "LABEL x=[] y=$Y",
        "COPY --chmod=$MODE a b # buildkit",
    ]
    assert [step.does for step in analysis.build.stages[0].steps[1:3]] == [
        Workdir("sub", "sub", is_first=True, is_relative=True),
        Expose(written=("$PORT", "80"), ports=("80/tcp",)),
    ]
    assert analysis.build.stages[0].layer_count == 2
    assert rules(analysis) == ["WorkdirRelativePath"]
    assert analysis.build.config.working_dir == ""


def test_an_unknown_base_is_open_for_the_stages_on_it() -> None:
    analysis = analyze("FROM python AS a\nFROM a\nLABEL a=$B\nWORKDIR /x\nWORKDIR y\n")
    assert analysis.build
    assert not analysis.build.base_is_known
    assert history(analysis.build) == ["LABEL a=$B", "WORKDIR /x", "WORKDIR /x/y"]
    assert rules(analysis) == []


def test_mount_targets_are_left_open_on_an_unknown_base() -> None:
    # relative to a working directory that nobody knows: it may not be `/`
    assert analyze("FROM a\nRUN --mount=type=tmpfs,target=. x\n").error is None
    error = analyze("FROM a\nRUN --mount=type=tmpfs,target=/ x\n").error
    assert error
    assert error.message == 'invalid mount target "/"'


def test_the_target_is_built_and_what_it_needs() -> None:
    source = (
        "FROM scratch AS One\nFROM scratch AS two\nFROM one AS three\nCOPY --from=TWO /a /b\n"
        "FROM scratch AS four\nRUN --mount=from=alpine,target=/x true\n"
    )
    built = build(source, target="THREE")
    assert [stage.name for stage in built.stages] == ["one", "two", "three", "four"]
    assert [stage.is_built for stage in built.stages] == [True, True, True, False]
    assert [stage.is_in_image for stage in built.stages] == [True, False, True, False]
    assert [stage.base_stage for stage in built.stages] == [None, None, 0, None]
    assert built.target == 2
    assert built.stages[2].steps[0].source_stages == (1,)
    assert history(built) == ["COPY /a /b # buildkit"]
    last = build(source)
    assert (last.target, last.stages[3].steps[0].source_stages) == (3, ())


def test_an_error_in_a_stage_that_is_not_needed_is_none() -> None:
    source = "FROM scratch AS bad\nSTOPSIGNAL NONE\nFROM bad\nUSER a\nFROM scratch AS good\nUSER b\n"
    assert build(source).config.user == "b"
    error = analyze(source, target="bad").error
    assert error
    assert error.message == "invalid signal: NONE"


def test_a_stage_on_one_with_an_error_has_the_error() -> None:
    analysis = analyze("FROM scratch AS bad\nSTOPSIGNAL NONE\nFROM bad\nUSER a\n")
    assert analysis.build is None
    assert analysis.error
    assert analysis.error.lines == (2,)


def test_build_arguments_win_over_defaults() -> None:
    source = "ARG TAG=1\nFROM scratch AS v$TAG\nARG TAG\nARG A=a\nARG B=$A-b C\nENV E=$TAG$A$B$C\nRUN true\n"
    assert analyze(source).error is not None  # a name is not expanded
    source = source.replace("v$TAG", "v1")
    assert history(build(source))[-2:] == [
        "ENV E=1aa-b",
        "RUN |4 TAG=1 A=a B=a-b C= /bin/sh -c true # buildkit",
    ]
    built = build(source, build_args={"TAG": "2", "B": "$A", "C": "c", "UNUSED": "x"})
    assert history(built)[:3] == ["ARG TAG=2", "ARG A=a", "ARG B=$A C=c"]
    assert history(built)[3] == "ENV E=2a$Ac"


def test_global_arguments_are_told() -> None:
    built = build("ARG A=1 B\nARG C=$A-${B:-x}\nFROM scratch\n", build_args={"B": "b"})
    assert [step.does for step in built.global_args] == [
        Arg((("A", "1"), ("B", "b"))),
        Arg((("C", "1-b"),)),
    ]
    assert [step.effect for step in built.global_args] == [Effect.NOTHING, Effect.NOTHING]
    assert built.global_args[1].variables == (("A", "1"), ("B", "b"))


def test_automatic_arguments_follow_the_platform_and_the_target() -> None:
    names = (
        "BUILDPLATFORM BUILDARCH TARGETPLATFORM TARGETOS TARGETARCH TARGETVARIANT TARGETSTAGE TARGETOSVERSION"
    )
    source = f"FROM scratch AS one\nARG {names}\nFROM one AS two\n"
    assert history(build(source, platform=parse_platform("linux/arm/v7")))[0] == (
        "ARG BUILDPLATFORM=linux/amd64 BUILDARCH=amd64 TARGETPLATFORM=linux/arm/v7 TARGETOS=linux"
        " TARGETARCH=arm TARGETVARIANT=v7 TARGETSTAGE=two TARGETOSVERSION="
    )
    assert "TARGETSTAGE=one" in history(build(source, target="one"))[0]
    assert "TARGETSTAGE=default" in history(build(f"FROM scratch\nARG {names}\n"))[0]
    assert "TARGETARCH=mine" in history(build(source, build_args={"TARGETARCH": "mine"}))[0]


def test_arguments_that_buildkit_keeps_for_itself() -> None:
    analysis = analyze("FROM scratch\nARG BUILDKIT_SBOM_SCAN_STAGE=true\nENV A=$BUILDKIT_SBOM_SCAN_STAGE\n")
    assert analysis.build
    assert history(analysis.build) == ["ARG BUILDKIT_SBOM_SCAN_STAGE=true", "ENV A="]
    assert analysis.checks == ()


def test_labels_of_the_command_line_leave_no_history() -> None:
    built = build("FROM scratch\nLABEL a=1 b=2\n", labels={"b": "3", "c": "4"})
    assert built.config.labels == (("a", "1"), ("b", "3"), ("c", "4"))
    assert history(built) == ["LABEL a=1 b=2"]


FRAGMENT = "WORKDIR app\nARG A=1\nCOPY /a b\nRUN make $A\nENV P=$P\n"


def test_a_fragment_is_a_part_of_a_stage() -> None:
    analysis = analyze(FRAGMENT, allow_fragment=True)
    assert analysis.build
    assert analysis.build.is_fragment
    [stage] = analysis.build.stages
    assert (stage.instruction, stage.base, stage.name, stage.base_stage) == (None, None, None, None)
    assert (stage.is_built, stage.is_in_image, stage.layer_count) == (True, True, 3)
    assert history(analysis.build) == [
        "ARG A=1",
        "COPY /a b # buildkit",
        "RUN |1 A=1 /bin/sh -c make $A # buildkit",
        "ENV P=$P",
    ]
    assert analysis.build.global_args == ()
    assert rules(analysis) == ["WorkdirRelativePath"]


def test_a_fragment_is_refused_where_none_is_asked_for() -> None:
    error = analyze(FRAGMENT).error
    assert error
    assert error.message == "no build stage in current context"


def test_a_fragment_of_arguments_alone() -> None:
    built = build("ARG A=1\n", allow_fragment=True)
    assert history(built) == ["ARG A=1"]


def test_a_whole_dockerfile_is_no_fragment() -> None:
    assert not build("ARG A=1\nFROM scratch\n", allow_fragment=True).is_fragment


def test_a_fragment_may_be_wrong() -> None:
    analysis = analyze("STOPSIGNAL x\n", allow_fragment=True)
    assert analysis.error
    assert analysis.error.message == "invalid signal: x"


def test_a_fragment_may_leave_lines_out() -> None:
    source = "FROM app\n...\nUSER $A\n\u2026\n"
    images = {"*": BaseImage(config=ImageConfig())}
    analysis = analyze(source, allow_fragment=True, images=images)
    assert analysis.build
    assert (history(analysis.build), analysis.build.base_is_known) == (["USER $A"], False)
    assert analyze("... USER a\n", allow_fragment=True).error is not None
    assert analyze(source).error is not None


def test_what_could_be_parsed_is_kept_with_an_error() -> None:
    parsed = analyze("# check=foo\nFROM a\n")
    assert parsed.dockerfile
    assert [instruction.name for instruction in parsed.dockerfile.instructions] == ["FROM"]
    unparsed = analyze("FROM a\nENV A\n")
    assert unparsed.dockerfile is None
    assert unparsed.source == "FROM a\nENV A\n"


@pytest.mark.parametrize(
    ("source", "refused"),
    [("FROM 0\n", True), ("FROM scratch AS a\nFROM 0\nFROM a\n", False), ("FROM 0/a\n", False)],
)
def test_no_image_has_a_name_of_one_character(source: str, refused: bool) -> None:
    assert (analyze(source).error is not None) == refused


TRIGGERS = {"*": BaseImage(config=ImageConfig(on_build=("COPY --from=tools /a /b", "RUN <<EOF\ntrue\nEOF")))}


def test_triggers_of_a_base_image_run_behind_from() -> None:
    source = "FROM scratch AS tools\nFROM app\nUSER a\n"
    built = build(source, images=TRIGGERS)
    assert history(built) == ["COPY /a /b # buildkit", "RUN /bin/sh -c true\n # buildkit", "USER a"]
    steps = built.stages[1].steps
    assert [step.is_onbuild for step in steps] == [True, True, False]
    assert [step.instruction.line for step in steps] == [2, 2, 3]
    assert (steps[0].source_stages, built.stages[0].is_built) == ((0,), True)
    assert built.config.on_build == ()


def test_a_trigger_that_is_two_instructions() -> None:
    images = {"*": BaseImage(config=ImageConfig(on_build=("USER a\nUSER b",)))}
    error = analyze("FROM app\n", images=images).error
    assert error
    assert (error.message, error.lines) == ("onbuild trigger should be a single expression", (1,))


def test_triggers_do_not_reach_grandchildren() -> None:
    source = "FROM scratch AS a\nONBUILD USER $U\nFROM a AS b\nUSER x\nFROM b\nRUN true\n"
    built = build(source)
    assert history(built) == ["USER ", "USER x", "RUN /bin/sh -c true # buildkit"]
    assert [len(stage.steps) for stage in built.stages] == [1, 2, 1]
    assert build(source, target="a").config.on_build == ("USER $U",)


def test_a_trigger_brings_a_stage_in_whose_base_has_triggers() -> None:
    source = (
        "FROM scratch AS tools\nONBUILD USER t\nFROM tools AS made\nFROM scratch AS base\n"
        "ONBUILD COPY --from=made /a /b\nFROM base\n"
    )
    built = build(source)
    assert [stage.is_built for stage in built.stages] == [True, True, True, True]
    assert [step.does for step in built.stages[1].steps] == [User("t")]


def test_images_that_copy_names_are_no_stages() -> None:
    built = build("FROM scratch\nCOPY --from=nginx:1 /a /b\nCOPY --from=nginx:1 /c /d\n")
    assert len(built.stages) == 1
    assert [step.source_stages for step in built.stages[0].steps] == [(), ()]


def test_a_platform_is_told() -> None:
    built = build("FROM --platform=$BUILDPLATFORM scratch AS a\nFROM --platform= scratch\n")
    assert [stage.platform for stage in built.stages] == ["linux/amd64", None]


def test_nothing_of_a_file_is_kept_behind_its_analysis() -> None:
    analysis = analyze("FROM debian\nRUN apt-get update && apt-get install curl\n")
    assert analysis.practices
    survey = weakref.ref(vars(analysis)["_survey"])
    del analysis
    gc.collect()
    assert survey() is None
