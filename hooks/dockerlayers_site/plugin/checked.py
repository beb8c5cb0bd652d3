"""Say at the end of a page for which version of Docker it holds, and when that was checked."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from dockerlayers.elements import Markup, element
from dockerlayers_site.cache.reads import note_day
from dockerlayers_site.checked.matter import Checked, read_checked, today
from dockerlayers_site.pages.problem import Problem
from dockerlayers_site.plugin.project import feature_logger, site_texts, source_of
from dockerlayers_site.texts import SiteTexts

_log = feature_logger("checked")


class CheckedDays:
    """What the pages of one build say of themselves."""

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Add the line, if front matter has the day; tell what is wrong with it."""
        del files
        said = read_checked(page.meta, source_of(page, config), today())
        match said:
            case Problem():
                _log.warning("%s", said)
                # A day to come is one that has come, later.
                note_day()
            case Checked():
                return html + tell_checked(said, site_texts(config))
        return html


def tell_checked(said: Checked, texts: SiteTexts) -> Markup:
    """Write the line: small, and of no use to a search."""
    day = said.day
    slots: dict[str, str | int] = {"year": day.year, "month": day.month, "day": day.day}
    text = (
        texts.word("checked-docker", docker=said.docker, **slots)
        if said.docker
        else texts.word("checked", **slots)
    )
    return element("p", element("small", text), data_search_exclude=True)
