"""Set the type of a page: one pass over its HTML, for what a style sheet alone cannot say.

With `word-break: keep-all`, Hangul breaks between words; but behind a bracket, a quotation mark or a code
word a browser still breaks before the particle that belongs to it: «도커(Docker)|는». A word joiner (U+2060)
goes there. It has no width, and no meaning: what is searched, copied or compared has to be without it.
"""

from __future__ import annotations

import re
from itertools import groupby
from operator import itemgetter

from dockerlayers.patterns import lazy_pattern
from dockerlayers.typography.codes import LONG, cut_code, is_long

JOINER = "\u2060"
"""U+2060, the word joiner: https://www.unicode.org/reports/tr14/#WJ"""


def _any_of(names: str) -> str:
    """Return a pattern for names of elements by their first letters: one look rules out the most."""
    by_letter = groupby(sorted(names.split()), key=itemgetter(0))
    return "|".join(
        f"[{letter}{letter.upper()}](?i:{'|'.join(name[1:] for name in same)})" for letter, same in by_letter
    )


_HANGUL = r"[\uac00-\ud7a3]"
# What is no text, or is taken as it stands, from its start tag to its end tag.
_KEPT = "head script style template textarea select title svg math pre iframe"
_CODE = "code kbd samp tt var"
_INLINE = "a abbr b bdi bdo cite data del dfn em font i ins label mark q s small span strong sub sup time u"
_TEX = r'(?:span|div)\ class="arithmatex"'
# To the end of a start tag; an attribute in quotes may hold `>`.
_REST = r"""[^>"']*+(?:"[^"]*+"[^>"']*+|'[^']*+'[^>"']*+)*+>"""
_QUOTES = "\"'"
# Closing brackets and quotation marks, and signs that end a word: `50%는`. Some marks open, too.
_CLOSING = r"%)\]}°»’”…‰′″℃〉》」』】〕％）］｝"
_ENTITIES = r"quot|apos|\#0?39|\#34|\#x27|\#x22|rdquo|rsquo|raquo|hellip"
# Signs within a word: behind them a break is right before another word, and wrong before a particle, which is
# short and ends the word.
_INNER = r"#*+./\\~@_=^`|–—→-"
_SHORT_END = rf"{_HANGUL}{{1,3}}(?:[\s<,)]|\Z)"

# Whatever is not closed goes on to the end of the page, as in a browser: no sign is looked at twice.
_KEPT_TAG = (
    rf"<(?P<kept>{_any_of(_KEPT)})(?=[\s/>]){_REST}"
    r"[^<]*+(?:<(?!/(?P=kept)\s*>)[^<]*+)*+(?:</(?P=kept)\s*>|\Z)"
)
_CODE_TAG = (
    rf"(?P<open><(?P<code>{_any_of(_CODE)})(?=[\s/>]){_REST})(?P<word>.*?)(?P<close></(?P=code)\s*>|\Z)"
)
_END = rf"(?:[{_QUOTES}{_CLOSING}]|&(?:{_ENTITIES});)"
_END_TAG = rf"</(?:{_any_of(_INLINE)})\s*>"
_GLUE = rf"(?:{_END_TAG}|{_END})*(?={_HANGUL})"
_OTHER = rf"<(?!{_END_TAG[1:]}|(?:{_any_of(f'{_KEPT} {_CODE}')})[\s/>]|!--|{_TEX})[/a-zA-Z!?]{_REST}"
_UNJOINED = rf"{_END_TAG}(?:{_END_TAG}|{_END})*+(?!{_HANGUL})"
# Signs that no Hangul follows join nothing.
_SIGNS = rf"{_QUOTES}{_CLOSING}{_INNER}"
_PLAIN = rf"[{_SIGNS}](?!{_HANGUL})|&(?!(?:{_ENTITIES}|gt);{_HANGUL})|[^<&{_SIGNS}]++"

# First many tags and texts at once: asking for each, or at each letter, would take most of the time.
_TOKEN = lazy_pattern(
    rf"""
      (?:{_OTHER}|{_UNJOINED}|{_PLAIN})++
    | {_KEPT_TAG}
    | {_CODE_TAG}(?P<glue>{_GLUE})?
    | <!--.*?(?:-->|\Z)
    | <{_TEX}>.*?(?:</(?:span|div)>|\Z)
    | (?P<joint>
        (?<=[^\s>]){_END_TAG}{_GLUE}
      | (?<=[^\s<>(\[{{])(?:[{_QUOTES}]|&(?:{_ENTITIES});)(?={_HANGUL})
      | (?<=[^\s<])[{_CLOSING}](?={_HANGUL})
      | (?<=[!-~])(?:[{_INNER}]|&gt;)(?={_SHORT_END})
      )
    | (?:{_END_TAG})++
    | <[/a-zA-Z!?]{_REST}
    | <(?=[/a-zA-Z!?]).*\Z
    """,
    re.VERBOSE | re.DOTALL,
)


def set_type(html: str) -> str:
    """Return the HTML of a page, or of a part of one, with joiners and with places to break long code words.

    Text in code, scripts, drawings, forms and attributes stays as it is. What is set already does, too.
    """
    parts, last = [], 0
    for token in _TOKEN.finditer(html):
        kind = token.lastgroup
        # Nine of ten have no group: they stay as they are.
        if kind is None or kind == "kept" or (kind == "close" and not token["close"]):
            continue
        parts += [html[last : token.start()], token[0] + JOINER if kind == "joint" else _set_code(token)]
        last = token.end()
    return "".join([*parts, html[last:]])


def _set_code(token: re.Match[str]) -> str:
    start, word, close, glue = token.group("open", "word", "close", "glue")
    if is_long(word) and LONG not in start:
        start, word = f"{start[:-1]} {LONG}>", cut_code(word)
    return f"{start}{word}{close}" if glue is None else f"{start}{word}{close}{glue}{JOINER}"
