"""Sessions and files are found where a page shows them, and what cannot be run is told with its line."""

from __future__ import annotations

import pytest

from dockerlayers_site.consoles.pages import Console, PageFileFence, is_file_name, parse_page, rewrite

PAGE = """\
---
title: x
---

# x

```dockerfile title="Dockerfile"
FROM busybox:1.35
```

1. item

   ```console
   $ cat <<EOF
   > a
   EOF
   a

   $ echo b
   b
   ```

!!! note

    > ```console norun="because"
    > $ sleep 1
    > ```

````markdown
```console
$ not run
```
````
"""


def test_sessions_and_files_are_found_in_order() -> None:
    page = parse_page("docs/x.md", PAGE)
    file, first, second = page.parts
    assert page.problems == ()
    assert file == PageFileFence(line=7, name="Dockerfile", content="FROM busybox:1.35\n")
    assert isinstance(first, Console)
    assert isinstance(second, Console)
    assert (first.line, first.prefix) == (13, "   ")
    assert [turn.command for turn in first.turns] == ["cat <<EOF\na\nEOF", "echo b"]
    assert [first.shown_for(index) for index in range(2)] == [("a",), ("b",)]
    assert (second.line, second.prefix, second.options.norun) == (25, "    > ", "because")
    assert page.text == "FROM busybox:1.35\n\n" + "\n".join(first.lines)


def test_new_output_stands_as_deep_as_the_session() -> None:
    page = parse_page("docs/x.md", PAGE)
    new = rewrite(page, [(page.consoles[0], [("c", "", "d"), ()]), (page.consoles[1], [("e",)])])
    assert new == PAGE.replace("   a\n\n   $ echo b\n   b\n", "   c\n\n   d\n\n   $ echo b\n").replace(
        "sleep 1\n", "sleep 1\n    > e\n"
    )


@pytest.mark.parametrize(
    "title", ["Dockerfile", "compose.yaml", "src/app.py", ".dockerignore", "api/Dockerfile"]
)
def test_a_title_may_name_a_file(title: str) -> None:
    assert is_file_name(title)


@pytest.mark.parametrize(
    "title", ["", "hello", "처음 쓴 것", "two words.txt", "../up.txt", "/etc/x.y", "끝.", "a."]
)
def test_another_title_does_not(title: str) -> None:
    assert not is_file_name(title)


@pytest.mark.parametrize(
    ("fence", "message"),
    [
        ("```console\nls\n```", "docs/x.md:1:1: no command stands behind $ in this session"),
        ("```console\n/ # ls\n```", "docs/x.md:1:1: no command stands behind $ in this session"),
        (
            "```console\n/ # ls\n$ sh\n```",
            "docs/x.md:2:1: no command above starts the shell of this prompt: / #",
        ),
        ("```console\nlost\n$ ls\n```", "docs/x.md:2:1: this stands above the first command"),
        ("```console norum=x\n$ ls\n```", "docs/x.md:1:12: unknown option: norum"),
        ("```console norun\n$ ls\n```", "docs/x.md:1:12: norun needs a value"),
        ("```console timeout=0\n$ ls\n```", "docs/x.md:1:20: timeout cannot be '0'"),
        ("```console engine=new\n$ ls\n```", "docs/x.md:1:19: engine cannot be 'new'"),
        (
            '```console norun="x" timeout=9\n$ ls\n```',
            "docs/x.md:1:22: timeout has no effect on a session that",
        ),
    ],
)
def test_what_cannot_be_run_is_told(fence: str, message: str) -> None:
    [problem] = parse_page("docs/x.md", fence).problems
    assert str(problem).startswith(message)
