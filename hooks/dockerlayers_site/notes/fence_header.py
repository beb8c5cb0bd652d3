"""What stands behind the marks of a fence."""

from __future__ import annotations

import re

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.fences.sessions import SESSION_TAGS

_LANGUAGE = lazy_pattern(r"[\w#.+-]*", re.ASCII)
_SESSION_TAGS = frozenset(SESSION_TAGS)
_SESSION_OPTIONS = lazy_pattern(r"\b(?:(?:norun|engine|timeout)=|expect-error\b)")
_OWN_TAGS = frozenset({"dockerfile", "containerfile", "docker"})
_OPTIONS = lazy_pattern(
    r"""^\{[ ]*[.#][^{}]*\}$ | ^\{[ ]*\.?(?:dockerfile|containerfile|docker)\b
      | \b(?:title|hl_lines|linenums|linenums_style|anchor_linenums)=
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WORDS = lazy_pattern(r"[^\W\d]")


def write_header(info: str) -> str:
    """Return what stands behind the marks of a fence, as superfences reads it.

    GitHub hides what follows the language; here it is the title, which is what most authors write there.
    """
    name = _LANGUAGE.match(info)
    assert name
    rest = info[name.end() :].strip(" :,{}")
    if name[0].lower() in _SESSION_TAGS and _SESSION_OPTIONS.search(rest):
        return info
    if name[0].lower() in _OWN_TAGS or _OPTIONS.search(info):
        return info
    if not _WORDS.search(rest):
        return name[0]
    title = rest.replace('"', "'")
    return f'{name[0] or "text"} title="{title}"'
