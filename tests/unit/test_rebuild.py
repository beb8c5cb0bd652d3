"""What a change rebuilds: each rule, as an engine was seen to follow it."""

from collections.abc import Iterable

import pytest

from dockerlayers.analysis import analyze
from dockerlayers.model.changes import (
    Affected,
    ArgumentChange,
    BaseChange,
    Change,
    Doubt,
    FileChange,
    LineChange,
    Rebuild,
)
from dockerlayers.model.context import BuildContext
from dockerlayers.model.dockerignore import parse_dockerignore
from dockerlayers.model.rebuild import RebuildModel
from dockerlayers.texts.inline import plain

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


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ("--link", "2 4 ? 3"),
        ("--link=TRUE", "2 4 ? 3"),
        ("--link=False", "2 3 4"),
        ("--link --chown=a", "2 4 ? 3"),
        ("--link --chmod=u+x", "2 3 4"),
        ("--chmod=$M --link", "2 4 ? 3"),
    ],
)
def test_link_holds_where_it_is_on_and_no_mode_is_set(flags: str, expected: str) -> None:
    assert ask(f"FROM scratch\nRUN a\nCOPY {flags} b /b\nCOPY c /c\n", LineChange(line=2)) == expected
    assert ask(f"FROM scratch\nRUN a\nADD {flags} b /b\nCOPY c /c\n", LineChange(line=2)) == expected


def test_linked_copies_behind_each_other() -> None:
    source = "FROM scratch\nCOPY --link a /\nCOPY --link b /\nRUN x\nCOPY --link c /\n"
    assert ask(source, FileChange(path="a")) == "2 4 ? 3 5"
    assert ask(source, FileChange(path="b")) == "3 4 ? 5"
    assert ask(source, FileChange(path="c")) == "5"


def test_linked_copy_of_a_stage() -> None:
    source = "FROM scratch AS s\nCOPY a /\nFROM scratch\nCOPY --link --from=s /a /\nRUN x\n"
    assert ask(source, FileChange(path="a")) == "2 ? 4 5"


def test_linked_copy_to_a_path_below_the_working_directory() -> None:
    source = "FROM scratch\nWORKDIR /a\nWORKDIR b\nCOPY --link x ./\nCOPY --link y /y\n"
    assert ask(source, LineChange(line=2)) == "2 3 4 ? 5"
    assert ask(source.replace("WORKDIR b", "WORKDIR /b"), LineChange(line=2)) == "2 3 ? 4 5"
    assert ask(source.replace("/a\n", "/\n"), LineChange(line=2)) == "3 4 ? 5"
    assert ask(source.replace("WORKDIR /a", "USER a"), LineChange(line=2)) == "3 ? 4 5"


MOUNTED = "FROM busybox AS s\nFROM busybox\nRUN --mount={} x\n"


@pytest.mark.parametrize(
    ("mount", "path", "expected"),
    [
        pytest.param("TYPE=cache,target=/c", "src/a", "", id="a key in capitals is as any other"),
        pytest.param("Type=Bind,SOURCE=src,TARGET=/c", "src/a", "3", id="so are a type and a source"),
        pytest.param("type=bind,from=,source=src,target=/s", "src/a", "3", id="an empty from is the context"),
        pytest.param("from=s,FROM=,target=/s", "src/a", "3", id="the last from counts"),
        pytest.param("from=,from=s,target=/s", "src/a", "", id="also when it names a stage"),
        pytest.param("source=src,src=lib,target=/s", "src/a", "", id="the last source counts"),
        pytest.param("src=lib,source=src,target=/s", "src/a", "3", id="by whichever name"),
        pytest.param("type=bind,type=tmpfs,target=/s", "src/a", "", id="the last type counts"),
        pytest.param('type=bind,"source=a,b",target=/s', "a,b", "3", id="a comma in quotes"),
        pytest.param("type=cache,source=src,target=/s", "src/a", "", id="a cache takes no files"),
        pytest.param("target=/s,source=", "src/a", "3", id="an empty source is all of the context"),
    ],
)
def test_files_of_a_mount(mount: str, path: str, expected: str) -> None:
    assert ask(MOUNTED.format(f"'{mount}'"), FileChange(path=path)) == expected


@pytest.mark.parametrize(
    ("mount", "expected"),
    [
        ("from=s,target=/s", "2 ? 4"),
        ("type=cache,from=s,target=/s", "2 ? 4"),
        ("type=tmpfs,from=s,target=/s", "2"),
        ("type=ssh,from=s,target=/s", "2"),
    ],
)
def test_stage_of_a_mount(mount: str, expected: str) -> None:
    source = f"FROM busybox AS s\nCOPY a /\nFROM busybox\nRUN --mount={mount} x\n"
    assert ask(source, FileChange(path="a")) == expected


def test_variable_in_a_mount() -> None:
    source = "FROM scratch\nENV KIND=cache DIR=src\nRUN --mount=type=$KIND,source=$DIR,target=/c x\n"
    assert ask(source, FileChange(path="src/a")) == ""
    assert ask(source.replace("=cache", "=bind"), FileChange(path="src/a")) == "3"


def test_cache_folder_may_start_as_what_a_stage_has_that_is_named_so() -> None:
    source = "FROM busybox AS scratch\nCOPY a /\nFROM busybox\nRUN --mount=type=cache,target=/c x\n"
    assert ask(source, FileChange(path="a")) == "2 ? 4"


def test_empty_from_of_copy_is_the_context() -> None:
    assert ask("FROM scratch\nCOPY --from= a /a\n", FileChange(path="a")) == "2"


def test_file_named_as_a_heredoc() -> None:
    assert ask("FROM scratch\nCOPY x <<x /d/\nx\n", FileChange(path="x")) == "2"


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


def in_context(source: str, change: Change, ignore: str = "", dockerfile: str | None = "Dockerfile") -> str:
    """Answer with a build context that is known."""
    build = analyze(source).build
    assert build
    context = BuildContext(files={}, ignore=parse_dockerignore(ignore), dockerfile=dockerfile)
    return told(RebuildModel(build, context).ask(change))


def told(affected: Iterable[Affected]) -> str:
    """Write each range with its state and its doubts."""
    return " ".join(
        f"{one.layers[0].instruction.line}-{one.layers[-1].instruction.line}:{one.state.name.lower()}"
        + "".join(f"?{doubt.value}" for doubt in Doubt if doubt in one.doubts)
        for one in affected
    )


WHOLE = "FROM busybox\nRUN a\nCOPY . /w\nRUN b\nLABEL a=1 \\\n# more\n b=2\n"


@pytest.mark.parametrize(
    ("line", "ignore", "dockerfile", "expected"),
    [
        (5, "", "Dockerfile", "3-4:rebuilt"),
        (6, "", "Dockerfile", "3-4:rebuilt"),
        (2, "", "Dockerfile", "2-4:rebuilt"),
        (4, "", "Dockerfile", "3-4:rebuilt"),
        (5, "Dockerfile\n", "Dockerfile", ""),
        (5, "*\n!Dockerfile\n", "Dockerfile", "3-4:rebuilt"),
        (5, "", "docker/app.Dockerfile", "3-4:rebuilt"),
        (5, "docker/\n", "docker/app.Dockerfile", ""),
        (5, "", None, ""),
    ],
)
def test_dockerfile_in_the_context(line: int, ignore: str, dockerfile: str | None, expected: str) -> None:
    assert in_context(WHOLE, LineChange(line=line), ignore, dockerfile) == expected


@pytest.mark.parametrize(
    ("copy", "expected"),
    [
        ("COPY . /w", "3-4:maybe?dockerfile"),
        ("ADD ./ /w", "3-4:maybe?dockerfile"),
        ("COPY Dockerfile* /w/", "3-4:maybe?dockerfile"),
        ("COPY src /w", ""),
        ("COPY --exclude=Dockerfile . /w", ""),
        ("COPY --exclude=*.md . /w", "3-4:maybe?dockerfile"),
        ("COPY --exclude=D* Dockerfile /w", ""),
        ("RUN --mount=target=/m x", "3-4:maybe?dockerfile"),
        ("RUN --mount=source=src,target=/m x", ""),
        ("RUN --mount=type=cache,target=/m x", ""),
        ("ADD https://a.example/x /w", ""),
    ],
)
def test_dockerfile_where_no_context_is_known(copy: str, expected: str) -> None:
    build = analyze(WHOLE.replace("COPY . /w", copy)).build
    assert build
    assert told(RebuildModel(build).ask(LineChange(line=5))) == expected


def test_dockerfile_and_the_line_itself_are_put_together() -> None:
    source = "FROM busybox AS a\nCOPY . /w\nFROM busybox\nRUN x\nCOPY --from=a /w /w\nRUN y\nRUN z\n"
    build = analyze(source).build
    assert build
    maybe = "5-7:maybe?source?dockerfile"
    model = RebuildModel(build)
    assert told(model.ask(LineChange(line=4))) == "2-2:maybe?dockerfile 4-7:rebuilt"
    assert (
        told(model.ask(LineChange(line=7))) == f"2-2:maybe?dockerfile {maybe.replace('7', '6')} 7-7:rebuilt"
    )
    assert told(model.ask(LineChange(line=2))) == "2-2:rebuilt 5-7:maybe?source?dockerfile"
    assert told(model.ask_itself(LineChange(line=2))) == "2-2:rebuilt 5-7:maybe?source"


def test_each_line_depends_on_what_it_takes_itself() -> None:
    source = "FROM busybox AS a\nRUN x\nFROM busybox\nCOPY --from=a /a /\nCOPY --from=a /b /\nRUN y\n"
    build = analyze(source).build
    assert build
    expected = "2-2:rebuilt 4-4:maybe?source 5-6:maybe?source"
    assert told(RebuildModel(build).ask(LineChange(line=2))) == expected


@pytest.mark.parametrize(
    ("lines", "change", "expected"),
    [
        ("ENV A=1\nENV A=2\nRUN x", LineChange(line=2), "4-4:maybe?overridden"),
        ("ENV A=1\nENV B=2\nRUN x", LineChange(line=2), "4-4:rebuilt"),
        ("ENV A=1\nENV A=${A}x\nRUN x", LineChange(line=2), "4-4:rebuilt"),
        ("ARG A=1\nARG A=2\nRUN x", LineChange(line=2), "4-4:maybe?overridden"),
        ("ARG A=1\nARG A\nRUN x", LineChange(line=2), "4-4:rebuilt"),
        ("ARG A=1\nARG A=2\nRUN x", ArgumentChange(name="A"), "4-4:rebuilt"),
        ("ARG A=1\nENV A=2\nCOPY a /$A", ArgumentChange(name="A"), "4-4:maybe?overridden"),
        ("ENV A=1 B=1\nENV A=2\nRUN x", LineChange(line=2), "4-4:rebuilt"),
        ('SHELL ["a"]\nSHELL ["b"]\nRUN x', LineChange(line=2), "4-4:maybe?overridden"),
        ("USER a\nUSER b\nWORKDIR /w", LineChange(line=2), "4-4:maybe?overridden"),
        ("USER a\nUSER b\nCOPY a /", LineChange(line=2), ""),
    ],
)
def test_value_that_is_set_again(lines: str, change: Change, expected: str) -> None:
    assert in_context(f"FROM busybox\n{lines}\n", change) == expected


def test_linked_copy_hands_its_own_doubt_to_nobody() -> None:
    source = "FROM a AS s\nRUN x\nFROM b\nCOPY --from=s /a /\nCOPY --link l /l\nRUN y\n"
    expected = "2-2:rebuilt 4-4:maybe?source 5-5:maybe?source?image-store 6-6:maybe?source"
    assert in_context(source, LineChange(line=2)) == expected
    rows = [row for group in analyze(source).explain().groups for row in group.rows]
    assert rows[1].change
    assert plain(rows[1].change.say).endswith("containerd 이미지 저장소를 쓰지 않으면 5행도 다시 빌드합니다.")


@pytest.mark.parametrize(("line", "expected"), [(3, "2-6:rebuilt"), (4, "2-6:rebuilt"), (5, "2-6:rebuilt")])
def test_lines_of_a_heredoc_are_the_instruction(line: int, expected: str) -> None:
    source = "FROM a\nRUN <<E\n# not a comment\n\nE\nRUN b\n"
    analysis = analyze(source)
    assert told(analysis.rebuilt_by(LineChange(line=line))) == expected


def test_comment_in_a_trigger_of_a_stage_is_none_of_its_from() -> None:
    source = "FROM a AS s\nONBUILD RUN x\nFROM s\n# y\nRUN z\n"
    analysis = analyze(source)
    assert told(analysis.rebuilt_by(LineChange(line=4))) == ""
