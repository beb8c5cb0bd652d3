"""The words of `[[ … ]]`, where operators are other than elsewhere."""

from __future__ import annotations

from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.shell.cursor import NotUnderstoodError
from dockerlayers.syntax.shell.nodes import ShellWord
from dockerlayers.syntax.shell.pieces import PIECES, Value
from dockerlayers.syntax.shell.words import WordReader

_OPERATOR = lazy_pattern(r"&&|\|\||[()]|[<>](?!\()")
_CLOSE = lazy_pattern(r"\]\](?=[ \t\n;&|()<>]|\Z)")
_REGEX_PLAIN = lazy_pattern(r"""[^ \t\n'"\\`$()]++""")


def read_condition(reader: WordReader) -> tuple[ShellWord, ...]:
    """Read all words from `[[` to `]]`.

    condition = "[[" , { word | operator | "=~" , regular expression | newline } , "]]"
    """
    words = [_cut(reader, reader.position + 2)]
    reader.skip_lines()
    while not _CLOSE.match(reader.text, reader.position, reader.end):
        operator = _OPERATOR.match(reader.text, reader.position, reader.end)
        if words[-1].text == "=~":
            words.append(_read_regex(reader))
        elif operator:
            words.append(_cut(reader, operator.end()))
        else:
            words.append(reader.read_word())
        reader.skip_lines()
    return (*words, _cut(reader, reader.position + 2))


def _cut(reader: WordReader, end: int) -> ShellWord:
    start, reader.position = reader.position, end
    text = reader.text[start:end]
    return ShellWord(text, start, end, text)


def _read_regex(reader: WordReader) -> ShellWord:
    """Read a regular expression, which may hold parentheses, and in these blanks."""
    start = reader.position
    level = 0
    values: list[Value] = []
    while reader.position < reader.end:
        plain = _REGEX_PLAIN.match(reader.text, reader.position, reader.end)
        character = reader.peek()
        piece = PIECES.get(character)
        if plain:
            reader.position = plain.end()
            values.append(plain[0])
        elif piece:
            values.append(piece(reader))
        elif not level and character != "(":
            break
        else:
            level += (character == "(") - (character == ")")
            reader.position += 1
            values.append(character)
    if level:
        raise NotUnderstoodError
    return reader.make_word(start, values)
