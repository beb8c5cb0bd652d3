"""Read pages in other encodings than UTF-8, or name the file: MkDocs would stop with a traceback."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from dockerlayers.elements import join
from dockerlayers_site.pages.encodings import decode_page
from dockerlayers_site.pages.page_file import PageFile
from dockerlayers_site.plugin.project import feature_logger, project_path, raw_text_of, site_texts

_log = feature_logger("encodings")
_CURE = "save it as UTF-8 in your editor"


class Encodings:
    """The encodings of the pages of one build."""

    @event_priority(200)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Read what is not UTF-8, before anyone asks for its text."""
        for file in files.documentation_pages():
            try:
                raw_text_of(file)
            except UnicodeDecodeError as error:
                _read(file, error, config)
        return files


def _read(file: File, error: UnicodeDecodeError, config: MkDocsConfig) -> None:
    path = project_path(str(file.abs_src_path), config)
    decoded = decode_page(file.content_bytes)
    if decoded:
        text, name = decoded
        said = f"this file is in {name}, not in UTF-8; it is read as such"
    else:
        text = str(join([f"# {file.name}\n\n{site_texts(config).word('unreadable')}\n"]))
        said = f"this file is not UTF-8, and not beyond doubt CP949: byte {error.start + 1} cannot be read"
    _log.warning("%s", PageFile(path=path).report(said, hint=_CURE))
    # As MkDocs does for one that has a text of its own, but the file stays known by its place.
    kept = file.abs_src_path
    file.content_string = text.replace("\r\n", "\n")
    file.abs_src_path = kept
