"""Say on a page on what engine and when its sessions were run, from the record that the run has written."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from dockerlayers.elements import Markup, element
from dockerlayers_site.cache.reads import note_look
from dockerlayers_site.pages.code import mark_code
from dockerlayers_site.plugin.project import project_path, project_root, raw_text_of, site_texts
from dockerlayers_site.texts import SiteTexts

if TYPE_CHECKING:
    from dockerlayers_site.consoles.record import SessionRecord


class SessionRecords:
    """The records of the pages of one build."""

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Add the line at the end of the page, if its sessions were run as they stand there."""
        del files
        # What reads sessions is loaded for the first page that is converted.
        from dockerlayers_site.consoles.pages import parse_page
        from dockerlayers_site.consoles.record import load_record, record_path

        root, path = project_root(config), page.file.abs_src_path
        place = project_path(path, config) if path else ""
        if not place.startswith("docs/"):
            return html
        note_look(record_path(root, place))
        if not record_path(root, place).is_file():
            return html
        parsed = parse_page(place, raw_text_of(page.file))
        record = load_record(root, parsed)
        if not record:
            return html
        not_run = sum(bool(one.options.norun) for one in parsed.consoles)
        return html + tell_record(record, not_run, site_texts(config))


def tell_record(record: SessionRecord, not_run: int, texts: SiteTexts) -> Markup:
    """Write what is known of the run, and how many sessions are not run at all."""
    day = date.fromisoformat(record.day)
    slots: dict[str, str | int] = {"year": day.year, "month": day.month, "day": day.day}
    said = [
        texts.word("sessions-engine", engine=record.engine, platform=record.platform or "", **slots)
        if record.engine
        else texts.word("sessions-run", **slots)
    ]
    said += [texts.word("sessions-buildx", version=record.buildx)] if record.buildx else []
    names = ", ".join(f"`{name}`" for names in record.images for name in names.split(", "))
    said += [texts.word("sessions-stand-ins", names=names)] if names and not record.is_real else []
    said += [texts.word("sessions-varies")]
    said += [texts.word("sessions-not-run", count=not_run)] if not_run else []
    return element(
        "div",
        element("p", texts.word("sessions-title"), class_="admonition-title"),
        element("p", mark_code(" ".join(said))),
        class_="admonition info",
        data_search_exclude=True,
    )
