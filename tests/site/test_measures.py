"""A site with an example that was measured: the record is published, and one byte takes the figures away."""

from __future__ import annotations

from pathlib import Path

from dockerlayers.cli.folder import FolderReader
from dockerlayers.measured.types import MeasuredLayer
from dockerlayers.measured.write import write_record
from tests.support.building import build_in_process
from tests.support.records import make_record

PAGE = '# 글\n\n```dockerfile file="app/Dockerfile"\n```\n'


def write_site(root: Path) -> Path:
    """Write a site that shows an example with a record, and return its configuration."""
    for name, text in {
        "docs/index.md": PAGE,
        "docs/guide/more.md": PAGE,
        "app/Dockerfile": "FROM scratch\nCOPY app.py /\n",
        "app/app.py": "print(1)\n",
        ".hidden/measured.json": "{}",
        "mkdocs.yml": "site_name: 시험\ntheme: material\nplugins: [search, dockerlayers]\n",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    path = root / "app/Dockerfile"
    measured = make_record(
        fingerprint=FolderReader(str(root / "app")).take_fingerprint(str(path), path.read_bytes()),
        layers=(MeasuredLayer(line=2, byte_count=123_000),),
    )
    (root / "app/measured.json").write_text(write_record({"Dockerfile": measured}), encoding="utf-8")
    return root / "mkdocs.yml"


def test_one_byte_of_the_context_takes_the_figures_away(tmp_path: Path) -> None:
    config = write_site(tmp_path)
    assert build_in_process(config).status == 0
    page = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert "123kB" in page
    # From the second build on, pages that have not changed come from the cache.
    (tmp_path / "app/app.py").write_text("print(2)\n", encoding="utf-8")
    assert build_in_process(config).status == 0
    page = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert "123kB" not in page
    assert "측정하지 않음" in page
    (tmp_path / "app/app.py").write_text("print(1)\n", encoding="utf-8")
    assert build_in_process(config).status == 0
    assert "123kB" in (tmp_path / "site/index.html").read_text(encoding="utf-8")


def test_the_record_is_published_and_linked_from_every_page(tmp_path: Path) -> None:
    assert build_in_process(write_site(tmp_path)).status == 0
    published = tmp_path / "site/assets/dockerlayers/measured"
    assert [path.name for path in published.iterdir()] == ["app-measured.json"]
    assert (published / "app-measured.json").read_bytes() == (tmp_path / "app/measured.json").read_bytes()
    for page, address in (("index.html", "assets"), ("guide/more/index.html", "../../assets")):
        html = (tmp_path / "site" / page).read_text(encoding="utf-8")
        assert f'href="{address}/dockerlayers/measured/app-measured.json"' in html
