"""One instruction on its way into a stage: its words, expanded, and the step that comes of it."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from dockerlayers.errors import DockerfileError
from dockerlayers.model.state import StageState
from dockerlayers.model.steps import Does
from dockerlayers.model.suggestions import suggest
from dockerlayers.model.types import Effect, Step, Undefined, make_step
from dockerlayers.syntax.expansion import Expansion, ExpansionError, Lexer
from dockerlayers.syntax.nodes import Flag, Heredoc, Instruction, Word

Place = Word | Flag | Heredoc
"""What stands somewhere in the source."""

NOT_IN_ENV = ("BUILDKIT_SBOM_SCAN_CONTEXT", "BUILDKIT_SBOM_SCAN_STAGE")
"""Arguments that BuildKit reads itself and keeps from the variables."""


MOST_CHARACTERS = 16 << 20
"""How much the history of a file may hold: BuildKit's messages, which carry it, are no longer."""


class Budget:
    """Counts what the instructions of a file come to."""

    def __init__(self) -> None:
        self.spent = 0

    def spend(self, count: int) -> None:
        """Count characters; raise DockerfileError where the file comes to too many."""
        self.spent += count
        if self.spent > MOST_CHARACTERS:
            raise DockerfileError(f"the image's history becomes longer than {MOST_CHARACTERS} characters")


@dataclass(frozen=True, kw_only=True, eq=False)
class Shared:
    """What all stages of a build share: how words are expanded, the global ARGs and the build arguments."""

    lexer: Lexer
    global_args: Mapping[str, str]
    build_args: Mapping[str, str]
    budget: Budget = field(default_factory=Budget)


class Fold:
    """The instructions of a stage on their way into it, one at a time, with the variables that it uses.

    `partial` is what an instruction has been read to do so far: the build checks look at it before its fault.
    """

    instruction: Instruction
    is_onbuild: bool
    sources: Sequence[StageState]

    def __init__(self, state: StageState, shared: Shared) -> None:
        self.state = state
        self.shared = shared
        self.lexer = shared.lexer
        self.variables: dict[str, str | None] = {}
        self.undefined: list[Undefined] = []
        self.partial: Does | None = None

    def begin(self, instruction: Instruction, is_onbuild: bool, sources: Sequence[StageState]) -> None:
        """Turn to the next instruction."""
        self.instruction = instruction
        self.is_onbuild = is_onbuild
        self.sources = sources
        self.variables.clear()
        self.undefined.clear()
        self.partial = None

    def expand(self, text: str, word: Place | None = None) -> str:
        """Expand a word with the stage's variables; note which it uses."""
        if self.lexer.is_plain(text):
            return text
        return self.process(self.lexer.expand, text, word).text

    def expand_words(self, word: Word) -> tuple[str, ...]:
        """Expand a word and split what comes out."""
        return self.process(self.lexer.split, word.text, word).words

    def process(
        self, run: Callable[[str, Mapping[str, str]], Expansion], text: str, word: Place | None
    ) -> Expansion:
        """Run the lexer over text and note which variables it meets."""
        state = self.state
        try:
            result = run(text, state.variables)
        except ExpansionError as error:
            self.note_unset(error.unset, word)
            error.span = word.span if word else None
            raise
        if result.used or result.unset:
            for name in result.used:
                self.variables[name] = state.variables[name]
            self.note_unset(result.unset, word)
        if result.unset and not state.is_known:
            return self.keep_unknown(run, text, result)
        return result

    def keep_unknown(
        self, run: Callable[[str, Mapping[str, str]], Expansion], text: str, result: Expansion
    ) -> Expansion:
        """Leave variables as written where an unknown base image may have set them."""
        declared = {name: "" for name in result.unset if name in self.state.build_args}
        if len(declared) == len(result.unset):
            return result
        lexer = self.lexer._replace(skip_unset=True)
        known = ChainMap(declared, self.state.variables)
        return (lexer.split if run == self.lexer.split else lexer.expand)(text, known)

    def note_unset(self, names: tuple[str, ...], word: Place | None) -> None:
        """Note variables without a value; those that nothing declares are undefined."""
        for name in names:
            self.variables.setdefault(name, None)
            if name not in self.state.build_args and name not in NOT_IN_ENV and self.state.is_known:
                nearest = suggest(name, self.state.variables)
                self.undefined.append(Undefined(name, nearest, word.span if word else None))

    def flag_value(self, name: str) -> str:
        """Return the value of a flag as it is written, "" where it is not given."""
        flag = self.instruction.find_flag(name)
        return (flag.value or "") if flag else ""

    def expanded_flag(self, name: str) -> str:
        """Expand the value of a flag; empty where it is not given."""
        flag = self.instruction.find_flag(name)
        return self.expand(flag.value or "", flag) if flag else ""

    def step(
        self,
        effect: Effect,
        created_by: str | None,
        does: Does | None,
    ) -> Step:
        """Make the step that comes of the instruction."""
        return make_step(
            (
                self.instruction,
                effect,
                created_by,
                does,
                tuple(self.variables.items()) if self.variables else (),
                tuple(self.undefined),
                tuple([source.index for source in self.sources if source.is_registered])
                if self.sources
                else (),
                self.is_onbuild,
                self.state.working_dir or None,
                None,
            )
        )
