"""Tell how many notes have the structure on the site that they have on GitHub.

usage: python benchmarks/notes_structure.py FOLDER [--show]

FOLDER holds notes. Needs the packages `cmarkgfm`, GitHub's own parser, and `html5lib`. A note is equal if its
headings, lists, items, code, tables, quotes, rules and words are the same, in the same order and nesting.
`--show` prints the first difference of each other note.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options
from markdown import Markdown
from mkdocs.config import load_config

from dockerlayers_site.notes.extension import GitHubNotes
from dockerlayers_site.safety.policy import Allowed

ROOT = Path(__file__).resolve().parents[1]
SHOWN = frozenset(
    (
        *("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "pre", "table", "tr", "th", "td"),
        *("blockquote", "hr", "strong", "em", "del", "code", "img"),
    )
)
# What only one side has: links of headings, footnotes, boxes of tasks, file names above code.
HIDDEN = frozenset(("headerlink", "footnote", "footnotes", "footnote-ref", "footnote-backref", "filename"))
MATTER = re.compile(r"\A---\n.*?\n---[ \t]*\n", re.DOTALL)
FLAGS = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES


def render_on_site(text: str) -> str:
    """Convert as the site does, but show Dockerfiles as plain code."""
    config = load_config(str(ROOT / "mkdocs.yml"), hooks=[])
    notes = GitHubNotes()
    # What is shown otherwise on purpose: pictures of other hosts are links.
    notes.safe.allowed = Allowed(hosts=("*",))
    extensions = [*config.markdown_extensions, notes]
    return Markdown(extensions=extensions, extension_configs=config.mdx_configs).convert(text)


def outline(html: str) -> list[str]:
    """Return the elements that matter, each with its depth, and the words between them."""
    root = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    pieces = list(walk(root, 0))
    return [piece for piece in pieces if piece]


def walk(element: Element, depth: int) -> Iterator[str]:
    if not isinstance(element.tag, str) or HIDDEN & set(element.get("class", "").split()):
        return
    # Code is marked inside of `pre` by one side alone.
    is_shown = element.tag in SHOWN and not (element.tag == "code" and depth > 1_000)
    if is_shown:
        yield f"{depth % 1_000} {element.tag}"
    below = depth + is_shown + (1_000 if element.tag == "pre" else 0)
    yield words(element.text)
    for child in element:
        yield from walk(child, below)
        yield words(child.tail)


def words(text: str | None) -> str:
    return re.sub(r"\W+", "", text or "")


def joined(pieces: list[str]) -> list[str]:
    """Join the words between two elements, which each side parts in its own way."""
    result: list[str] = []
    for piece in pieces:
        if result and " " not in piece and " " not in result[-1]:
            result[-1] += piece
        else:
            result.append(piece)
    return result


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    paths = sorted(options.folder.rglob("*.md"))
    equal = 0
    for path in paths:
        text = MATTER.sub("", path.read_text(encoding="utf-8-sig"))
        github = joined(outline(github_flavored_markdown_to_html(text, FLAGS)))
        site = joined(outline(render_on_site(text)))
        equal += github == site
        if github != site and options.show:
            first = next(pair for pair in zip_longest(github, site) if pair[0] != pair[1])
            print(f"{path}: GitHub has {str(first[0])[:80]!r}, the site {str(first[1])[:80]!r}")
    print(f"{equal} of {len(paths)} notes are equal: {equal / max(len(paths), 1):.1%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
