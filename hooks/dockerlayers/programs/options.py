"""The options among a command's words, read as the program itself reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dockerlayers.patterns import lazy_pattern
from dockerlayers.programs.quoting import inner_start, plain_text, show, take_quotes
from dockerlayers.programs.types import Asked, Option, OptionStyle, Program, Value
from dockerlayers.syntax.shell.nodes import ShellWord

_NAME_AND_OPTION = 2
Range = tuple[int, int]
"""Where something stands, in offsets."""

_NUMBER = lazy_pattern(r"-\d+")
_TEST_OPTION = lazy_pattern(r"-[A-Za-z]{1,2}")
_ASKING = {
    name: Option(key=(name,), value=Value.NONE, asks=asked)
    for name, asked in (("--version", Asked.VERSION), ("--help", Asked.HELP))
}
"""What nearly every program takes: https://www.gnu.org/prep/standards/html_node/Command_002dLine-Interfaces.html"""
_ASKING_ALONE = {
    name: Option(key=(name,), value=Value.NONE, asks=asked)
    for name, asked in (
        ("-V", Asked.VERSION),
        ("-v", Asked.VERSION),
        ("-version", Asked.VERSION),
        ("-help", Asked.HELP),
        ("version", Asked.VERSION),
        ("help", Asked.HELP),
    )
}
"""What programs that do not know them otherwise take as the only word for the same."""
_FREE_STYLES = (OptionStyle.GNU, OptionStyle.TAR, OptionStyle.LONG)
"""Where a word that is not known is an option all the same."""
_NUMBERED = lazy_pattern(r"[v^~<>=]*\d|[$]")
_COMMAND_ENDS = (";", "\\;", "+")


class OptionUse(NamedTuple):
    """An option as it is used; `option` is None for one that is not known, `value` is as it is written."""

    code: str
    ranges: tuple[Range, ...]
    option: Option | None = None
    value: str | None = None


class Rest(NamedTuple):
    """What an option leaves to be read: words that are a command, or a word that is a script."""

    words: tuple[ShellWord, ...] = ()
    script: ShellWord | None = None


class OptionReader:
    """Reads options off `words`, from `index` on.

    `levels` are a program and its commands; `level` is the last one, the innermost.
    """

    def __init__(self, words: Sequence[ShellWord], program: Program) -> None:
        self.words = words
        self.index = 1
        self.levels = [program]
        self.level = program
        self.uses: list[OptionUse] = []
        self.rests: list[Rest] = []
        self.remainder: tuple[ShellWord, ...] = ()
        self.is_ended = False

    @property
    def is_trusted(self) -> bool:
        """Whether all options so far are known, and with them which words are their values."""
        return all(use.option for use in self.uses)

    def find(self, name: str) -> Option | None:
        """Find an option of the command, or of a level above it, or one that nearly every program takes.

        A letter for the version is the program's own: `git -v` asks, `git clone -v` tells more.
        """
        for level in reversed(self.levels):
            option = level.options.get(name)
            is_far = level is not self.level and not name.startswith("--")
            if option and not (is_far and option.asks is Asked.VERSION):
                return option
        if self.level.style not in _FREE_STYLES:
            return None
        return _ASKING.get(name) or (self.find_alone(name) if name.startswith("-") else None)

    def find_alone(self, name: str) -> Option | None:
        """Find what a program, or its command, is asked for by the only word behind its name."""
        is_alone = self.index == len(self.words) - 1 and not self.uses
        return _ASKING_ALONE.get(name) if is_alone and self.index == len(self.levels) else None

    def enter(self, command: Program) -> None:
        """Go on with the options of a command; those before its name mean there what it says of them."""
        self.levels.append(command)
        self.level = command
        self.uses = [
            use._replace(option=own)
            if use.option and (own := command.options.get(use.code)) and own.value is use.option.value
            else use
            for use in self.uses
        ]

    def read(self) -> bool:
        """Read the option at `index` with its value; return False where none stands there."""
        if self.is_ended or self.level.style is OptionStyle.NONE:
            return False
        word = self.words[self.index]
        name = plain_text(word)
        if name == "--" and self.level.style not in (OptionStyle.TEST, OptionStyle.LITERAL):
            self.index += 1
            self.is_ended = True
            return True
        is_dashed = len(name) > 1 and (name[0] == "-" or (self.level.plus and name[0] == "+"))
        if not is_dashed and self.level.style not in (OptionStyle.LONG, OptionStyle.TEST):
            return False
        return self.read_whole(name) or self.read_attached(name) or (is_dashed and self.read_rest(name))

    def read_whole(self, name: str) -> bool:
        """Read an option that is a word of its own; its value may be the next one."""
        following = self.words[self.index + 1 : self.index + 2]
        if following and (fixed := self.find(f"{name} {show(plain_text(following[0]))}")):
            self.use(name, fixed, words=2)
            return True
        option = self.find(name)
        if not option:
            return False
        if option.value is Value.REQUIRED:
            self.use_with_next(name, option)
        elif option.asks is Asked.VERSION and following and _NUMBERED.match(plain_text(following[0])):
            self.use(name, None)  # what an unknown command takes: `dotnet add package x --version 1.2`
        else:
            self.use(name, option)
            self.leave_rest(option)
        return True

    def read_attached(self, name: str) -> bool:
        """Read `--name=value`, or `name=value` where the option is `name=`."""
        head, equals, value = name.partition("=")
        if not equals:
            return False
        if self.words[self.index].value is None:
            value = take_quotes(value)
        option = self.find(f"{head} {show(value)}") or self.find(f"{head}=")
        if not option:
            option = self.find(head)
            takes = option and option.value in (Value.REQUIRED, Value.OPTIONAL)
            if not takes and value != "true":
                return False
        if option:
            self.use(head, option, value=value)
        return bool(option)

    def read_rest(self, name: str) -> bool:
        """Read what begins with a dash and is no name by itself."""
        style = self.level.style
        if style is OptionStyle.TEST:
            return bool(_TEST_OPTION.fullmatch(name)) and self.use(name, None)
        if style is OptionStyle.LITERAL and not all(self.find(name[0] + letter) for letter in name[1:]):
            return False
        if number := _NUMBER.fullmatch(name) and self.find("-NUM"):
            return self.use(name, number, value=name[1:])
        if style is OptionStyle.LONG:
            return self.read_prefix(name)
        return self.use(name, None) if name.startswith("--") else self.read_cluster(name)

    def read_prefix(self, name: str) -> bool:
        """Read `-nameVALUE`, for names that take a value so."""
        for end in range(len(name) - 1, 1, -1):
            option = self.find(name[:end])
            if option and option.value is Value.OPTIONAL:
                return self.use(name[:end], option, value=name[end:])
        return self.use(name, None)

    def read_cluster(self, name: str, *, is_bare: bool = False) -> bool:
        """Read one-letter options in one word; the value of the last is the word's rest, or the next word.

        cluster = ( "-" | "+" ) , { letter } , [ letter , value ]

        In a bare one, as tar has it, there is no dash and values are always the next words.
        """
        word = self.words[self.index]
        start = inner_start(word, name)
        waiting: list[tuple[str, Option, tuple[Range, ...]]] = []
        position = 0 if is_bare else 1
        while position < len(name):
            letter = f"-{name[position]}" if is_bare else name[0] + name[position]
            option, value = self.find(letter), name[position + 1 :]
            if word.value is None:
                value = take_quotes(value)
            begin = 0 if position == 1 and not is_bare else position
            first, last = (word.start, word.end) if start is None else (start + begin, start + position + 1)
            position += 1
            if not option:
                self.uses.append(OptionUse(name[0] + name[position - 1 :], ((word.start, word.end),)))
                break
            if option.value in (Value.REQUIRED, Value.OPTIONAL) and value and not is_bare:
                self.use_fixed(letter, option, value, ((first, word.end),))
                break
            if option.value in (Value.NONE, Value.OPTIONAL):
                self.uses.append(OptionUse(letter, ((first, last),), option))
            else:
                waiting.append((letter, option, ((first, last),)))
        self.index += 1
        for letter, option, ranges in waiting:
            self.take_value(letter, option, ranges)
        return True

    def take_value(self, letter: str, option: Option, ranges: tuple[Range, ...]) -> None:
        """Take the next word for the value of an option in a cluster that is read."""
        if option.value is not Value.REQUIRED:
            self.uses.append(OptionUse(letter, ranges, option))
            self.leave_rest(option)
        elif self.index < len(self.words):
            word = self.words[self.index]
            self.use_fixed(letter, option, plain_text(word), (*ranges, (word.start, word.end)))
            self.index += 1
        else:
            self.uses.append(OptionUse(letter, ranges))

    def use_fixed(self, name: str, option: Option, value: str, ranges: tuple[Range, ...]) -> None:
        """Note an option with a value; a certain value may have an entry of its own."""
        fixed = self.find(f"{name} {show(value)}")
        use = OptionUse(name, ranges, fixed) if fixed else OptionUse(name, ranges, option, value)
        self.uses.append(use)
        self.is_ended = self.is_ended or (fixed or option).ends

    def use(self, name: str, option: Option | None, *, value: str | None = None, words: int = 1) -> bool:
        """Note an option that takes so many words, and go on behind them."""
        taken = self.words[self.index : self.index + words]
        self.uses.append(OptionUse(name, tuple((word.start, word.end) for word in taken), option, value))
        self.index += words
        self.is_ended = self.is_ended or (option is not None and option.ends)
        return True

    def use_with_next(self, name: str, option: Option) -> None:
        """Note an option whose value is the next word; without one it is not understood."""
        following = self.words[self.index + 1 : self.index + 2]
        if following:
            self.use(name, option, value=plain_text(following[0]), words=2)
        else:
            self.use(name, None)

    def leave_rest(self, option: Option) -> None:
        """Leave what follows an option to be read by others, where it is a command or a script."""
        words = self.words[self.index :]
        if option.value is Value.SCRIPT and words:
            self.rests.append(Rest(script=words[0]))
            self.index += 1
        elif option.value is Value.REST:
            self.remainder = tuple(words)
            self.index += len(words)
        elif option.value is Value.COMMAND:
            ends = [place for place, word in enumerate(words) if plain_text(word) in _COMMAND_ENDS]
            count = ends[0] if ends else len(words)
            command = tuple(words[:count])
            self.rests.append(Rest(words=command))
            self.uses[-1] = self.uses[-1]._replace(value=" ".join(word.text for word in command))
            self.index += count + 1


def find_asking(words: Sequence[ShellWord]) -> Option | None:
    """Find the option by which a program that is not known is only asked, among its words, its name first."""
    return _ASKING.get(plain_text(words[1])) if len(words) == _NAME_AND_OPTION else None


def list_dashed(words: Iterable[ShellWord]) -> Iterator[OptionUse]:
    """List the words that look like options, of a program that is not known."""
    for word in words:
        if word.text.startswith("-") and len(word.text) > 1:
            yield OptionUse(word.text, ((word.start, word.end),))
