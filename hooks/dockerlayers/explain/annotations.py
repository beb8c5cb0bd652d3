"""The annotations of a Dockerfile: what is shown, without a word on how."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from dockerlayers.explain.opening.told import Opening
from dockerlayers.model.types import Check, Effect, Stage
from dockerlayers.syntax.nodes import Instruction, Stretch
from dockerlayers.texts.inline import Inline
from dockerlayers.texts.texts import Texts


class RowKind(Enum):
    """What a row shows."""

    INSTRUCTION = "instruction"
    DIRECTIVE = "directive"
    COMMENT = "comment"
    OMISSION = "omission"
    """A line with nothing but `...`, where a fragment leaves something out."""
    TRIGGER = "trigger"
    """An instruction that an earlier stage or the base image left with ONBUILD; it has no line of its own."""


class Gloss(NamedTuple):
    """Words of a command, and what they do: `code` as it is shown, `places` where it stands in the file.

    `is_part` says that it belongs to the gloss before it, as an option to its command.
    """

    code: str
    places: tuple[Stretch, ...]
    say: Inline
    is_part: bool = False


class AdviceKind(Enum):
    """Who says that something is to be mended."""

    CHECK = "check"
    """One of Docker's build checks."""
    PRACTICE = "practice"
    """A practice that Docker does not check."""
    TRADE = "trade"
    """One of them with as much to say for it as against it."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Advice:
    """Something to mend: what goes wrong, why, and the lines as they would be.

    `rule` is its name, `title` what it is called, and `url` the official text. `detail` is Docker's
    own message, "" for a practice. `trade` is what speaks against it, where that is contested. `removed` are
    lines of the file, the first of them number `line`, and `added` what replaces them; both are empty, and
    `line` is None, where no line can be proposed.

    `places` are the lines of the other instructions that have the same fault: there, `first` is the line of
    the instruction at which it is told in full, and why and trade are not said again.
    """

    kind: AdviceKind
    rule: str
    url: str
    wrong: Inline
    why: Inline = ()
    trade: Inline = ()
    detail: str = ""
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    title: str = ""
    line: int | None = None
    places: tuple[tuple[int, int], ...] = ()
    first: int | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Consequence:
    """What is rebuilt when something changes: the anchors of rows, surely or depending on a result.

    `elsewhere` are those of stages that this build does not need, where another target needs them.
    """

    say: Inline
    rebuilt: tuple[str, ...] = ()
    maybe: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    maybe_elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Annotation:
    """A row: the physical lines from `first_line` to `end_line`, and what they do.

    `line` is where its instruction begins. Where comment lines stand directly above, they are a part of the
    row, and `first_line` is the first of them; `note` holds what the author says there, a text for each line,
    without comments that are but for a tool. A comment with a blank line below is a row of its own.

    `number` counts the layers of the final image from 1; it is None for what is no layer in it. `say` is
    empty for a comment, which speaks for itself. `anchor` names the row within its breakdown for ever, in
    ASCII: it hangs on what the row says and not on where it stands. `aliases` are names that lead there too.

    `glosses` explain the words of a command one by one, `advice` is what to mend. `leaves` says what the line
    leaves in the image, `cache` what the cache looks at before it is skipped; each is empty where there is
    nothing to tell. `change` is what a change of the line rebuilds, None where that is no question. `terms`
    explain words that occur here for the first time.
    """

    kind: RowKind
    first_line: int
    line: int
    end_line: int
    anchor: str
    effect: Effect
    aliases: tuple[str, ...] = ()
    note: tuple[str, ...] = ()
    say: Inline = ()
    number: int | None = None
    instruction: Instruction | None = None
    checks: tuple[Check, ...] = ()
    glosses: tuple[Gloss, ...] = ()
    advice: tuple[Advice, ...] = ()
    leaves: Inline = ()
    cache: Inline = ()
    change: Consequence | None = None
    terms: tuple[Inline, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Group:
    """The rows of a stage, or those before the first one (`stage` is None).

    `anchor` is that of the stage's FROM, None where there is none.
    """

    stage: Stage | None
    rows: tuple[Annotation, ...]
    anchor: str | None = None

    @property
    def is_in_image(self) -> bool:
        """Whether what the rows do is found in the final image."""
        return self.stage is None or self.stage.is_in_image


@dataclass(frozen=True, kw_only=True)
class Link:
    """A stage that takes something of another one: how, on which lines, and the anchors of their rows."""

    source: int
    target: int
    code: str
    lines: tuple[int, ...]
    anchors: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class SettingValue:
    """A value in the image config, and the row that set it (None: the base image, or Docker itself)."""

    text: str
    row: Annotation | None


@dataclass(frozen=True, kw_only=True, eq=False)
class Setting:
    """A field of the image config; `name` is the key of its label."""

    name: str
    values: tuple[SettingValue, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class HistoryRow:
    """An entry of the history as `docker history` prints it: `created_by` is Docker's own text.

    `row` is what left it, None for an entry that the base image brought. `number` counts the image's new
    layers from 1; it is None for an entry without a layer, and for one of the base image.
    """

    created_by: str
    is_empty_layer: bool
    row: Annotation | None
    number: int | None


@dataclass(frozen=True, kw_only=True, eq=False)
class Image:
    """The image that one stage makes when it is the target.

    `option` is what `--target` takes for it, None for the last stage, which needs none. `layers` are the rows
    that make its layers, from the bottom: their order counts them, as an annotation's `number` is that in the
    image of the breakdown. `base` is the row of what they stand on, None for nothing (FROM scratch) and for a
    fragment, `base_name` its reference. `history` begins with the newest entry, as `docker history` does;
    where `base_is_known` is False, that of the base would follow, and `settings` lack what the base brings.
    `needs` are the stages that are built for it, by index and in file order.
    """

    stage: Stage
    option: str | None
    layers: tuple[Annotation, ...]
    base: Annotation | None
    base_name: str | None
    base_is_known: bool
    metadata_count: int
    settings: tuple[Setting, ...]
    history: tuple[HistoryRow, ...]
    needs: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class FileQuestion:
    """A file that the build copies, by its `path` as the Dockerfile names it, and what its change rebuilds.

    `path` is empty for what only `COPY . .` and the like take: any other file. `anchors` are the rows that
    copy it.
    """

    path: str
    anchors: tuple[str, ...]
    change: Consequence


@dataclass(frozen=True, kw_only=True, eq=False)
class BaseQuestion:
    """An image that stages start from, by its `reference`, and what is rebuilt when a new one comes out."""

    reference: str
    change: Consequence


@dataclass(frozen=True, kw_only=True, eq=False)
class Breakdown:
    """All that is shown of a Dockerfile, and the texts that it is told in.

    `opening` is what is said of all of it. `image` is what the build makes,
    `others` the images of the other stages that could be its target.
    `effects` are the marks that occur, in the legend's order; `has_absent` says that some stage is not in the
    image. `files` are those of the build context that can be asked about, and `bases` the base images.
    """

    texts: Texts
    opening: Opening
    lines: tuple[str, ...]
    groups: tuple[Group, ...]
    links: tuple[Link, ...]
    image: Image
    others: tuple[Image, ...]
    effects: tuple[Effect, ...]
    has_absent: bool
    stage_count: int
    is_fragment: bool
    has_omissions: bool
    files: tuple[FileQuestion, ...] = ()
    bases: tuple[BaseQuestion, ...] = ()

    @property
    def target(self) -> Stage:
        """The stage that the build makes."""
        return self.image.stage
