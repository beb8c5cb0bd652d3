"""Convert a page as MkDocs does, with the project's own configuration."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from dockerlayers_site.plugin.fences import Fences

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, kw_only=True)
class Converted:
    """Hold a page's HTML, the warnings, and the ids that can be linked to."""

    html: str
    log: str
    ids: frozenset[str]


def convert_page(root: Path, text: str, caplog: pytest.LogCaptureFixture, *, change: str = "") -> Converted:
    """Write docs/page.md below a project folder and convert it; `change` is put before what Markdown sees."""
    path = root / "docs" / "page.md"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode())
    config = load_config(str(ROOT / "mkdocs.yml"), plugins=[], docs_dir=str(path.parent))
    config.config_file_path = str(root / "mkdocs.yml")
    fences = Fences()
    fences.on_config(config)
    files = Files([File("page.md", str(path.parent), str(root / "site"), use_directory_urls=True)])
    page = Page(None, next(iter(files)), config)
    page.read_source(config)
    page.markdown = change + (page.markdown or "")
    caplog.clear()
    fences.on_page_markdown(page.markdown, page=page, config=config, files=files)
    page.render(config, files)
    fences.on_page_content(page.content or "", page=page, config=config, files=files)
    log = "".join(f"{record.getMessage()}\n" for record in caplog.records if "fence" in record.name)
    return Converted(html=page.content or "", log=log, ids=frozenset(page.present_anchor_ids or ()))
