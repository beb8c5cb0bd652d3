"""Outline a script in lines that a person can check by eye."""

from collections.abc import Iterable

from dockerlayers.syntax.shell.nodes import Operator, Redirect, Script, ShellWord, SimpleCommand


def outline_script(script: Script) -> list[str]:
    """Write commands with all their parts, then what stands between them, each where it begins."""
    lines = [] if script.is_whole else ["not whole"]
    for command in script.commands:
        lines += _command(command)
    lines += [_redirect(one) for one in script.redirects]
    lines += [f"{one.start}-{one.end} heredoc {one.text!r}{_value(one)}" for one in script.heredocs]
    lines += [f"{one.start}-{one.end} comment {one.text}" for one in script.comments]
    lines += [f"function {name}" for name in sorted(script.functions)]
    return [*lines, "operators " + _operators(script.operators)]


def _command(command: SimpleCommand) -> Iterable[str]:
    yield f"{command.start}-{command.end} command"
    yield from (f"  {one.start}-{one.end} assignment {one.text}{_value(one)}" for one in command.assignments)
    yield from (f"  {one.start}-{one.end} {one.text}{_value(one)}" for one in command.words)
    yield from (f"  {_redirect(redirect)}" for redirect in command.redirects)


def _redirect(redirect: Redirect) -> str:
    target = redirect.target
    parts = [redirect.descriptor or "", redirect.operator, f"{target.text}{_value(target)}" if target else ""]
    return f"{redirect.start}-{redirect.end} redirect {' '.join(filter(None, parts))}"


def _value(word: ShellWord) -> str:
    """Write a value that differs from the text."""
    if word.value is None:
        return " = ?"
    return "" if word.value == word.text else f" = {word.value!r}"


def _operators(operators: tuple[Operator, ...]) -> str:
    return " ".join(f"{one.start}{one.text}" for one in operators)
