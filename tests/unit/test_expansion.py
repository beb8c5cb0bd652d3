"""Quotes, escapes and variables in words, as BuildKit's shell lexer processes them."""

import pytest

from dockerlayers.errors import DockerfileError
from dockerlayers.syntax.expansion import Expansion, ExpansionError, Lexer

VARIABLES = {
    "A": "one",
    "EMPTY": "",
    "PATHS": "/a/b/c.tar.gz",
    "SPACED": "x  y",
    "STARS": "**?",
    "이름": "도커",
}

FORMS = {
    "a name": ("$A", "one"),
    "a name in braces": ("${A}", "one"),
    "a name in text": ("x${A}y$A-z", "xoneyone-z"),
    "a name of Hangul": ("$이름", "도커"),
    "a name that Hangul goes on": ("$A는", ""),
    "braces keep Hangul apart": ("${A}는", "one는"),
    "not set": ("[$NO]", "[]"),
    "set but empty": ("[$EMPTY]", "[]"),
    "default where not set": ("${NO:-d} ${NO-d}", "d d"),
    "default where empty": ("${EMPTY:-d} [${EMPTY-d}]", "d []"),
    "default where set": ("${A:-d} ${A-d}", "one one"),
    "default with a variable": ("${NO:-${A}${NO:-2}}", "one2"),
    "default in quotes": ("${NO:-'$A b'}", "$A b"),
    "alternative where not set": ("[${NO:+w}${NO+w}]", "[]"),
    "alternative where empty": ("[${EMPTY:+w}] ${EMPTY+w}", "[] w"),
    "alternative where set": ("${A:+w} ${A+w}", "w w"),
    "demand met": ("${A:?gone} ${A?gone} [${EMPTY?gone}]", "one one []"),
    "shortest prefix": ("${PATHS#*/}", "a/b/c.tar.gz"),
    "longest prefix": ("${PATHS##*/}", "c.tar.gz"),
    "shortest suffix": ("${PATHS%.*}", "/a/b/c.tar"),
    "longest suffix": ("${PATHS%%.*}", "/a/b/c"),
    "prefix that is not there": ("${PATHS#x} ${PATHS%x}", "/a/b/c.tar.gz /a/b/c.tar.gz"),
    "one character": ("${A#?} ${A%?}", "ne on"),
    "an escaped star": (r"${STARS#\*} ${STARS%\?} ${STARS/\?/\\}", r"*? ** **\\"),
    "first replaced": ("${PATHS/a/A}", "/A/b/c.tar.gz"),
    "all replaced": ("${PATHS//a/A}", "/A/b/c.tAr.gz"),
    "nothing to replace": ("${PATHS/x/y}", "/a/b/c.tar.gz"),
    "a slash replaced": (r"${PATHS//\//-}", "-a-b-c.tar.gz"),
    "a brace in the replacement": (r"${A/n/\}}", r"o\}e"),
    "replaced, not set": ("[${NO/a/b}]", "[]"),
    "brackets and dots are plain": ("${PATHS//[a]/x}${PATHS//./_}", "/a/b/c.tar.gz/a/b/c_tar_gz"),
    "no name": ("$ $. $", "$ $. $"),
    "special parameters": ("[$1$12x$@$*$#$?$-$$$!$0]", "[x]"),
    "single quotes": ("'$A \"x\"'", '$A "x"'),
    "double quotes": ("\"$A 'x'\"", "one 'x'"),
    "quotes within a word": ("a'b'\"c\"d", "abcd"),
    "an escape": (r"a\$A\"\ \x", 'a$A" x'),
    "an escape at the end": ("a\\", "a"),
    "an escape in double quotes": (r'"\"\$\\\n"', '"$\\\\n'),
    "a less-than sign": ("a<b << \tEOF", "a<b << \tEOF"),
}


@pytest.mark.parametrize("name", FORMS)
def test_expands(name: str) -> None:
    word, text = FORMS[name]
    assert Lexer().expand(word, VARIABLES).text == text


BROKEN = {
    "no name": ("${}", "syntax error: bad substitution"),
    "a colon for a name": ("${:-x}", "syntax error: bad substitution"),
    "two braces": ("${{A}}", "syntax error: bad substitution"),
    "a brace at the end": ("${", "syntax error: missing '}'"),
    "no closing brace": ("${A", "unsupported modifier (\ufffd) in substitution"),
    "no closing brace behind a default": ("${A:-x", "syntax error: missing '}'"),
    "nothing behind the colon": ("${A:", "syntax error: missing '}'"),
    "a quote within braces": ('${A:-"x', "syntax error: missing '}'"),
    "an error within braces": ("${A:-${}}", "syntax error: bad substitution"),
    "a caret": ("${A^}", "unsupported modifier (^) in substitution"),
    "a comma": ("${A,,}", "unsupported modifier (,) in substitution"),
    "a substring": ("${A:1}", "unsupported modifier (:1) in substitution"),
    "a demand, not set": ("${NO:?set it}", "NO: set it"),
    "a demand of a value, empty": ("${EMPTY:?}", "EMPTY: is not allowed to be empty"),
    "a demand, silent": ("${NO?}", "NO: is not allowed to be unset"),
    "no replacement": ("${A/n", "syntax error: missing '/' in ${}"),
    "no end of the replacement": ("${A/n/x", "syntax error: missing '}'"),
    "an error in the pattern": ("${A/${}/x}", "syntax error: bad substitution"),
    "an escape in a pattern": (r"${A#\x}", r"invalid pattern (\x) in substitution: invalid escape '\x'"),
    "an escape that ends a pattern": (r"${A/n\\\/x}", "syntax error: missing '/' in ${}"),
    "a double quote": ('"a', "unexpected end of statement while looking for matching double-quote"),
    "a double quote and an escape": (
        '"a\\',
        "unexpected end of statement while looking for matching double-quote",
    ),
    "a double quote with an error": ('"${}"', "syntax error: bad substitution"),
    "a single quote": ("'a", "unexpected end of statement while looking for matching single-quote"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_refuses(name: str) -> None:
    word, message = BROKEN[name]
    with pytest.raises(DockerfileError) as caught:
        Lexer().expand(word, VARIABLES)
    quoted = word.replace("\\", "\\\\").replace('"', '\\"')
    assert caught.value.message == f'failed to process "{quoted}": {message}'


def test_tells_which_variables_a_word_uses() -> None:
    assert Lexer().expand("$A ${NO} $A ${B:-$C} ${EMPTY:+x}", VARIABLES) == Expansion(
        text="one  one  ",
        words=("one", "one"),
        used=("A", "EMPTY"),
        unset=("NO", "C", "B"),
    )


def test_tells_what_was_unset_before_the_fault() -> None:
    with pytest.raises(ExpansionError) as caught:
        Lexer().expand("$A $X ${Y} ${}", VARIABLES)
    assert caught.value.unset == ("X", "Y")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a  b\tc", ("a", "b", "c")),
        (" a ", ("a",)),
        ("'a b' c", ("a b", "c")),
        (r"a\ b c", ("a b", "c")),
        ("$SPACED z", ("x", "y", "z")),
        ('"$SPACED" z', ("x  y", "z")),
        ("x$NO $NO", ("x",)),
        ("", ()),
        ("''", ()),
        ("a << EOF b", ("a", "<< EOF", "b")),
        ("a\u3000b", ("a", "b")),
    ],
)
def test_splits_at_blanks_that_are_not_quoted(text: str, words: tuple[str, ...]) -> None:
    assert Lexer().split(text, VARIABLES).words == words


def test_the_other_escape_token() -> None:
    lexer = Lexer("`")
    assert lexer.expand(r"C:\a `$A $A", VARIABLES).text == r"C:\a $A one"
    assert lexer.expand('"`" \\"', {}).text == '" \\'


def test_keeps_quotes_and_escapes_where_asked() -> None:
    lexer = Lexer(raw_quotes=True, raw_escapes=True)
    assert lexer.expand(r"""'a' "b\"c" \e $A""", VARIABLES).text == r"""'a' "b\"c" \e one"""
    # BuildKit doubles an escape that escapes nothing
    assert lexer.expand(r'"c\d"', VARIABLES).text == r'"c\\d"'


def test_quotes_without_a_meaning() -> None:
    assert Lexer(plain_quotes=True).expand('it\'s "$A"\n', VARIABLES).text == 'it\'s "one"\n'


@pytest.mark.parametrize("word", ["$NO", "${NO}", "${NO:-d}", "${NO+w}", "${NO#p}", "${NO/a/b}", "${NO:1}"])
def test_leaves_what_is_not_set_as_written(word: str) -> None:
    lexer = Lexer(skip_unset=True)
    assert lexer.expand(f"{word} $A", VARIABLES).text == f"{word} one"


def test_a_word_without_marks_is_itself() -> None:
    assert Lexer().expand("plain words\n", {}) == Expansion("plain words\n")


def test_a_dollar_in_a_replacement_of_all_is_a_group() -> None:
    # Go's ReplaceAllString expands groups, of which the pattern has none
    assert Lexer().expand("${A//n/'$1x$$y'}", VARIABLES).text == "o$ye"
    assert Lexer().expand("${A/n/'$1x$$y'}", VARIABLES).text == "o$1x$$ye"
