"""A Python-Markdown extension: each heading gets an id that lasts, and keeps those that it had."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import ClassVar
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import TocTreeprocessor, remove_fnrefs, render_inner_html, strip_tags, unique
from markdown.treeprocessors import Treeprocessor

from dockerlayers_site.links.ledger import PageRecord, Section
from dockerlayers_site.links.match import Heading, match_sections
from dockerlayers_site.links.names import FreeIds, propose_id
from dockerlayers_site.links.page import ALIAS
from dockerlayers_site.pages.html import HEADINGS

# Behind attr_list (8), which reads an author's ids; before toc (5), which makes them up.
_BEFORE_TOC = 6
# Before notes/extension.py adds GitHub's anchors (2), which must not repeat an id that is there.
_BEHIND_TOC = 4


class SectionIds(Extension):
    """Give the headings of each page their ids.

    A new one is short and in ASCII, or else what Python-Markdown would give it.
    Set `record` to what was published of a page before each conversion; `ids` are those that were added,
    `stolen` the sections whose id something else on the page has now, `repeated` the ids that authors gave
    to more than one heading, once for each but the first.
    """

    income: ClassVar = ("record",)
    outcome: ClassVar = ("ids", "stolen", "repeated")

    def __init__(self, *, terms: Mapping[str, str], is_short: bool = True) -> None:
        super().__init__()
        self.terms = terms
        self.is_short = is_short
        self.record = PageRecord(title="")
        self.given: list[_Given] = []
        self.ids: list[str] = []
        self.stolen: list[Section] = []
        self.repeated: list[str] = []

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register what gives ids, and what lets old ones lead to the same place."""
        md.treeprocessors.register(_GiveIds(md, self), "section_ids", _BEFORE_TOC)
        md.treeprocessors.register(_AddAliases(md, self), "section_aliases", _BEHIND_TOC)
        md.registerExtension(self)

    def reset(self) -> None:
        """Forget the page before."""
        self.given.clear()
        self.ids.clear()
        self.stolen.clear()
        self.repeated.clear()


@dataclass(kw_only=True)
class _Given:
    """A heading with what it was called: `own_id` by its author, `slug` by Python-Markdown's own rule."""

    element: Element
    heading: Heading
    slug: str = ""
    record: Section | None = None
    aliases: tuple[str, ...] = ()

    def has_lost(self, id_: str) -> bool:
        """Say whether an id does not lead here."""
        return id_ not in (self.element.attrib["id"], *self.aliases)

    def may_have(self, id_: str, recorded: frozenset[str]) -> bool:
        """Say whether an id is this section's, or was never published as that of anything else."""
        return bool(self.record and id_ in self.record.ids) or id_ not in recorded


class _GiveIds(Treeprocessor):
    is_spare = True

    def __init__(self, md: Markdown, sections: SectionIds) -> None:
        super().__init__(md)
        self.sections = sections

    def run(self, root: Element) -> None:
        given = list(self.find_headings(root))
        own_ids = [one.heading.own_id for one in given if one.heading.own_id]
        counts: Counter[str] = Counter()
        for id_ in own_ids:
            counts[id_] += 1
            self.sections.repeated += [id_] if counts[id_] > 1 else []
        self.name_as_before(root, given)
        record = self.sections.record
        records = match_sections([one.heading for one in given], (*record.sections, *record.past))
        for one, known in zip(given, records, strict=True):
            one.record = known
        self.give_ids(root, given)
        self.sections.given += given

    def find_headings(self, root: Element) -> Iterator[_Given]:
        above: list[tuple[int, str]] = []
        for element in root.iter():
            if element.tag in HEADINGS:
                level = int(element.tag[1])
                text = self.text(element)
                above = [one for one in above if one[0] < level]
                path = tuple(words for depth, words in above if depth > 1)
                above.append((level, text))
                heading = Heading(text=text, level=level, path=path, own_id=element.get("id"))
                yield _Given(element=element, heading=heading)

    def text(self, element: Element) -> str:
        """Return the words of a heading as toc reads them."""
        html = strip_tags(render_inner_html(remove_fnrefs(element), self.md))
        return " ".join(unescape(html).split())

    def name_as_before(self, root: Element, given: Sequence[_Given]) -> None:
        """Find the id that toc would make up; where it really would have, that heading comes first."""
        slugify = self.slugify()
        used = {element.attrib["id"] for element in root.iter() if "id" in element.attrib}
        # Where the search for a free one ended: from its begin on, it takes a thousand steps for a thousand
        # equal headings.
        last: dict[str, str] = {}
        for has_own in (False, True):
            for one in given:
                if bool(one.heading.own_id) == has_own:
                    slug = slugify(one.heading.text)
                    # Of nothing, toc makes an id as well; an author's heading needs none like that.
                    one.slug = unique(last.get(slug, slug), used) if slug or not has_own else ""
                    last[slug] = one.slug

    def slugify(self) -> Callable[[str], str]:
        """Return the rule by which toc makes ids up."""
        toc = next((one for one in self.md.treeprocessors if isinstance(one, TocTreeprocessor)), None)
        return lambda text: str(toc.slugify(text, toc.sep)) if toc else ""

    def give_ids(self, root: Element, given: Sequence[_Given]) -> None:
        own = {element.attrib["id"] for element in root.iter() if "id" in element.attrib}
        recorded = frozenset(self.sections.record.ids)
        free = FreeIds(own, recorded, {one.slug for one in given})
        for one in given:
            if not one.heading.own_id:
                one.element.set("id", self.choose(one, own, recorded, free))
                own.add(one.element.attrib["id"])
        for one in given:
            wanted = dict.fromkeys(filter(None, [*(one.record.ids if one.record else ()), one.slug]))
            one.aliases = tuple(id_ for id_ in wanted if id_ not in own and one.may_have(id_, recorded))
            own.update(one.aliases)
        self.sections.stolen += [one.record for one in given if one.record and one.has_lost(one.record.id)]

    def choose(self, one: _Given, own: set[str], recorded: frozenset[str], free: FreeIds) -> str:
        """Return the id that was published, else a new one that nothing else has or had."""
        if one.record and one.record.id not in own:
            return one.record.id
        if not self.sections.is_short and one.slug not in own and one.slug not in recorded:
            return one.slug
        proposed = propose_id(one.heading.text, terms=self.sections.terms)
        return free.find(proposed, own=one.slug)


class _AddAliases(Treeprocessor):
    is_spare = True

    def __init__(self, md: Markdown, sections: SectionIds) -> None:
        super().__init__(md)
        self.sections = sections

    def run(self, root: Element) -> None:
        del root
        for one in self.sections.given:
            for alias in reversed(one.aliases):
                mark = Element("span", {"id": alias, "class": ALIAS})
                mark.tail, one.element.text = one.element.text, None
                one.element.insert(0, mark)
            self.sections.ids += [one.element.attrib["id"], *one.aliases]
