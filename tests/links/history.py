"""Play the history of a small site: write pages, publish, change them, publish again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dockerlayers_site.links.command import main as links
from tests.support.building import Built, build_in_process
from tests.support.site import ADDRESS, ROOT

_CONFIG = """\
site_name: 시험
site_url: !ENV [SITE_URL, ""]
theme:
  name: material
  language: ko
  font: false
hooks:
  - {root}/hooks/github_notes.py
  - {root}/hooks/dockerfile_fence.py
  - {root}/hooks/permanent_links.py
plugins: []
markdown_extensions:
  - attr_list
  - footnotes
  - md_in_html
  - tables
  - toc:
      permalink: true
      slugify: !!python/object/apply:pymdownx.slugs.slugify
        kwds: {{ case: lower }}
  - pymdownx.highlight
  - pymdownx.superfences:
      relaxed_headers: true
validation:
  links:
    anchors: ignore
"""


def _config() -> str:
    return _CONFIG.format(root=ROOT)


@dataclass(frozen=True, kw_only=True)
class History:
    """A project that is published again and again."""

    folder: Path
    site_url: str = ADDRESS

    @property
    def config(self) -> Path:
        return self.folder / "mkdocs.yml"

    @property
    def docs(self) -> Path:
        return self.folder / "docs"

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def begin(self, **pages: str) -> History:
        """Set the project up and publish its first pages."""
        self.docs.mkdir()
        self.config.write_text(_config(), encoding="utf-8")
        self.write(**pages)
        self.publish()
        return self

    def write(self, **pages: str) -> None:
        """Write pages; `__` in a name is a slash."""
        for name, text in pages.items():
            path = self.docs / f"{name.replace('__', '/')}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def delete(self, *names: str) -> None:
        for name in names:
            (self.docs / f"{name}.md").unlink()

    def build(self) -> Built:
        return build_in_process(self.config, site_url=self.site_url)

    def command(self, *words: str) -> int:
        """Run a command of the library on the project; return its exit status."""
        return links(["--docs", str(self.docs), "--site", str(self.site), *words])

    def publish(self) -> None:
        """Build strictly, record, and check as the publishing workflow does."""
        built = self.build()
        assert built.status == 0, built.output
        assert self.command("record") == 0
        assert self.command("check") == 0

    def html(self, page: str = "") -> str:
        return (self.site / page / "index.html").read_text(encoding="utf-8")

    @property
    def ledger(self) -> str:
        return (self.docs / ".links/published.jsonl").read_text(encoding="utf-8")
