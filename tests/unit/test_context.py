"""The build context: what COPY finds there, what `.dockerignore` keeps out."""

import pytest

from dockerlayers.analysis import analyze
from dockerlayers.model.context import BuildContext, select_sources
from dockerlayers.model.dockerignore import parse_dockerignore
from dockerlayers.model.paths import clean_source, covers

FILES = {"a.txt": 1, "src/main.py": 10, "src/lib/util.py": 100, "node_modules/x/index.js": 1000}


@pytest.mark.parametrize(
    ("source", "path", "expected"),
    [
        (".", "src/main.py", True),
        ("/", "a.txt", True),
        ("../a.txt", "a.txt", True),
        ("src", "src/lib/util.py", True),
        ("src/", "src", True),
        ("sr", "src/main.py", False),
        ("*.txt", "a.txt", True),
        ("*.txt", "src/a.txt", False),
        ("s?c", "src/main.py", True),
        ("src/*", "src/lib/util.py", True),
        ("[a-c].txt", "a.txt", True),
        ("[^a-c].txt", "a.txt", False),
        ("[^b].txt", "a.txt", True),
        ("[a", "a", False),
        (r"\*.txt", "*.txt", True),
        (r"\*.txt", "a.txt", False),
        ("a.txt*", "a.txt", True),
        ("a+b*", "a+b.c", True),
    ],
)
def test_source_covers_path(source: str, path: str, expected: bool) -> None:
    assert covers(source, path) is expected


def test_source_cannot_leave_the_context() -> None:
    assert clean_source("../../x/./y/") == "x/y"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", ["a.txt", "src/main.py", "src/lib/util.py", "node_modules/x/index.js"]),
        ("# a.txt\n\n  \n", ["a.txt", "src/main.py", "src/lib/util.py", "node_modules/x/index.js"]),
        ("node_modules\n", ["a.txt", "src/main.py", "src/lib/util.py"]),
        ("/node_modules/\n*.txt\n", ["src/main.py", "src/lib/util.py"]),
        ("**/*.py\n", ["a.txt", "node_modules/x/index.js"]),
        ("src/**\n!src/main.py\n", ["a.txt", "src/main.py", "node_modules/x/index.js"]),
        ("*\n!src\nsrc/lib\n", ["src/main.py"]),
        ("!\na.tx?\n", ["src/main.py", "src/lib/util.py", "node_modules/x/index.js"]),
        ("[a-b].txt\n", ["src/main.py", "src/lib/util.py", "node_modules/x/index.js"]),
        ("\\a.txt\n", ["src/main.py", "src/lib/util.py", "node_modules/x/index.js"]),
        ("[a\n", ["a.txt", "src/main.py", "src/lib/util.py", "node_modules/x/index.js"]),
    ],
)
def test_dockerignore(text: str, kept: list[str]) -> None:
    ignore = parse_dockerignore(text)
    assert [path for path in FILES if not ignore.excludes(path)] == kept


def test_copy_selects_files() -> None:
    context = BuildContext(files=FILES, ignore=parse_dockerignore("node_modules\n*.txt\n"))
    source = "FROM busybox\nCOPY . /all\nCOPY src a.txt nope no* /x/\nCOPY --from=busybox /a /b\n"
    build = analyze(source).build
    assert build
    steps = build.stages[0].steps
    assert [
        (one.source, one.file_count, one.byte_count, one.ignored_count)
        for one in select_sources(steps[0], context)
    ] == [(".", 2, 110, 2)]
    assert [(one.source, one.is_missing) for one in select_sources(steps[1], context)] == [
        ("src", False),
        ("a.txt", True),
        ("nope", True),
        ("no*", False),
    ]
    assert select_sources(steps[2], context) == ()


@pytest.mark.parametrize(
    ("ignore", "copy", "details"),
    [
        ("*.log\n", "COPY x.log /", ['Attempting to Copy file "x.log" that is excluded by .dockerignore']),
        ("*.log\n", "ADD ./x.log /", ['Attempting to Add file "x.log" that is excluded by .dockerignore']),
        ("*.log\n!x.log\n", "COPY x.log /", []),
        ("*.log\n", "COPY . /", []),
        ("**\n", "COPY . /", ['Attempting to Copy file "." that is excluded by .dockerignore']),
        ("*.log\n", "COPY a.txt /", []),
        ("*.log\n", "RUN x.log", []),
    ],
)
def test_check_of_ignored_files(ignore: str, copy: str, details: list[str]) -> None:
    context = BuildContext(files={}, ignore=parse_dockerignore(ignore))
    checks = analyze(f"FROM busybox\n{copy}\n", context=context).checks
    assert [check.detail for check in checks if check.rule == "CopyIgnoredFile"] == details
