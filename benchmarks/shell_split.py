"""Compare the shell splitter with tree-sitter-bash, over every RUN of the Dockerfiles below FOLDER.

usage: python benchmarks/shell_split.py FOLDER [--show]

Two splits are equal where they have the same simple commands, each with the same words as text. `--show`
lists the scripts where they differ. RUN for PowerShell or cmd is left out: where SHELL names one, or the base
image is of Windows.

Known differences, in which bash agrees with us: tree-sitter-bash cuts `a/$V/b-$V-c` before the second `V`,
takes `\\ name` for `name`, and reads the body of `<<EOF bash` as commands of the script around it.
"""

import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import tree_sitter_bash
from tree_sitter import Language, Node, Parser

from dockerlayers.errors import DockerfileError
from dockerlayers.syntax.nodes import Dockerfile, Form, Instruction
from dockerlayers.syntax.parser import parse_dockerfile
from dockerlayers.syntax.shell.nodes import Script
from dockerlayers.syntax.shell.parser import parse_script
from dockerlayers.syntax.shell.places import PlacedScript, find_script, is_shell

Words = tuple[str, ...]
PARSER = Parser(Language(tree_sitter_bash.language()))
WINDOWS = re.compile(r"windows|nanoserver|servercore", re.IGNORECASE)
COMMANDS = ("command", "declaration_command", "unset_command", "test_command")
EXPRESSIONS = ("unary_expression", "binary_expression", "parenthesized_expression", "command_name")
LISTS = ("list", "pipeline", "negated_command")
REDIRECTS = ("file_redirect", "heredoc_redirect", "herestring_redirect")


def our_commands(script: Script) -> list[Words]:
    return [tuple(word.text for word in one.words) for one in script.commands if one.words]


def their_commands(root: Node) -> list[Words]:
    """List the simple commands of a tree; `[`, `export` and `unset` have nodes of their own."""
    found: list[tuple[int, Words]] = []
    nodes = [root]
    while nodes:
        node = nodes.pop()
        if node.type in COMMANDS:
            words = tuple(words_of(node))
            if words:
                found.append((node.start_byte, words))
        nodes += node.children
    return [words for _, words in sorted(found, key=lambda pair: pair[0])]


def words_of(command: Node) -> Iterator[str]:
    children = list(command.children)
    statement = command
    while statement.parent and statement.parent.type in LISTS and statement.parent.children[-1] == statement:
        statement = statement.parent
    parent = statement.parent
    if parent and parent.type == "redirected_statement" and parent.children[0] == statement:
        children += parent.children[1:]
    for child in children:
        if child.type in REDIRECTS:
            yield from map(text_of, arguments_in(child))
        elif child.type in EXPRESSIONS:
            yield from leaves(child)
        elif child.type != "variable_assignment" or command.type == "declaration_command":
            yield text_of(child)


def arguments_in(redirect: Node) -> list[Node]:
    """Find the command's words behind a redirection's target, which the tree puts below it."""
    if redirect.type == "heredoc_redirect":
        return redirect.children_by_field_name("argument")
    return redirect.children_by_field_name("destination")[1:]


def leaves(expression: Node) -> Iterator[str]:
    for child in expression.children:
        if child.type in EXPRESSIONS:
            yield from leaves(child)
        else:
            yield text_of(child)


def text_of(node: Node) -> str:
    assert node.text is not None
    return node.text.decode("utf-8", "surrogatepass")


def find_scripts(dockerfile: Dockerfile) -> Iterator[tuple[PlacedScript, bool]]:
    """Yield RUN's scripts, and whether a shell of the POSIX kind reads them."""
    stages: dict[str, bool] = {}
    is_posix, stage = True, ""
    for instruction in dockerfile.instructions:
        words = [word.text for word in instruction.words]
        if instruction.name == "FROM" and words:
            is_posix = stages.get(words[0].lower(), not WINDOWS.search(words[0]))
            stage = words[2].lower() if len(words) > 2 else ""
        elif instruction.name == "SHELL" and words and instruction.form is Form.EXEC:
            is_posix = is_shell(words[0])
        elif script := find_run(instruction):
            yield script, is_posix or script.names_shell
        stages[stage] = is_posix


def find_run(instruction: Instruction) -> PlacedScript | None:
    owner = instruction.trigger or instruction
    return find_script(instruction) if owner.name == "RUN" else None


def read(folder: Path) -> Iterator[tuple[str, PlacedScript, bool]]:
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        try:
            dockerfile = parse_dockerfile(path.read_bytes().decode("utf-8", "replace"))
        except DockerfileError:
            continue
        for script, is_posix in find_scripts(dockerfile):
            line = script.pieces[0][1].line if script.pieces else 0
            yield f"{path.relative_to(folder)}:{line}", script, is_posix


def show(place: str, text: str, ours: list[Words], theirs: list[Words]) -> None:
    print(f"\n=== {place}\n{text}")
    ours_left, theirs_left = Counter(ours), Counter(theirs)
    for sign, left in (("ours  ", ours_left - theirs_left), ("theirs", theirs_left - ours_left)):
        for words in left:
            print(f"  {sign} {list(words)}")


def main(folder: Path, *, is_verbose: bool) -> None:
    counts: Counter[str] = Counter()
    times: list[float] = []
    for place, placed, is_posix in read(folder):
        if not is_posix:
            counts["not POSIX"] += 1
            continue
        start = time.perf_counter()
        script = parse_script(placed.text)
        times.append(time.perf_counter() - start)
        tree = PARSER.parse(placed.text.encode("utf-8", "surrogatepass"))
        ours, theirs = our_commands(script), their_commands(tree.root_node)
        counts["scripts"] += 1
        counts["equal"] += ours == theirs
        counts["ours whole"] += script.is_whole
        counts["tree-sitter without error"] += not tree.root_node.has_error
        counts["our commands"] += len(ours)
        counts["their commands"] += len(theirs)
        if is_verbose and (ours != theirs or not script.is_whole):
            show(f"{place}{'' if script.is_whole else ' NOT WHOLE'}", placed.text, ours, theirs)
    for name, count in counts.items():
        print(f"{count:7} {name}")
    median, mean = statistics.median(times) * 1e3, statistics.mean(times) * 1e3
    print(f"{median:7.3f} ms median, {mean:.3f} ms mean a script")


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--show"]
    if len(arguments) != 1:
        sys.exit(__doc__)
    main(Path(arguments[0]), is_verbose="--show" in sys.argv)
