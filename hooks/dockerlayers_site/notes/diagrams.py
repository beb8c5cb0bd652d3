"""Diagrams of Mermaid: their source is in the page, and a script draws it where Mermaid is installed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

from dockerlayers.elements import Markup, element
from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.safety.policy import read_host

TAG = "mermaid"
CLASS = "note-diagram"
"""A class of our own: for `mermaid`, the theme asks another host."""
SCRIPT = "diagrams.js"
# What a diagram of Mermaid 12 can begin with: https://mermaid.js.org/intro/syntax-reference.html
_KINDS = frozenset(
    """
    flowchart graph sequenceDiagram classDiagram stateDiagram erDiagram journey gantt pie quadrantChart
    requirement requirementDiagram gitGraph C4Context C4Container C4Component C4Dynamic C4Deployment mindmap
    timeline sankey xychart block packet kanban architecture radar treemap info zenuml venn ishikawa wardley
    treeView eventmodeling usecase railroad railroad-ebnf railroad-abnf railroad-peg cynefin swimlane
    agentflow classDiagram-v2 stateDiagram-v2 flowchart-v2 flowchart-elk
    """.split()  # noqa: SIM905
)
_FRONT_MATTER = lazy_pattern(r"\s*---[ \t]*\n.*?\n[ \t]*---[ \t]*(?:\n|$)", re.DOTALL)
_DIRECTIVE = lazy_pattern(r"\s*%%\{.*?\}%%|\s*%%[^\n]*(?:\n|$)", re.DOTALL)
_PICTURE = lazy_pattern(r"""\bimg["']?\s*:\s*["']?(?P<address>(?:https?:)?//[^\s"',}]+)""")
_WORD = lazy_pattern(r"\s*([\w-]+|\S+)")


@dataclass(frozen=True, kw_only=True)
class WrongDiagram:
    """What is wrong with a diagram: what is said of which word in it."""

    word: str
    text: str
    hint: str


def check_diagram(source: str) -> WrongDiagram | None:
    """Say what is wrong with a diagram as far as that shows; of the rest, Mermaid tells when it is drawn."""
    rest = _FRONT_MATTER.sub("", source, count=1)
    while found := _DIRECTIVE.match(rest):
        rest = rest[found.end() :]
    begin = _WORD.match(rest)
    word = begin[1] if begin else ""
    if word.removesuffix("-beta") not in _KINDS:
        nearest = get_close_matches(word, _KINDS, n=1) or ["flowchart"]
        text = f"no diagram of Mermaid begins with {word or 'nothing'}"
        return WrongDiagram(word=word, text=text, hint=f"did you mean {nearest[0]}?")
    picture = _PICTURE.search(rest)
    if picture and (host := read_host(picture["address"])):
        text = f"a diagram that shows a picture of another host, {host}, is not drawn"
        return WrongDiagram(word=picture["address"], text=text, hint="take the picture out of the diagram")
    return None


def write_diagram(source: str) -> Markup:
    """Write the source of a diagram as code."""
    code = element("pre", element("code", source))
    return element("div", element("div", code, class_="highlight"), class_=CLASS)
