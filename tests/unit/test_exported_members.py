"""What `import dockerlayers` gives: all of it documented and typed, and nothing else."""

import ast
import enum
import functools
import inspect
import subprocess
import sys
import types
import typing
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import dockerlayers
from dockerlayers.texts.texts import Language

SOURCE = Path(dockerlayers.__file__).read_text(encoding="utf-8")
ALIASES = {"Change", "Does"}
OPEN = {
    "dockerlayers.syntax.nodes",
    "dockerlayers.overview.types",
    "dockerlayers.bases.known",
    "dockerlayers.explain.annotations",
    "dockerlayers.texts.texts",
}
"""Modules whose types are met in what is exported, as the package's docstring says."""


def exported() -> Iterator[tuple[str, typing.Any]]:
    yield from ((name, getattr(dockerlayers, name)) for name in dockerlayers.__all__)


def imported_for_types() -> set[str]:
    """Read which names the type checker is told of."""
    block = next(node for node in ast.parse(SOURCE).body if isinstance(node, ast.If))
    return {name.name for node in block.body if isinstance(node, ast.ImportFrom) for name in node.names}


def test_names_are_sorted_and_the_type_checker_knows_the_same() -> None:
    assert sorted(dockerlayers.__all__) == dockerlayers.__all__
    assert imported_for_types() == set(dockerlayers.__all__)


def test_the_docstring_names_the_modules_that_are_open() -> None:
    assert all(f"`{module}`" in (dockerlayers.__doc__ or "") for module in OPEN)


def test_nothing_else_is_to_be_seen() -> None:
    assert dir(dockerlayers) == dockerlayers.__all__
    with pytest.raises(AttributeError, match="no attribute 'analyse'"):
        dockerlayers.analyse  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize("name", dockerlayers.__all__)
def test_it_is_what_its_name_says(name: str) -> None:
    value = getattr(dockerlayers, name)
    assert name in ALIASES or value.__name__ == name
    assert getattr(dockerlayers, name) is value


@pytest.mark.parametrize("name", sorted(set(dockerlayers.__all__) - ALIASES))
def test_it_is_documented(name: str) -> None:
    value = getattr(dockerlayers, name)
    assert value.__doc__
    assert not value.__doc__.startswith(f"{name}(")
    for member, what in vars(value).items() if inspect.isclass(value) else ():
        if not member.startswith("_") and isinstance(
            what, types.FunctionType | property | functools.cached_property
        ):
            assert what.__doc__, f"{name}.{member}"


def functions() -> Iterator[tuple[str, types.FunctionType]]:
    for name, value in exported():
        if isinstance(value, types.FunctionType):
            yield name, value
        for member, what in vars(value).items() if inspect.isclass(value) else ():
            function = what.fget if isinstance(what, property) else what
            function = what.func if isinstance(what, functools.cached_property) else function
            if isinstance(function, types.FunctionType) and not member.startswith("_"):
                yield f"{name}.{member}", function


def test_functions_are_typed() -> None:
    for name, function in functions():
        signature = inspect.signature(function)
        assert signature.return_annotation is not inspect.Signature.empty, name
        for parameter in list(signature.parameters.values())["." in name :]:
            assert parameter.annotation is not inspect.Parameter.empty, f"{name}({parameter.name})"


def mentioned(annotation: object) -> Iterator[type]:
    """Yield the classes that a type mentions."""
    if isinstance(annotation, type) and not typing.get_args(annotation):
        yield annotation
    for part in typing.get_args(annotation):
        yield from mentioned(part)


def annotations() -> Iterator[tuple[str, object]]:
    """Yield the types of all fields, parameters and results; those imported for types alone are known too."""
    later = {**dict(exported()), "Language": Language}
    for name, value in exported():
        if inspect.isclass(value) and not issubclass(value, enum.Enum) and value.__module__ not in OPEN:
            hints = typing.get_type_hints(value)
            yield from ((f"{name}.{field}", hint) for field, hint in hints.items() if field[0] != "_")
    for name, function in functions():
        hints = typing.get_type_hints(function, localns=later)
        yield from ((f"{name}({parameter})", hint) for parameter, hint in hints.items())


def test_types_of_what_is_exported_are_exported() -> None:
    known = {id(value) for _, value in exported()}
    for name, annotation in annotations():
        for one in mentioned(annotation):
            is_own = one.__module__.startswith("dockerlayers")
            is_known = not is_own or id(one) in known or one.__module__ in OPEN
            assert is_known, f"{name}: {one.__module__}.{one.__name__}"


def test_import_costs_nothing_until_something_is_used() -> None:
    code = (
        "import sys, dockerlayers; print([m for m in sys.modules if m.startswith('dockerlayers.')]);"
        "dockerlayers.DockerfileError; print('dockerlayers.model' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["[]", "False"]


def test_what_one_does_with_it() -> None:
    analysis = dockerlayers.analyze("FROM busybox AS b\nCOPY a /a\nFROM b\nRUN x \\\n  y\nCMD z\n")
    assert [type(step.does) for step in analysis.layers] == [dockerlayers.Copy, dockerlayers.Run]
    [copied, ran] = analysis.rebuilt_by(dockerlayers.FileChange(path="a"))
    assert (copied.state, ran.layers) == (dockerlayers.Rebuild.REBUILT, analysis.layers[1:])
    assert analysis.rebuilt_by(dockerlayers.LineChange(line=5)) == (ran,)
    assert len(analysis.rebuilt_by(dockerlayers.BaseChange(reference="docker.io/library/busybox"))) == 2
    assert [one.rule for one in analysis.practices] == ["BaseImageVersion", "RootUser"]
    assert isinstance(analysis.explain(), dockerlayers.Breakdown)
    assert analysis.html(title="a & b").startswith("<!doctype html>")
    assert "a &amp; b" in analysis.html(title="a & b")
    assert 'id="x"' in dockerlayers.render_breakdown(analysis, root_id="x")


def test_what_one_does_with_an_error() -> None:
    analysis = dockerlayers.analyze("FORM x\n")
    assert isinstance(analysis.error, dockerlayers.DockerfileError)
    assert (analysis.layers, analysis.rebuilt_by(dockerlayers.LineChange(line=1))) == ((), ())
    assert "did you mean FROM?" in analysis.html()
    with pytest.raises(ValueError, match="error"):
        analysis.explain()


def test_a_part_of_a_dockerfile() -> None:
    analysis = dockerlayers.analyze("COPY a /a\nRUN x\n", allow_fragment=True)
    assert [one.layers for one in analysis.rebuilt_by(dockerlayers.LineChange(line=2))] == [
        analysis.layers[1:]
    ]


def test_files_that_the_context_keeps_out_change_nothing() -> None:
    ignore = dockerlayers.parse_dockerignore("*.md\n")
    context = dockerlayers.BuildContext(files={"a.md": 1}, ignore=ignore)
    analysis = dockerlayers.analyze("FROM busybox\nCOPY . .\n", context=context)
    assert analysis.rebuilt_by(dockerlayers.FileChange(path="a.md")) == ()
    assert len(analysis.rebuilt_by(dockerlayers.FileChange(path="a"))) == 1


def test_a_class_has_its_name_alone() -> None:
    folder = Path(dockerlayers.__file__).parent
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.py"))]
    names = [node.name for tree in trees for node in tree.body if isinstance(node, ast.ClassDef)]
    assert [name for name, count in Counter(names).items() if count > 1 and not name.startswith("_")] == []
