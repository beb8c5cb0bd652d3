"""A page says on what engine and when its sessions were run, as long as they stand there as they were."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dockerlayers_site.consoles.pages import read_page
from dockerlayers_site.consoles.record import SessionRecord, key_of, record_path, save_record
from dockerlayers_site.plugin.sessions import tell_record
from dockerlayers_site.texts import load_site_texts
from tests.support.building import build_in_process
from tests.support.site import DOCS

PAGE = "# x\n\n```console\n$ docker ps\n```\n"
RECORD = SessionRecord(
    key="", sessions=1, engine="28.5.2", buildx="0.29.1", compose="2.40.3", platform="linux/amd64",
    day="2026-11-28", images={"busybox:1.35": "busybox"}, is_real=False,
)  # fmt: skip


def test_what_is_known_is_told() -> None:
    html = tell_record(RECORD, 2, load_site_texts())
    assert "2026년 11월 28일에 도커 28.5.2(linux/amd64)에서 실행해" in html
    assert "대역이라 크기와 파일이 진짜 이미지와 다릅니다: <code>busybox:1.35</code>." in html
    assert "실행하지 않은 블록은 2개" in html
    assert "<code>&lt;id&gt;</code>" in html


def test_sessions_without_an_engine_tell_of_none() -> None:
    html = tell_record(
        SessionRecord(**{**vars(RECORD), "engine": None, "buildx": None, "images": {}}),
        0,
        load_site_texts(),
    )
    assert "2026년 11월 28일에 실행해 받은 결과입니다." in html
    assert not any(word in html for word in ("도커", "BuildKit", "대역", "블록"))


@pytest.mark.parametrize("is_changed", [False, True])
def test_a_page_that_was_changed_since_tells_nothing(tmp_path: Path, is_changed: bool) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\ntheme: material\nplugins: [search, dockerlayers]\n", encoding="utf-8"
    )
    page = read_page(tmp_path, "docs/index.md")
    save_record(tmp_path, page, SessionRecord(**{**vars(RECORD), "key": key_of(page)}))
    assert json.loads(record_path(tmp_path, page.path).read_text(encoding="utf-8"))["key"] == key_of(page)
    if is_changed:
        (tmp_path / "docs/index.md").write_text(PAGE.replace("ps", "ps -a"), encoding="utf-8")
    built = build_in_process(tmp_path / "mkdocs.yml")
    assert built.status == 0, built.output
    html = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert ("이 글의 실행 결과" in html) != is_changed
    assert ".sessions" not in [path.name for path in (tmp_path / "site").iterdir()]


def test_every_record_of_the_handbook_can_be_read() -> None:
    """A record with a field too many is no record, and its page would say nothing of its run."""
    records = sorted(DOCS.joinpath(".sessions").rglob("*.json"))
    assert records
    for path in records:
        SessionRecord(**json.loads(path.read_text(encoding="utf-8")))
