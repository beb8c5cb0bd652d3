"""The data: whole, sourced, and in the handbook's own words."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from dockerlayers.explain.knowledge import load_words
from dockerlayers.programs.load import find_program
from dockerlayers.texts.inline import Piece
from dockerlayers.texts.texts import load_texts

HOOKS = Path(__file__).parents[2] / "hooks"
HANGUL = re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")
TEXTS = sorted((HOOKS / "dockerlayers/texts").glob("*/*.toml"))


def test_every_entry_names_its_source() -> None:
    assert all(re.fullmatch(r"https://\S+", entry.source) for entry in load_texts().sentences.values())


def test_versions_are_those_of_a_syntax_or_name_their_program() -> None:
    versions = {key: entry.version for key, entry in load_texts().sentences.items() if entry.version}
    assert versions["flag.copy.parents"] == versions["copy.parents.kept"] == "1.20"
    assert "flag.owner.user" not in versions
    for key, version in versions.items():
        assert re.fullmatch(r"1\.\d+|[A-Z][\w ]+ \d+\.\d+", version), key


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_every_version_is_of_an_entry(path: Path) -> None:
    def check(table: dict[str, Any]) -> None:
        version = table.get("version", {})
        assert set(version) <= set(table) if isinstance(version, dict) else version
        for name, value in table.items():
            if isinstance(value, dict) and name != "version":
                check(value)

    check(tomllib.loads(path.read_text(encoding="utf-8")))


def test_programs_that_words_name_are_known() -> None:
    words = load_words()
    for name in words["minor"] | words["writers"] | words["tests"]:
        program, *commands = name.split(" ")
        found = find_program(program)
        for command in commands:
            found = found and found.commands.get(command)
        assert found, name


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        load_texts().say("copy.no-such-entry")


def test_no_particle_follows_a_slot() -> None:
    """Which particle is right hangs on a word that nobody knows before it is filled in."""
    for key, entry in load_texts().sentences.items():
        for part, following in zip(entry.template.parts, entry.template.parts[1:], strict=False):
            if isinstance(part, str) and isinstance(following, Piece):
                assert following.text[0] in " ,.개번행줄초분배", key


def test_sentences_are_polite_and_end() -> None:
    for key, entry in load_texts().sentences.items():
        last = entry.template.parts[-1]
        if isinstance(last, Piece) and last.text.endswith("."):
            assert last.text.endswith("니다."), key


def test_every_label_is_used() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (HOOKS / "dockerlayers").rglob("*.py"))
    assert [name for name in load_texts().labels if not re.search(f"['\"]{name}['\"]", code)] == []


def test_every_list_of_words_is_used() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (HOOKS / "dockerlayers").rglob("*.py"))
    assert [name for name in load_words() if f'["{name}"]' not in code] == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_words_are_those_of_the_glossary(path: Path) -> None:
    glossary = tomllib.loads((HOOKS / "dockerlayers_site/glossary/terms.toml").read_text(encoding="utf-8"))
    texts = path.read_text(encoding="utf-8")
    forbidden = [word for term in glossary["term"] for word in term.get("forbidden", [])]
    assert forbidden
    assert [word for word in forbidden if word in texts] == []


@pytest.mark.parametrize("path", sorted(HOOKS.rglob("*.py")), ids=lambda path: str(path.relative_to(HOOKS)))
def test_no_korean_stands_in_code(path: Path) -> None:
    """It is data, in texts/; a docstring may show Korean that is read."""
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    shown = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in shown]
    written = [ast.get_source_segment(source, node) or "" for node in texts]
    assert [text for text in written if HANGUL.search(text)] == []


SILENT = HOOKS / "dockerlayers_site/search/browser"
"""Here are scripts that know how Korean is written, and three that say something."""
SAYING = ("answer.js", "page.js", "show.js")
SCRIPTS = [path for path in sorted(HOOKS.rglob("*.js")) if path.parent != SILENT or path.name in SAYING]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_says_anything_in_korean(path: Path) -> None:
    code = re.sub(r"/\*(?s:.*?)\*/|//.*|\[\^?가-힣\]", "", path.read_text(encoding="utf-8"))
    assert [line for line in code.splitlines() if HANGUL.search(line)] == []


def test_what_the_shell_does_is_said_in_whole_sentences() -> None:
    for key, entry in load_texts().shell.items():
        assert re.fullmatch(r"https://\S+", entry.source), key
        said = entry.template.parts[-1]
        assert key == "words.many" or (isinstance(said, Piece) and said.text.endswith("니다.")), key
        for part, following in zip(entry.template.parts, entry.template.parts[1:], strict=False):
            if isinstance(part, str) and isinstance(following, Piece):
                assert following.text[0] in " 개", key
