"""The site is built as the image builds it, and served from where nginx looks for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1]
pytest.importorskip("material")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    target = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=FOLDER, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return target


def test_every_page_is_there(site):
    assert "우리 팀 안내" in (site / "index.html").read_text(encoding="utf-8")
    assert "두 레이어만 다시 빌드합니다" in (site / "deploy/index.html").read_text(encoding="utf-8")


def test_pages_ask_no_other_site_for_fonts(site):
    assert "fonts.googleapis" not in (site / "index.html").read_text(encoding="utf-8")


def test_nginx_finds_the_page_for_what_is_not_there(site):
    assert "error_page 404 /404.html;" in (FOLDER / "nginx.conf").read_text(encoding="utf-8")
    assert (site / "404.html").is_file()
