"""What a change rebuilds: each rule, as an engine was seen to follow it."""

import pytest

from dockerlayers.analyze import analyze
from dockerlayers.model.changes import ArgumentChange, BaseChange, Change, FileChange, LineChange, Rebuild
from dockerlayers.model.context import BuildContext
from dockerlayers.model.dockerignore import parse_dockerignore
from dockerlayers.model.rebuild import RebuildModel

ONE_STAGE = """\
FROM busybox
ARG UNUSED=1
ENV A=1
ENV B=$A
WORKDIR /app
COPY a.txt .
RUN ["one"]
LABEL x=y
EXPOSE 80
RUN two
COPY $B /b
USER app
WORKDIR /later
CMD ["x"]
"""

STAGES = """\
ARG TAG=1
ARG NAME=busybox:$TAG
FROM $NAME AS base
RUN shared
FROM base AS build
COPY src/ /src/
RUN make
FROM busybox AS other
RUN other
FROM scratch
COPY --from=build /out /out
COPY --from=other /x /x
"""


def ask(source: str, change: Change) -> str:
    """Answer in short: the lines that are rebuilt, then, after a `?`, those that may be."""
    build = analyze(source).build
    assert build
    parts: dict[Rebuild, list[str]] = {Rebuild.REBUILT: [], Rebuild.MAYBE: []}
    for affected in RebuildModel(build).ask(change):
        parts[affected.state] += [str(step.instruction.line) for step in affected.layers]
    maybe = parts[Rebuild.MAYBE]
    return " ".join(parts[Rebuild.REBUILT] + (["?", *maybe] if maybe else []))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param(1, "5 6 7 10 11 13", id="FROM rebuilds all of its stage"),
        pytest.param(2, "7 10 11 13", id="an unused ARG reruns RUN and what is behind it"),
        pytest.param(3, "7 10 11 13", id="ENV reruns the next RUN"),
        pytest.param(5, "5 6 7 10 11 13", id="WORKDIR rebuilds itself and all behind it"),
        pytest.param(6, "6 7 10 11 13", id="COPY rebuilds itself and all behind it"),
        pytest.param(8, "", id="LABEL rebuilds nothing"),
        pytest.param(9, "", id="EXPOSE rebuilds nothing"),
        pytest.param(10, "10 11 13", id="RUN rebuilds itself and all behind it"),
        pytest.param(12, "13", id="USER makes WORKDIR anew, whose owner it is"),
        pytest.param(14, "", id="CMD rebuilds nothing"),
        pytest.param(99, "", id="a line that is none"),
    ],
)
def test_line(line: int, expected: str) -> None:
    assert ask(ONE_STAGE, LineChange(line=line)) == expected


def test_variable_reaches_copy_through_another_one() -> None:
    source = "FROM busybox\nENV A=1\nENV B=$A\nWORKDIR /app\nCOPY $B /b\nCOPY c /c\n"
    assert ask(source, LineChange(line=2)) == "5 6"


def test_env_is_not_part_of_copy_and_workdir() -> None:
    assert ask("FROM busybox\nENV A=1\nWORKDIR /app\nCOPY a /a\n", LineChange(line=2)) == ""


def test_shell_reruns_shell_form_alone() -> None:
    source = 'FROM busybox\nSHELL ["/bin/sh", "-ec"]\nRUN ["exec"]\nCOPY a /\nRUN shell\n'
    assert ask(source, LineChange(line=2)) == "5"


def test_user_reruns_run_but_not_copy() -> None:
    assert ask("FROM busybox\nUSER a\nCOPY a /\nRUN x\n", LineChange(line=2)) == "4"


def test_workdir_of_the_root_may_become_a_layer() -> None:
    assert ask("FROM busybox\nWORKDIR /\nCOPY a /\n", LineChange(line=2)) == "3"


def test_argument_of_a_stage() -> None:
    source = "FROM busybox\nARG V\nCOPY a /a\nRUN x\nCOPY b$V /b\n"
    assert ask(source, ArgumentChange(name="V")) == "4 5"
    assert ask(source, ArgumentChange(name="W")) == ""


@pytest.mark.parametrize("name", ["HTTP_PROXY", "no_proxy"])
def test_proxies_are_part_of_no_key(name: str) -> None:
    assert ask("FROM busybox\nRUN x\n", ArgumentChange(name=name)) == ""


@pytest.mark.parametrize("change", [ArgumentChange(name="TAG"), LineChange(line=1), LineChange(line=2)])
def test_global_argument_changes_the_base(change: Change) -> None:
    assert ask(STAGES, change) == "4 6 7 ? 11 12"


def test_global_argument_is_inherited() -> None:
    source = "ARG V=1\nFROM busybox\nRUN a\nARG V\nCOPY a /a\nRUN b\n"
    assert ask(source, LineChange(line=1)) == "6"
    assert ask(source.replace("ARG V\n", "ARG V=2\n"), LineChange(line=1)) == ""


@pytest.mark.parametrize(
    ("path", "expected"),
    [("src/a/b.c", "6 7 ? 11 12"), ("README.md", ""), ("../src/a.c", "6 7 ? 11 12")],
)
def test_file(path: str, expected: str) -> None:
    assert ask(STAGES, FileChange(path=path)) == expected


def test_file_is_no_part_of_a_workdir() -> None:
    assert ask("FROM busybox\nWORKDIR /app\nCOPY a .\n", FileChange(path="a")) == "3"


def test_file_that_a_run_mounts() -> None:
    source = (
        "FROM busybox AS s\nFROM busybox\nRUN --mount=target=/c a\n"
        "RUN --mount=type=cache,target=/k b\nRUN --mount=from=s,target=/s --network=none c\n"
    )
    assert ask(source, FileChange(path="x")) == "3 4 5"
    assert ask(source.replace("target=/c", "source=docs,target=/c"), FileChange(path="x")) == ""
    assert ask(source.replace("target=/c", "type=tmpfs,target=/c"), FileChange(path="x")) == ""


def test_file_that_dockerignore_excludes() -> None:
    build = analyze("FROM busybox\nCOPY . .\nRUN --mount=target=/c a\n").build
    assert build
    context = BuildContext(files={}, ignore=parse_dockerignore("*.md\n!README.md\n"))
    model = RebuildModel(build, context)
    assert model.ask(FileChange(path="notes.md")) == model.ask(FileChange(path="./notes.md")) == ()
    assert model.ask(FileChange(path="README.md"))
    assert model.ask(FileChange(path="notes.txt"))


def test_remote_and_inline_sources_are_no_files() -> None:
    source = "FROM busybox\nADD http://h/x https://h/r.git /u/\nCOPY <<x /i/\nx\n"
    assert ask(source, FileChange(path="x")) == ""


def test_base_image() -> None:
    assert ask(STAGES, BaseChange(reference="busybox:1")) == "4 6 7 ? 11 12"
    assert ask(STAGES, BaseChange(reference="busybox")) == "9 ? 12"
    assert ask(STAGES, BaseChange(reference="alpine")) == ""


def test_another_stage_is_looked_at_by_its_files() -> None:
    assert ask(STAGES, LineChange(line=9)) == "9 ? 12"
    source = "FROM busybox AS s\nRUN x\nFROM busybox\nRUN --mount=from=s,target=/s y\nRUN z\n"
    assert ask(source, LineChange(line=2)) == "2 ? 4 5"


def test_metadata_of_another_stage_is_not() -> None:
    source = "FROM busybox AS s\nENV A=1\nCMD x\nFROM busybox\nCOPY --from=s /x /x\n"
    assert ask(source, LineChange(line=2)) == ""


def test_stage_that_the_target_does_not_need_is_left_out() -> None:
    build = analyze(STAGES, target="build").build
    assert build
    assert RebuildModel(build).ask(LineChange(line=9)) == ()


def test_linked_copy_stands_apart() -> None:
    source = "FROM busybox\nRUN a\nCOPY --link b /b\nCOPY c /c\n"
    assert ask(source, LineChange(line=2)) == "2 4 ? 3"
    assert ask(source.replace("--link", "--link --chmod=644"), LineChange(line=2)) == "2 3 4"
    assert ask(source.replace("--link", "--link=false"), LineChange(line=2)) == "2 3 4"


def test_onbuild_reaches_the_stage_built_from_it() -> None:
    source = "FROM busybox AS b\nONBUILD RUN a\nONBUILD RUN b\nFROM b\nRUN c\n"
    assert ask(source, LineChange(line=3)) == "4 5"
    assert ask(source, LineChange(line=2)) == "4 4 5"
    assert ask(source, LineChange(line=5)) == "5"


def test_variables_and_user_of_a_base_stage() -> None:
    source = "FROM busybox AS b\nENV A=1\nFROM b\nCOPY $A /\nRUN x\n"
    assert ask(source, LineChange(line=2)) == "4 5"
    source = "FROM busybox AS b\nUSER a\nFROM b\nCOPY a /\nRUN x\n"
    assert ask(source, LineChange(line=2)) == "5"


def test_fragment() -> None:
    build = analyze("COPY a /\nRUN x\n", allow_fragment=True).build
    assert build
    assert [
        affected.layers[0].instruction.line for affected in RebuildModel(build).ask(LineChange(line=2))
    ] == [2]


def test_cost_of_asking_for_every_line_is_linear() -> None:
    source = "FROM busybox\n" + "ARG V=1\nENV A=$V\nRUN x\nCOPY a /\nLABEL x=y\n" * 600
    build = analyze(source).build
    assert build
    model = RebuildModel(build)
    steps = sum(len(model.ask(LineChange(line=line))) for line in range(1, 3000))
    assert steps < 3000
