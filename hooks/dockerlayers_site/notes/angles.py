"""HTML in notes: which tags are tags, and which are words between angle brackets."""

from __future__ import annotations

import re

from dockerlayers.patterns import lazy_pattern

_NAME = lazy_pattern(r"</?([A-Za-z][A-Za-z0-9-]*)")
_SPACER = lazy_pattern(r"(?:\s|&nbsp;|\u00a0|<br\s*/?>|</br>)+", re.IGNORECASE)
_KNOWN = frozenset(
    """
    a abbr acronym address animate area article aside audio b base bdi bdo big blockquote body br button
    canvas caption center circle cite clippath code col colgroup data datalist dd defs del desc details
    dfn dialog dir div dl dt ellipse em embed fieldset figcaption figure filter font footer form frame
    frameset g g-emoji h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label
    legend li line lineargradient link main map mark marker marquee mask math menu meta meter nav nobr
    noscript object ol optgroup option output p param path pattern picture polygon polyline pre progress
    q radialgradient rect rp rt ruby s samp script search section select slot small source span stop
    strike strong style sub summary sup svg symbol table tbody td template text textarea tfoot th thead
    time title tr track tspan tt u ul use var video view wbr
    """.split()  # noqa: SIM905
)


def is_tag(html: str) -> bool:
    """Say whether HTML begins as a browser knows it: `<container-id>` is a word that a browser would hide."""
    name = _NAME.match(html)
    return not name or name[1].lower() in _KNOWN


def is_spacer(html: str) -> bool:
    """Say whether HTML holds line breaks alone, put there to make room."""
    return bool(_SPACER.fullmatch(html))
