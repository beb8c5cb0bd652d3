"""Run the sessions of a page, and compare what they print with what the page shows."""

from __future__ import annotations

import platform
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.consoles.output import format_difference, match_output, read_output
from dockerlayers_site.consoles.pages import PROMPT, Console, ConsolePage, PageFileFence
from dockerlayers_site.consoles.placeholders import Bound, fill, find_unbound, match_line
from dockerlayers_site.consoles.scratch import copy_examples, write_file
from dockerlayers_site.consoles.shell import SYSTEM, PageShell, Ran, ShellError, environment_of_pages
from dockerlayers_site.consoles.stage import Stage
from dockerlayers_site.consoles.taking import take_output
from dockerlayers_site.fences.sessions import Turn

SECONDS = 60
"""So long may a command take whose session says nothing else."""

_STATUS = lazy_pattern(r"echo\b.*\$\?")
# What these tell while they work is another text on a terminal: where a page shows none of it, none counts.
# What a heredoc feeds to them may hold anything.
_TELLS_PROGRESS = lazy_pattern(
    r"docker (?:build|buildx build|pull|compose (?:up|build|pull|create|start|stop|restart|down))\b[^|&;]*"
    r"(?:<<[^|&;\n]*\n(?s:.*))?"
)
_AT_TERMINAL = lazy_pattern(r"\bdocker\b.*\b(?:run|exec)\b[^|&;]* (?:-[a-z]*t[a-z]*|--tty) ")
_REGISTRY = "registry-1.docker.io"
_NO_REGISTRY = (
    "it asks a registry, and none is to be reached: name an image that can be made here"
    " (bases/images.toml), or say why the session is not run"
)
_PLUGIN = lazy_pattern(r"\bdocker (compose|buildx)\b")


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What is wrong with a command, in which line of the page; `is_taken` where accepting it mends that."""

    line: int
    command: str
    text: str
    is_taken: bool = False


@dataclass(kw_only=True)
class PageRun:
    """What came of a page: differences, what was not run and why, and what each session is to show."""

    page: ConsolePage
    images: dict[str, str] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)
    skipped: dict[int, str] = field(default_factory=dict)
    taken: list[tuple[Console, list[tuple[str, ...]]]] = field(default_factory=list)
    count: int = 0
    is_real: bool = False
    seconds: float = 0


def run_page(page: ConsolePage, stage: Stage, root: Path) -> PageRun:
    """Run all sessions of a page, in a folder of its own, on an engine with nothing but its images."""
    start = time.monotonic()
    done = PageRun(page=page, images=stage.set_up(page.text), is_real=stage.is_real)
    with TemporaryDirectory(prefix="dockerlayers-", ignore_cleanup_errors=True) as name:
        variables = environment_of_pages((str(Path(sys.executable).parent), *SYSTEM))
        with PageShell(stage.docker, Path(name), variables) as shell:
            _Runner(done, stage, shell, root).run()
    done.seconds = time.monotonic() - start
    return done


class _Runner:
    """Goes through a page from top to bottom, as a reader does."""

    def __init__(self, done: PageRun, stage: Stage, shell: PageShell, root: Path) -> None:
        self.done = done
        self.stage = stage
        self.shell = shell
        self.root = root
        self.bound: Bound = {}

    def run(self) -> None:
        """Write files and run sessions."""
        lost = ""
        for part in self.done.page.parts:
            if isinstance(part, PageFileFence):
                self.write(part)
            elif reason := part.options.norun or self.find_lack(part):
                self.done.skipped[part.line] = reason
            elif lost:
                self.done.differences.append(Difference(line=part.line, command="", text=lost))
            else:
                lost = self.run_console(part)

    def write(self, part: PageFileFence) -> None:
        """Put a file into the folder."""
        write_file(part, self.shell.work, has_registry=self.stage.is_real)

    def find_lack(self, console: Console) -> str | None:
        """Say what the engine lacks for a session, by its name."""
        docker, wanted = self.stage.docker, console.options.engine
        if wanted and docker.version < wanted:
            return f"it needs Docker Engine {wanted[0]}.{wanted[1]}, and this is {docker.version_text}"
        for name in sorted(set(_PLUGIN.findall("\n".join(turn.command for turn in console.turns)))):
            found = docker.find_compose() if name == "compose" else docker.find_buildx()
            if not found:
                return f"it needs docker {name}, which this engine's command lacks"
        return None

    def run_console(self, console: Console) -> str:
        """Run a session; say why the rest of the page cannot be run, where that is so."""
        outputs: list[tuple[str, ...]] = []
        failed = False
        self.done.count += 1
        commands = "\n".join(turn.command for turn in console.turns)
        copy_examples(commands, self.root, self.shell.work, has_registry=self.stage.is_real)
        for first, last in group_turns(console.turns):
            turn = console.turns[first]
            line = console.line + 1 + turn.begin
            try:
                printed = self.run_turns(console, first, last)
            except ShellError as error:
                self.done.differences.append(Difference(line=line, command=turn.command, text=str(error)))
                return f"it was not run: the session before it failed, in line {line}"
            ran = printed[0]
            failed |= ran.status != 0
            following = console.turns[last].command if last < len(console.turns) else ""
            is_right = not ran.status or console.options.expect_error or _STATUS.match(following)
            if not is_right:
                # Nothing of it is taken: a mistake is not to become what the page shows.
                self.tell(line, turn, _explain_status(ran))
            outputs += [
                self.compare(console, first + index, one) if is_right else console.shown_for(first + index)
                for index, one in enumerate(printed)
            ]
        if console.options.expect_error and not failed:
            text = "no command of this session fails: remove expect-error"
            self.done.differences.append(Difference(line=console.line, command="", text=text))
        self.done.taken.append((console, outputs))
        return ""

    def run_turns(self, console: Console, first: int, last: int) -> list[Ran]:
        """Run a command, and type what stands behind the prompts of another shell below it."""
        command, *typed = [self.fill(turn) for turn in console.turns[first:last]]
        seconds = console.options.timeout or SECONDS
        if not typed and not _AT_TERMINAL.search(command):
            return [self.shell.run(command, seconds)]
        ran, said = self.shell.talk(command, typed, seconds)
        for turn, one in zip(console.turns[first + 1 : last], said, strict=True):
            if match_line(turn.prompt, one.prompt or "", self.bound) is None:
                text = f"the prompt differs: {one.prompt}"
                self.tell(console.line + 1 + turn.begin, turn, text)
        return [ran, *(Ran(output=one.output, status=0) for one in said)]

    def fill(self, turn: Turn) -> str:
        """Put what is bound in place of the placeholders of a command."""
        unbound = find_unbound(turn.command, self.bound)
        if unbound:
            raise ShellError(f"nothing above is named {unbound}")
        return fill(turn.command, self.bound)

    def compare(self, console: Console, index: int, ran: Ran) -> tuple[str, ...]:
        """Compare an output, and return what the page is to show of it."""
        turn, shown, printed = console.turns[index], console.shown_for(index), read_output(ran.output)
        is_quiet = _TELLS_PROGRESS.fullmatch(turn.command) if ran.status == 0 else None
        if not shown and (is_quiet or self.is_greeting(console, index)):
            return shown
        bound = match_output(shown, printed, self.bound)
        if bound is not None:
            self.bound = bound
            return shown
        text = f"the output differs:\n{_indent(format_difference(shown, printed, self.bound))}"
        is_asking = not self.stage.is_real and _REGISTRY in ran.output
        if is_asking:
            text = f"{text}\n{_NO_REGISTRY}"
        self.tell(console.line + 1 + turn.begin, turn, text, is_taken=not is_asking)
        if is_asking:
            return shown
        taken = take_output(shown, printed, self.bound, platform.release())
        # What is accepted has to hold for what it was made of.
        self.bound = match_output(taken, printed, self.bound) or self.bound
        return taken

    def is_greeting(self, console: Console, index: int) -> bool:
        """Say whether an output is what another shell tells before its first prompt: not all of them do."""
        turns = console.turns
        following = turns[index + 1 : index + 2]
        return turns[index].prompt == PROMPT and any(turn.prompt != PROMPT for turn in following)

    def tell(self, line: int, turn: Turn, text: str, *, is_taken: bool = False) -> None:
        """Keep what is wrong with a command."""
        found = Difference(line=line, command=turn.command, text=text, is_taken=is_taken)
        self.done.differences.append(found)


def group_turns(turns: Sequence[Turn]) -> Iterator[tuple[int, int]]:
    """Yield the commands `[first:last]` that belong together: one of the page's shell, others typed to it."""
    begins = [index for index, turn in enumerate(turns) if turn.prompt == PROMPT]
    yield from zip(begins, [*begins[1:], len(turns)], strict=True)


def _explain_status(ran: Ran) -> str:
    hint = "if it is to fail, show it by «$ echo $?» or add expect-error"
    return "\n".join(
        [f"it ended with status {ran.status}; {hint}", *map("    | {}".format, read_output(ran.output)[-10:])]
    )


def _indent(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.split("\n"))
