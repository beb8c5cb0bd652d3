"""What is copied of a console session: its commands, whole, and nothing else."""

from __future__ import annotations

import re
import time
from html import unescape

import pytest
from markdown import Markdown
from markdown.extensions import Extension

from dockerlayers_site.extension import DockerlayersExtension
from dockerlayers_site.fences.sessions import read_commands


@pytest.mark.parametrize(
    ("session", "commands"),
    [
        ("$ docker ps\nCONTAINER ID\n$ docker images\n", "docker ps\ndocker images"),
        ("$ docker run \\\n    --rm \\\n    alpine\nhello", "docker run \\\n    --rm \\\n    alpine"),
        ("$ docker run \\\n> --rm alpine\n> app@1 start", "docker run \\\n--rm alpine"),
        ("$ cat <<EOF > a\n$ no prompt\nEOF\nout", "cat <<EOF > a\n$ no prompt\nEOF"),
        ("$ cat <<-'E'\n\ta\n\tE\nout", "cat <<-'E'\n\ta\n\tE"),
        ("$ cat <<< a\nEOF", "cat <<< a"),
        ("$ echo 'a\nb' c\nd", "echo 'a\nb' c"),
        ("$ echo it's\nout\n$ ls", "echo it's\nls"),
        ("$ cat <<EOF\nnever closed", "cat <<EOF"),
        ('$ echo "a \\" b"\nc', 'echo "a \\" b"'),
        ("$ ps |\n  grep a\nb", "ps |\n  grep a"),
        ("$ a &&\nb\nc", "a &&\nb"),
        ("$ for i in 1 2; do\n> echo $i\n> done\n1\n2", "for i in 1 2; do\necho $i\ndone"),
        ("$ npm start\n\n> app@1.0.0 start\n> node .", "npm start"),
        ("$ npm start\n> app@1.0.0 start", "npm start"),
        ("$ ls # it's\nout", "ls # it's"),
        ("$ ls # all \\\nout", "ls # all \\"),
        ("$ echo \\\\\nout", "echo \\\\"),
        ("$ echo a\\ \nout", "echo a\\ "),
        ("root@3f:/app# ls\nx\n", "ls"),
        ("[me@host ~]$ ls\nx", "ls"),
        ("me@mac ~ % ls\nx", "ls"),
        ("/ # apk add curl\nOK: 1\n/ # exit", "apk add curl\nexit"),
        ("bash-5.2# id\nuid=0", "id"),
        ("(venv) $ pip list", "pip list"),
        ("# apt-get update\nHit:1", "apt-get update"),
        ("# 설명입니다\n$ ls\n", "ls"),
        ("$ \n$\n$ ls", "ls"),
        ("  $ ls\n  x", "ls"),
        ("$5.00 is a price", None),
        ("just output\n", None),
        ("", None),
    ],
)
def test_commands_are_told_from_the_rest(session: str, commands: str | None) -> None:
    assert read_commands(session) == commands


@pytest.mark.parametrize(
    "line",
    ["[" * 100_000, "a@" * 50_000, "(" * 100_000, "$ " + "'\"" * 50_000, "a.-" * 40_000, "~/" * 50_000],
)
def test_a_long_line_takes_no_time(line: str) -> None:
    start = time.process_time()
    read_commands(line)
    assert time.process_time() - start < 1


def test_many_commands_take_no_time() -> None:
    start = time.process_time()
    assert read_commands("$ ls\nout\n" * 20_000) == "\n".join(["ls"] * 20_000)
    assert time.process_time() - start < 2


def _convert(markdown: str, **settings: object) -> str:
    names: list[str | Extension] = [DockerlayersExtension(), "pymdownx.highlight", "pymdownx.superfences"]
    options: dict[str, dict[str, object]] = {
        "pymdownx.superfences": {"preserve_tabs": True},
        "pymdownx.highlight": settings,
    }
    return Markdown(extensions=names, extension_configs=options).convert(markdown)


def _copied(html: str) -> list[str]:
    return [unescape(one) for one in re.findall(r' data-copy="([^"]*)"', html)]


@pytest.mark.parametrize("language", ["console", "Console", "shell-session", "ShellSession"])
def test_languages_of_sessions_are_known(language: str) -> None:
    assert _copied(_convert(f"```{language}\n$ ls\nx\n```\n")) == ["ls"]


@pytest.mark.parametrize("language", ["bash", "", "text", "yaml"])
def test_other_code_is_copied_whole(language: str) -> None:
    assert _copied(_convert(f"```{language}\n$ ls\nx\n```\n")) == []


def test_a_session_without_a_prompt_is_copied_whole() -> None:
    assert _copied(_convert("```console\nls\n```\n")) == []


@pytest.mark.parametrize("indent", ["", "    "])
def test_the_block_says_what_is_copied(indent: str) -> None:
    fence = ["```console", '$ echo "<a>" \\', "    & b", "<out>", "", "$ ls", "```"]
    text = "1. list\n\n" * bool(indent) + "\n".join(f"{indent}{line}" for line in fence)
    html = _convert(text)
    assert _copied(html) == ['echo "<a>" \\\n    & b\nls']
    assert re.search(r'<div class="session highlight" data-copy="', html)
    assert "&lt;out&gt;" in html


@pytest.mark.parametrize(
    "settings",
    [
        {"linenums": True},
        {"linenums": True, "linenums_style": "inline"},
        {"linenums": True, "linenums_style": "pymdownx-inline"},
        {"anchor_linenums": True, "line_spans": "__span", "pygments_lang_class": True},
        {"use_pygments": False},
    ],
)
def test_any_setting_of_the_highlighter_will_do(settings: dict[str, object]) -> None:
    assert _copied(_convert("```console\n$ ls \\\n  -a\n12\n```\n", **settings)) == ["ls \\\n  -a"]


def test_what_a_block_is_named_stays() -> None:
    html = _convert('```{.console #mine .wide title="세션"}\n$ ls\nx\n```\n')
    assert _copied(html) == ["ls"]
    assert 'id="mine"' in html
    assert "세션" in html


def test_what_is_typed_in_more_lines_looks_like_no_output() -> None:
    html = _convert("```console\n$ cat > a <<EOF\n<typed>\nEOF\nprinted\n```\n")
    assert re.findall(r'<span class="go">(.*?)</span>', html) == ["printed"]
    assert "<span>&lt;typed&gt;</span>\n<span>EOF</span>" in html
