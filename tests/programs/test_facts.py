"""The facts of programs: what a file may say, and how a wrong one is told."""

from __future__ import annotations

import pytest

from dockerlayers import data
from dockerlayers.explain.gloss.texts import build_text, find_text
from dockerlayers.programs.load import build_program, find_program, index_programs, read_aliases
from dockerlayers.programs.tables import DataError, open_table, parse_table
from dockerlayers.texts.texts import load_texts

HEAD = 'source = "https://example.org/"\n'
OPTION = HEAD + '[[options]]\nnames = ["-a"]\n'
CASE = HEAD + "[[cases]]\n"
COMMAND = HEAD + '[[commands]]\nnames = ["one"]\n'
DOES = 'does = "일을 합니다."\n'


@pytest.mark.parametrize("stem", data.list_stems("programs/facts"))
def test_every_program_has_facts_and_texts(stem: str) -> None:
    """Whoever reads the texts holds all options, commands and cases of the facts against them, both ways."""
    program = find_program(stem)
    assert program
    assert program.key == (stem,)
    assert find_text(load_texts(), program.key).does


def test_no_text_is_of_an_unknown_program() -> None:
    assert sorted(data.list_stems("texts/ko/programs")) == sorted(data.list_stems("programs/facts"))


def test_an_unknown_program_is_none() -> None:
    assert find_program("no-such-program") is None
    assert index_programs()["nodejs"] == "node"


def test_a_name_may_end_in_a_version() -> None:
    python, pip = find_program("python"), find_program("pip")
    assert python
    assert pip
    found = [find_program(name) for name in ("python3", "python3.14", "pip3.14")]
    assert [program and program.key for program in found] == [python.key, python.key, pip.key]
    assert find_program("node24") is None


@pytest.mark.parametrize(
    "text",
    [
        HEAD,
        HEAD + 'version = "2"\nwraps = 1\nplus = true\nstyle = "tar"\nassignments = true\n',
        OPTION + 'value = "optional"\nends = true\n',
        HEAD + 'plus = true\n[[options]]\nnames = ["+x", "-o pipefail"]\n',
        HEAD + 'style = "test"\n[[options]]\nnames = ["=="]\n',
        CASE + "when = 'a|b'\n",
        CASE + "when = ''\n",
        OPTION + '[[cases]]\nwith = ["-a"]\n',
        COMMAND + "options-first = true\n",
        HEAD + 'commands = [{names = ["one"]}]\n',
    ],
)
def test_what_is_right(text: str) -> None:
    assert build_program(parse_table(text, "a.toml"), "a").key == ("a",)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("source = =", "a.toml:1:10: no TOML: Invalid value"),
        ("", "a.toml: source is missing"),
        ('source = "http://example.org/"', "a.toml:1:1: source is no https address"),
        (
            HEAD + 'style = "gmu"',
            "a.toml:2:1: style is one of gnu, long, tar, test, literal, none (did you mean gnu?)",
        ),
        (HEAD + "style = 1", "a.toml:2:1: style is one of gnu, long, tar, test, literal, none"),
        (HEAD + "wraps = -1", "a.toml:2:1: wraps is a number from 0"),
        (HEAD + "wraps = true", "a.toml:2:1: wraps is a number from 0"),
        (HEAD + "plus = 1", "a.toml:2:1: plus is true or false"),
        (HEAD + "  options-first = 1", "a.toml:2:3: options-first is true or false"),
        (OPTION + "ends = 1", "a.toml:4:1: ends is true or false"),
        (HEAD + 'names = ["b"]', "a.toml:2:1: unknown key: names (did you mean cases?)"),
        (HEAD + "wrap = 1", "a.toml:2:1: unknown key: wrap (did you mean wraps?)"),
        (OPTION + 'valeu = "required"', "a.toml:4:1: unknown key: valeu (did you mean value?)"),
        (HEAD + "[[commands]]\nnames = []", "a.toml:3:1: names is missing"),
        (HEAD + "[[commands]]", "a.toml:2:1: names is missing"),
        (HEAD + "[[options]]", "a.toml:2:1: names is missing"),
        (HEAD + "[[options]]\nnames = 1", "a.toml:3:1: names is a list of texts"),
        (HEAD + '[[options]]\nnames = [""]', "a.toml:3:1: names is a list of texts"),
        (HEAD + "options = 1", "a.toml:2:1: options is a list of tables"),
        (HEAD + 'options = [{names = ["-a"], a = 1}]', "a.toml:2:1: unknown key: a"),
        (
            OPTION + 'value = "maybe"',
            "a.toml:4:1: value is one of none, required, optional, command, script, rest",
        ),
        (OPTION.replace("-a", "a"), "a.toml:3:1: option a does not begin with a dash"),
        (OPTION.replace("-a", "+a"), "a.toml:3:1: option +a does not begin with a dash"),
        (OPTION.replace("-a", "--a=b"), "a.toml:3:1: option --a=b is written without its value"),
        (HEAD + '[[options]]\nnames = ["-a", "-a"]', "a.toml:3:1: -a stands twice"),
        (OPTION + '[[options]]\nnames = ["-b", "-a"]', "a.toml:5:1: -a stands twice"),
        (COMMAND + COMMAND.removeprefix(HEAD), "a.toml:5:1: one stands twice"),
        (COMMAND + '[[commands.options]]\nnames = ["b"]', "a.toml:5:1: option b does not begin with a dash"),
        (
            COMMAND + COMMAND.removeprefix(HEAD).replace("one", "two") + "sort = 1",
            "a.toml:6:1: unknown key: sort",
        ),
        (CASE, "a.toml:2:1: when is missing, and with as well"),
        (CASE + "when = '['", "a.toml:3:1: when is no pattern: unterminated character set at position 0"),
        (CASE + "when = 1", "a.toml:3:1: when is a text"),
        (CASE + 'with = ["-a"]', "a.toml:3:1: -a is no option here"),
    ],
)
def test_wrong_facts(text: str, problem: str) -> None:
    with pytest.raises(DataError) as caught:
        build_program(parse_table(text, "a.toml"), "a")
    assert str(caught.value) == problem


FACTS = (
    HEAD
    + "assignments = true\n"
    + '[[cases]]\nwhen = "x"\n'
    + '[[options]]\nnames = ["-a", "--all"]\n[[options]]\nnames = ["-b"]\nvalue = "optional"\n'
    + '[[commands]]\nnames = ["one"]\n'
)
WHOLE = (
    DOES
    + 'operands = "{operands} 일을 합니다."\nassignments = "{name} 값을 씁니다."\n'
    + '[cases]\nx = "{first} 일을 합니다."\n'
    + '[options]\n"-a" = "값을 씁니다."\n'
    + '[options."-b"]\ndoes = "{value} 값을 씁니다."\nbare = "값을 씁니다."\n'
    + 'command = "{value} 일을 합니다."\n'
    + f"[commands.one]\n{DOES}"
)


def test_right_texts() -> None:
    text = build_text(parse_table(WHOLE, "ko.toml"), build_program(parse_table(FACTS, "a.toml"), "a"))
    assert text.options["-b"].commands == ("{value} 일을 합니다.",)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (DOES, "", "ko.toml: does is missing"),
        (DOES, "does = 1\n", "ko.toml:1:1: does is a text"),
        ("operands = ", "operand = ", "ko.toml:2:1: unknown key: operand (did you mean operands?)"),
        ("{operands} 일을", "일을", "ko.toml:2:1: operands has no slot"),
        (
            'assignments = "{name} 값을 씁니다."\n',
            "",
            "ko.toml: assignments is for a program that has them, and only for such",
        ),
        (
            "{operands} 일을",
            "{value} 일을",
            "ko.toml:2:1: there is no slot {value} here (there are first, last, operands, others, rest)",
        ),
        ("{operands} 일을", "{operands} `일을", "ko.toml:2:1: a backtick or a brace belongs to nothing"),
        ('x = "{first}', 'y = "{first}', "ko.toml:5:1: unknown case: y (did you mean x?)"),
        (
            'x = "{first}',
            'x = "{value}',
            "ko.toml:5:1: there is no slot {value} here (there are first, last, operands, others, rest)",
        ),
        ('x = "{first} 일을 합니다."', "", "ko.toml:4:1: case x has no text"),
        ('"-a" = "값을 씁니다."', "", "ko.toml:6:1: option -a has no text"),
        ('"-a" =', '"--al" =', "ko.toml:7:1: unknown option: --al (did you mean -a?)"),
        ('"-a" = "값', '"-a" = "{value} 값', "ko.toml:7:1: there is no slot {value} here"),
        ('"-a" = "값을 씁니다."', '"-a" = 1', "ko.toml:7:1: -a is a table"),
        (
            '"-a" = "값을 씁니다."',
            '"-a" = {bare = "a", does = "b"}',
            "ko.toml:7:1: bare needs an optional value",
        ),
        (
            'bare = "값을 씁니다."\n',
            "",
            "ko.toml:8:1: bare is missing: the value is optional and the text shows it",
        ),
        ("bare = ", "bear = ", "ko.toml:10:1: unknown key: bear (did you mean bare?)"),
        ("[commands.one]", "[commands.two]", "ko.toml:12:1: unknown command: two"),
        (f"[commands.one]\n{DOES}", "[commands.one]\n", "ko.toml:12:1: does is missing"),
    ],
)
def test_wrong_texts(old: str, new: str, problem: str) -> None:
    assert old in WHOLE
    text = new.join(WHOLE.rsplit(old, 1) if old.startswith("[commands") else WHOLE.split(old, 1))
    with pytest.raises(DataError) as caught:
        build_text(parse_table(text, "ko.toml"), build_program(parse_table(FACTS, "a.toml"), "a"))
    assert str(caught.value) == problem


def test_other_names_are_of_one_program_each() -> None:
    table = parse_table('a = ["c"]\nb = ["d", "c"]\n', "x.toml")
    with pytest.raises(DataError, match=r"x.toml:2:1: c is the name of another program"):
        read_aliases(table, ["a", "b"])
    with pytest.raises(DataError, match=r"x.toml:1:1: unknown program: a \(did you mean b\?\)"):
        read_aliases(table, ["b"])
    with pytest.raises(DataError, match=r"x.toml:2:1: d is the name of another program"):
        read_aliases(table, ["a", "b", "d"])


def test_a_file_of_the_library_is_named_by_its_path(monkeypatch: pytest.MonkeyPatch) -> None:
    table = open_table("programs/facts/apt-get.toml")
    error = table.take_tables("options")[1].error("names", "what")
    assert str(error) == "programs/facts/apt-get.toml:7:1: what"

    def read_file(path: str) -> str:
        raise FileNotFoundError(path)

    monkeypatch.setattr("dockerlayers.programs.tables.read_file", read_file)
    assert str(table.error("names", "what")) == "programs/facts/apt-get.toml: what"


def test_a_file_that_is_no_toml_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "read_file", lambda _: "=")
    with pytest.raises(DataError, match=r"programs/aliases.toml:1:1: no TOML: "):
        open_table("programs/aliases.toml")
