"""Put breakdowns into a page that is parsed: then the ids of its headings are known.

It is loaded with the first page that is converted: a build that finds all pages kept needs none of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from html import unescape
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, HTML_PLACEHOLDER_RE, STX
from pymdownx.superfences import highlight_validator

from dockerlayers.elements import Markup, element
from dockerlayers.patterns import lazy_pattern
from dockerlayers.render.legend import legend_id
from dockerlayers_site.encoding import ENCODING
from dockerlayers_site.fences.comparison import Other
from dockerlayers_site.fences.errors import FenceError
from dockerlayers_site.fences.fence import Code, Figure, read_block
from dockerlayers_site.fences.finder import (
    PREPROCESSOR,
    BlockFinder,
    Pending,
)
from dockerlayers_site.fences.header import point
from dockerlayers_site.fences.names import DEFAULT_ID, PageIds, read_heading, suggest_id_below
from dockerlayers_site.fences.places import FencePlace, PlaceFinder
from dockerlayers_site.pages.guard import explain_mistake
from dockerlayers_site.pages.html import HEADINGS
from dockerlayers_site.safety.written import Written

if TYPE_CHECKING:
    from dockerlayers_site.fences.extension import DockerfileFences

# Python-Markdown marks its placeholders with these two, and would put other HTML in their place.
_HARMLESS = ((STX, "\u2402"), (ETX, "\u2403"))
# No text of an author can look like this: quotation marks are escaped.
_ID = lazy_pattern(r' id="([^"]+)"')


@dataclass(frozen=True)
class _Section:
    """The section in which a block stands; it has no id above the first one."""

    id: str | None = None
    name: str = ""


class Renderer(Treeprocessor):
    """Put the HTML of the blocks into the page."""

    def __init__(self, md: Markdown, fences: DockerfileFences) -> None:
        super().__init__(md)
        self.fences = fences

    def run(self, root: Element) -> None:
        """Render the blocks, and put them where they stand."""
        finder = self.md.preprocessors[PREPROCESSOR]
        assert isinstance(finder, BlockFinder)
        kept = [pending for pending in self.fences.pending if finder.is_shown(pending.key)]
        places = PlaceFinder(self.fences.page)
        by_key = {pending.key: places.find(pending.block) for pending in kept}
        shown = [*self.read_all(kept, by_key)]
        sections = dict(_sections(root))
        found = [(pending.key, block) for pending, block in shown if isinstance(block, Figure)]
        figures = [*_name_figures(found, sections)]
        ids = PageIds(item.attrib["id"] for item in root.iter() if "id" in item.attrib)
        legend: str | None = None
        # An id that an author wrote comes before one that is made up.
        for key, figure in sorted(figures, key=lambda one: not one[1].has_own_id):
            self.fences.problems += [figure.clash] if figure.clash and figure.wanted_id in ids.used else []
            html, own_ids = self.place(replace(figure, legend=legend), ids, by_key[key])
            self.fences.ids += own_ids
            legend = legend or next((one for one in map(legend_id, own_ids) if one in own_ids), None)
            self.store(key, html)
        for pending, block in shown:
            if isinstance(block, Code):
                self.store(pending.key, _highlight(finder, pending, block))
        for _, figure in figures:
            self.fences.problems += [figure.problem] if figure.problem else []
            self.fences.problems += figure.warnings

    def read_all(
        self, kept: Iterable[Pending], places: Mapping[int, FencePlace]
    ) -> Iterator[tuple[Pending, Code | Figure]]:
        """Read the blocks of the page, each with what stands above it."""
        above: dict[str, Other] = {}
        for pending in kept:
            block = self.read(pending, places[pending.key], above)
            yield pending, block
            other = block.as_other() if isinstance(block, Figure) and block.has_own_id else None
            if other:
                above[block.wanted_id or ""] = other

    def read(self, pending: Pending, place: FencePlace, above: Mapping[str, Other]) -> Code | Figure:
        """Read a block of the page."""
        root, defaults = self.fences.root, self.fences.defaults
        try:
            return read_block(
                pending.block, pending.content, place, root=root, defaults=defaults, above=above
            )
        except Exception as error:  # noqa: BLE001 - a page must not be lost to a mistake of ours
            return _fail(pending.content, place, error)

    def place(self, figure: Figure, ids: PageIds, place: FencePlace) -> tuple[Markup, list[str]]:
        """Render a figure; what we cannot, as its source."""
        try:
            return _place(figure, ids, self.fences)
        except Exception as error:  # noqa: BLE001 - a page must not be lost to a mistake of ours
            failed = _fail(figure.source, place, error)
            assert failed.problem
            self.fences.problems.append(failed.problem)
            return _place(failed, ids, self.fences)

    def store(self, key: int, html: str) -> None:
        """Put HTML where a block's placeholder stands; what is made here stays known as such."""
        harmless = reduce(lambda text, pair: text.replace(*pair), _HARMLESS, html)
        self.md.htmlStash.rawHtmlBlocks[key] = type(html)(harmless)


def _fail(source: str, place: FencePlace, error: Exception) -> Figure:
    """Show the source of a Dockerfile that a mistake of ours keeps from being explained."""
    message, words = explain_mistake(error, "this Dockerfile from being explained")
    hint = f"please report it, with this Dockerfile and these words: {words}"
    problem = place.report(FenceError(message, span=point(1), hint=hint))
    return Figure(source=source, wanted_id=DEFAULT_ID, problem=problem)


def _sections(root: Element) -> Iterator[tuple[int, _Section]]:
    """Yield the number of each placeholder and its section."""
    section = _Section()
    for item in root.iter():
        if item.tag in HEADINGS:
            section = _Section(item.get("id") if item.tag != HEADINGS[0] else None, read_heading(item))
        for text in (item.text, item.tail):
            yield from ((int(found), section) for found in HTML_PLACEHOLDER_RE.findall(text or ""))


def _name_figures(
    figures: Iterable[tuple[int, Figure]], sections: Mapping[int, _Section]
) -> Iterator[tuple[int, Figure]]:
    """Give figures their ids, and those without a title their section: from the second on, with a number."""
    counts: Counter[str] = Counter()
    for key, figure in figures:
        section = sections.get(key, _Section())
        below = _below(figure, section.id)
        if section.name and not (figure.title or figure.other or figure.parts):
            counts[section.name] += 1
            nth = counts[section.name]
            below = replace(below, section=f"{section.name} ({nth})" if nth > 1 else section.name)
        yield key, below


def _below(figure: Figure, section: str | None) -> Figure:
    is_unnamed = not figure.has_own_id and figure.wanted_id == DEFAULT_ID
    return replace(figure, wanted_id=suggest_id_below(section)) if is_unnamed else figure


def _place(figure: Figure, page_ids: PageIds, fences: DockerfileFences) -> tuple[Markup, list[str]]:
    """Render a figure under the first id with which none of its own ids is used on the page already."""
    candidates = page_ids.candidates(figure.wanted_id)
    while True:
        html = _render(figure, next(candidates), fences)
        ids = [unescape(found) for found in _ID.findall(html)]
        if page_ids.take(ids):
            return html, ids


def _render(figure: Figure, root_id: str, fences: DockerfileFences) -> Markup:
    html = Markup(_find_html(figure, root_id, fences))
    return element("div", html, class_=" ".join(figure.classes)) if figure.classes else html


def _find_html(figure: Figure, root_id: str, fences: DockerfileFences) -> str:
    """Render a figure, unless that is known: most edits change a page's words, and not its Dockerfiles."""

    def render() -> str:
        return figure.render(root_id, fences.texts, fences.records, fences.guide)

    made_of = figure.made_of
    if made_of is None:
        return render()
    language = fences.texts.language
    kept = fences.keep(
        lambda: render().encode(*ENCODING), "breakdown", made_of, root_id, language, fences.guide
    )
    return kept.decode(*ENCODING)


def _highlight(finder: BlockFinder, pending: Pending, code: Code) -> str:
    """Highlight code as superfences would have done."""
    options: dict[str, str] = {}
    inputs = code.options or pending.plain["options"]["inputs"]
    highlight_validator(code.language, inputs, options, {}, finder.md)
    finder.line_count = code.source.count("\n") + 1
    # Else a title could be HTML.
    options.pop("title_mode", None)
    html = finder.highlight(
        src=code.source,
        language=code.language,
        options=options,
        md=finder.md,
        classes=list(code.classes),
        id_value=code.wanted_id or "",
        attrs={},
    )
    return Written(html)
