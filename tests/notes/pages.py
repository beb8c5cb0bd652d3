"""Convert a note as the site does: with the project's own configuration and both features."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from dockerlayers_site.plugin.fences import Fences
from dockerlayers_site.plugin.notes import Notes

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, kw_only=True)
class Converted:
    """Hold a page's HTML, the warnings of the features, and the files that the site got."""

    html: str
    log: str
    uris: frozenset[str]
    ids: frozenset[str]


def load_project(root: Path, notes: Notes, fences: Fences) -> MkDocsConfig:
    """Load the project's configuration for another folder, with the extensions of both features."""
    docs = root / "docs"
    config = load_config(
        str(ROOT / "mkdocs.yml"), plugins=[], docs_dir=str(docs), repo_url="https://host/us/it"
    )
    config.config_file_path = str(root / "mkdocs.yml")
    notes.on_config(config)
    fences.on_config(config)
    return config


def convert_note(root: Path, text: str, caplog: pytest.LogCaptureFixture) -> Converted:
    """Write docs/note.md below a project folder, beside what is there, and convert it."""
    docs = root / "docs"
    docs.mkdir(exist_ok=True)
    (docs / "note.md").write_bytes(text.encode())
    notes, fences = Notes(), Fences()
    config = load_project(root, notes, fences)
    names = [path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file()]
    files = Files(
        [File(name, str(docs), str(root / "site"), use_directory_urls=True) for name in sorted(names)]
    )
    page = Page(None, files.src_uris["note.md"], config)
    page.read_source(config)
    caplog.clear()
    page.markdown = notes.on_page_markdown(page.markdown or "", page=page, config=config, files=files)
    fences.on_page_markdown(page.markdown, page=page, config=config, files=files)
    page.render(config, files)
    notes.on_page_content(page.content or "", page=page, config=config, files=files)
    fences.on_page_content(page.content or "", page=page, config=config, files=files)
    log = "".join(f"{record.getMessage()}\n" for record in caplog.records if record.levelname == "WARNING")
    return Converted(
        html=page.content or "",
        log=log,
        uris=frozenset(files.src_uris),
        ids=frozenset(page.present_anchor_ids or ()),
    )
