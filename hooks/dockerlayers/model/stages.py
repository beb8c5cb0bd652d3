"""Stages: which names they have, which one is built from or copies from which, and what the target needs.

Source: https://github.com/moby/buildkit/blob/v0.32.2/frontend/dockerfile/dockerfile2llb/convert.go
"""

from __future__ import annotations

from collections.abc import Iterable

from dockerlayers.errors import DockerfileError
from dockerlayers.model.acceptance import check_instruction, locate
from dockerlayers.model.integers import parse_integer
from dockerlayers.model.mounts import source_name
from dockerlayers.model.state import SCRATCH_NAME, StageState
from dockerlayers.model.suggestions import suggest
from dockerlayers.syntax.characters import quote
from dockerlayers.syntax.expansion import Lexer
from dockerlayers.syntax.nodes import Flag, Instruction, Span
from dockerlayers.syntax.parser import parse_dockerfile

_NO_EXPANSION = (
    "variable expansion is not supported for --from, define a new stage with FROM using ARG from global scope"
    " as a workaround"
)


class Stages:
    """All stages of a build, and the images that COPY and mounts name, in the order BuildKit numbers them."""

    def __init__(self, escape: str) -> None:
        self.states: list[StageState] = []
        self.known: set[StageState] = set()
        self.by_name: dict[str, StageState] = {}
        self.lexer = Lexer(escape)

    def add(self, state: StageState) -> None:
        """Add a stage; it is built from an earlier one when its base has that name."""
        self.states.append(state)
        self.known.add(state)
        state.base_state = self.by_name.get(state.base)
        if state.name:
            self.by_name[state.name.lower()] = state

    def connect(self) -> None:
        """Find what every COPY --from and every mount names."""
        for state in list(self.states):
            for position, (instruction, _) in enumerate(state.instructions):
                if instruction.flags:
                    state.sources[position] = self.find_sources(instruction)
        self.check_circles()

    def find_sources(self, instruction: Instruction) -> list[StageState]:
        """Find the stages or images that an instruction takes files from; images are added to the list."""
        found: list[StageState] = []
        if instruction.name == "COPY":
            flag = instruction.find_flag("from")
            found = [self.find_copy_source(instruction, flag, flag.value)] if flag and flag.value else []
        elif instruction.name == "RUN":
            mounts = [flag.value or "" for flag in instruction.flags if flag.name == "mount"]
            found = [self.find_by_name(source_name(mount) or SCRATCH_NAME) for mount in mounts]
        for state in found:
            if state not in self.known:
                self.add(state)
        return found

    def find_copy_source(self, instruction: Instruction, flag: Flag, wanted: str) -> StageState:
        """Find what `COPY --from` names: a stage by number or name, else an image."""
        lines = tuple(range(instruction.line, instruction.end_line + 1))
        span = flag.span
        if self.lexer.expand(wanted, {}).text != wanted:
            raise DockerfileError(_NO_EXPANSION, span=span)
        index = parse_integer(wanted)
        if index is None:
            return self.find_by_name(wanted, lines, span)
        if not 0 <= index < len(self.states):
            raise DockerfileError(f"invalid stage index {index}", span=span)
        return self.states[index]

    def find_by_name(self, name: str, lines: tuple[int, ...] = (), span: Span | None = None) -> StageState:
        """Find a stage by its name in any case, else take the name as an image."""
        known = self.by_name.get(name.lower())
        return known or StageState(index=-1, instruction=None, base=name, lines=lines, span=span)

    def find_target(self, target: str | None) -> StageState:
        """Find the stage to build: the named one, else the last."""
        if not target:
            return self.states[-1]
        if target.lower() in self.by_name:
            return self.by_name[target.lower()]
        message = f"target stage {quote(target)} could not be found"
        nearest = suggest(target, (state.stage_name for state in self.states))
        hint = f"did you mean {nearest}?" if nearest else None
        raise DockerfileError(message, hint=hint, engine_text=f"{message} ({hint})" if hint else message)

    def check_circles(self) -> None:
        """Refuse stages that copy from each other."""
        visited: set[StageState] = set()
        for start in self.states:
            instruction = _find_circle(start, visited) if start.sources and start not in visited else None
            if instruction:
                message = f"circular dependency detected on stage: {start.stage_name}"
                flags = [flag for flag in instruction.flags if flag.name in ("from", "mount")]
                raise locate(DockerfileError(message, span=flags[0].span), instruction)

    def add_triggers(self, state: StageState, triggers: Iterable[str]) -> None:
        """Put the ONBUILD triggers that the base left before the stage's own instructions."""
        commands, sources = [], []
        for text in triggers:
            instruction = _parse_trigger(text, state)
            commands.append((instruction, True))
            sources.append(self.find_sources(instruction))
        own = [state.sources.get(position, []) for position in range(len(state.instructions))]
        state.instructions = [*commands, *state.instructions]
        state.sources = dict(enumerate([*sources, *own]))


def _find_circle(start: StageState, visited: set[StageState]) -> Instruction | None:
    """Walk from a stage to all that it copies from; return its first step on the way to a circle."""
    path = [(start, iter(start.dependencies()))]
    on_path = {start}
    steps: list[Instruction] = []
    visited.add(start)
    while path:
        state, rest = path[-1]
        instruction, source = next(rest, (None, None))
        if instruction is None or source is None:
            path.pop()
            on_path.discard(state)
            steps = steps[: max(len(path) - 1, 0)]
        elif source in on_path:
            return (*steps, instruction)[0]
        elif source not in visited:
            visited.add(source)
            on_path.add(source)
            steps.append(instruction)
            path.append((source, iter(source.dependencies())))
    return None


def reachable(target: StageState) -> set[StageState]:
    """Collect the stages that the target needs: through FROM, COPY --from and mounts."""
    found: set[StageState] = set()
    pending = [target]
    while pending:
        state = pending.pop()
        if state not in found:
            found.add(state)
            pending += [state.base_state] if state.base_state else []
            pending += [source for _, source in state.dependencies()]
    return found


def _parse_trigger(text: str, state: StageState) -> Instruction:
    """Parse a trigger; it stands where the FROM stands that runs it."""
    try:
        parsed = parse_dockerfile(text)
        if len(parsed.instructions) != 1:
            raise DockerfileError("onbuild trigger should be a single expression")
        instruction = parsed.instructions[0]
        check_instruction(instruction)
    except DockerfileError as error:
        error.engine_text = error.engine_text.removeprefix("dockerfile parse error on line 1: ")
        error.lines = state.lines
        error.span = state.instruction.span if state.instruction else None
        raise
    line, end_line = state.lines[0], state.lines[-1]
    return instruction._replace(line=line, end_line=end_line)
