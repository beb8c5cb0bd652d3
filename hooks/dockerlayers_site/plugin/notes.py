"""Read pages as GitHub shows them."""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from urllib.parse import quote, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from dockerlayers_site.names import suggest
from dockerlayers_site.notes.assets import DRAWING_STYLES, STYLES, load_drawing_styles, load_styles
from dockerlayers_site.notes.drawing_file import CLASS
from dockerlayers_site.notes.extension import GitHubNotes
from dockerlayers_site.notes.front_matter import check_front_matter, read_blog_front_matter
from dockerlayers_site.notes.repair import Surroundings
from dockerlayers_site.notes.targets import Shelf, is_picture
from dockerlayers_site.pages.composition import compose
from dockerlayers_site.pages.page_file import PageFile
from dockerlayers_site.plugin.markdown import FOR_NOTES, add_needed
from dockerlayers_site.plugin.options import NotesOptions
from dockerlayers_site.plugin.project import (
    ASSETS,
    add_assets,
    add_extension,
    feature_logger,
    link_assets,
    project_root,
    site_texts,
    source_of,
    text_of,
)
from dockerlayers_site.plugin.some_styles import StylesOfSome
from dockerlayers_site.safety.policy import Allowed

_ASSETS = f"{ASSETS}/notes"
OF_DRAWINGS = StylesOfSome(
    folder=_ASSETS, names={f'class="{CLASS}"': DRAWING_STYLES}, load=load_drawing_styles
)
"""The styles of drawings."""
_PICTURES = "assets/notes"
_CONFIG = PageFile(path="mkdocs.yml")
_log = feature_logger("notes")


class Notes:
    """Notes among the pages of one build."""

    def __init__(self, options: NotesOptions | None = None) -> None:
        self.options = options or NotesOptions()
        self.extension = GitHubNotes(has_anchors=self.options.anchors, has_diagrams=self.options.diagrams)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Register the Markdown extension, and link the styles."""
        add_needed(config, FOR_NOTES)
        add_extension(config, self.extension)
        self.extension.texts = site_texts(config)
        self.extension.safe.allowed = self._allowed(config)
        link_assets(config, _ASSETS, styles=[STYLES], scripts=[])
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put the styles into the site."""
        add_assets(files, config, _ASSETS, load_styles())
        for pattern in self.extension.safe.allowed.pages:
            if not any(fnmatchcase(name, pattern) for name in files.src_uris):
                pages = [file.src_uri for file in files.documentation_pages()]
                text = f"notes: allow: pages: {pattern} is no page: nothing is allowed by it"
                _log.warning("%s", _CONFIG.report(text, hint=suggest(pattern, pages)))
        return files

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Tell the extension what is around a page, and show front matter that cannot be read as code."""
        self.extension.around = self._surroundings(page, config, files)
        text = text_of(page.file)
        self.extension.page = source_of(page, config)
        self.extension.safe.name = page.file.src_uri
        if page.meta and not text.startswith("---"):
            # MkDocs takes a first line such as `Docker: 컨테이너` for metadata, and off the page.
            page.meta.clear()
            markdown = text
        blog = read_blog_front_matter(text)
        if blog:
            names, markdown = blog
            page.meta.update(names)
        shown, problem = check_front_matter(markdown, self.extension.page)
        if problem:
            _log.warning("%s", problem)
        self.extension.safe.page = self.extension.page.seen_as(markdown)
        return shown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Report what is wrong on the page, and make its anchors known to MkDocs' check of links."""
        del html, config, files
        problems = [*self.extension.problems, *self.extension.left_out]
        for problem in sorted(problems, key=lambda one: one.line):
            _log.warning("%s", problem)
        for remark in self.extension.remarks:
            _log.info("%s", remark)
        (page.present_anchor_ids or set()).update(self.extension.ids)

    def _allowed(self, config: MkDocsConfig) -> Allowed:
        allow = self.options.allow
        return Allowed(
            hosts=allow.hosts if allow else (),
            pages=allow.pages if allow else (),
            own=urlsplit(config.site_url or "").hostname,
        )

    def _surroundings(self, page: Page, config: MkDocsConfig, files: Files) -> Surroundings:
        root = project_root(config)
        docs = Path(config.docs_dir).resolve()
        return Surroundings(
            page=page.file.src_uri,
            shelf=Shelf(
                uris=files.src_uris.keys(), docs=docs, root=root if docs.is_relative_to(root) else docs
            ),
            publish=partial(_publish, root, config, files) if self.options.pictures else _publish_nothing,
            browse=partial(_browse, root, config),
            address=lambda uri: get_relative_url(files.src_uris[uri].url, page.url),
        )


def _publish(root: Path, config: MkDocsConfig, files: Files, path: Path) -> str | None:
    """Take a picture from beside docs/ into the site."""
    if not is_picture(path):
        return None
    uri = f"{_PICTURES}/{compose(path.relative_to(root).as_posix())}"
    if uri not in files.src_uris:
        files.append(File.generated(config, uri, abs_src_path=str(path), inclusion=InclusionLevel.INCLUDED))
    return uri


def _publish_nothing(path: Path) -> None:
    del path


def _browse(root: Path, config: MkDocsConfig, path: Path) -> str | None:
    """Return where a file of the repository is read."""
    if not config.repo_url:
        return None
    kind = "tree" if path.is_dir() else "blob"
    return f"{config.repo_url.rstrip('/')}/{kind}/HEAD/{quote(path.relative_to(root).as_posix())}"
