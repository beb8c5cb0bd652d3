"""Another team's machine: the wheel in a fresh environment, and sites outside of this repository."""

from __future__ import annotations

import os
import socket
import subprocess
import tarfile
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.install.environments import Kept, build_distribution, install_wheel, keep_environment, run
from tests.install.tutorial import follow_page
from tests.support.site import ROOT, serve_folder
from tests.support.visits import Visits

_TWO_LINES = """\
site_name: 우리 팀
theme: {theme}
plugins: [search, dockerlayers]
"""
# But for Material's fonts, which a team may want and this machine cannot fetch.
_MATERIAL = "{name: material, font: false}"
_ZENSICAL = """\
site_name: 우리 팀
theme: {font: false}
markdown_extensions: [dockerlayers]
"""
_PAGE = """\
# 우리 팀의 도커

```dockerfile file="web/Dockerfile"
```
"""
_DOCKERFILE = (
    'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN pip install .\nCMD ["python", "-m", "app"]\n'
)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_distribution("wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def kept() -> Kept:
    return keep_environment("plugin")


@pytest.fixture(scope="session")
def python(wheel: Path, kept: Kept, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the Python of a fresh environment with the wheel, MkDocs and ProperDocs."""
    return str(install_wheel(wheel, kept, tmp_path_factory.mktemp("environment") / "venv"))


@pytest.fixture(scope="session")
def zensical(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the Python of a fresh environment with the wheel and Zensical, and no MkDocs."""
    kept = keep_environment("zensical")
    return str(install_wheel(wheel, kept, tmp_path_factory.mktemp("environment") / "venv"))


def _project(folder: Path, config: str, *, dockerfile: str = _DOCKERFILE) -> Path:
    for name, text in {
        "mkdocs.yml": config, "docs/index.md": _PAGE, "web/Dockerfile": dockerfile,
    }.items():  # fmt: skip
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _look(browser: Browser, folder: Path) -> None:
    """Look at the one breakdown of a site: it is styled, a line is asked about, and it answers."""
    with serve_folder(folder) as site:
        visits = Visits(browser=browser, site=site)
        page = visits.open()
        figure = page.locator("figure.bd")
        assert figure.evaluate("one => getComputedStyle(one).containerName") == "bd"
        mark = figure.locator(".bd-row .bd-mark").nth(1)
        assert mark.evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(53, 72, 171)"
        button = figure.locator(".bd-ask[aria-label='3행을 고치면?']")
        button.hover()
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(figure.get_by_role("status")).to_contain_text("3행을 고치면 3–4행을 다시 빌드합니다.")
        assert visits.close() == []


def test_the_wheel_and_the_sdist_hold_all_files_of_both_packages(wheel: Path, tmp_path: Path) -> None:
    command = (
        "git",
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        "hooks/dockerlayers",
        "hooks/dockerlayers_site",
    )
    names = {name.removeprefix("hooks/") for name in run(*command, cwd=ROOT).split()}
    names = {name for name in names if (ROOT / "hooks" / name).is_file()}
    assert {
        "dockerlayers/py.typed",
        "dockerlayers_site/py.typed",
        "dockerlayers_site/links/browser/panel.js",
    } < names
    with zipfile.ZipFile(wheel) as archive:
        assert {name for name in archive.namelist() if ".dist-info/" not in name} == names
    with tarfile.open(build_distribution("sdist", tmp_path)) as archive:
        inside = {name.partition("/hooks/")[2] for name in archive.getnames() if "/hooks/" in name}
    assert names <= inside


def test_the_command_and_the_packages_come_from_the_wheel(python: str, tmp_path: Path) -> None:
    where = run(
        python, "-c", "import dockerlayers, dockerlayers_site as s; print(dockerlayers.__file__, s.__file__)"
    )
    assert str(ROOT) not in where
    (tmp_path / "Dockerfile").write_text(_DOCKERFILE, encoding="utf-8")
    assert "FROM" in run(str(Path(python).parent / "dockerlayers"), "analyze", "Dockerfile", cwd=tmp_path)


@pytest.mark.parametrize("builder", ["mkdocs", "properdocs"])
def test_two_lines_give_a_styled_breakdown_that_answers(
    python: str, tmp_path: Path, browser: Browser, builder: str
) -> None:
    project = _project(tmp_path, _TWO_LINES.format(theme=_MATERIAL))
    output = run(python, "-m", builder, "build", "--strict", "--config-file", "mkdocs.yml", cwd=project)
    assert "WARNING" not in output
    _look(browser, project / "site")


@pytest.mark.parametrize("builder", ["mkdocs", "properdocs"])
def test_a_broken_fence_stops_a_strict_build(python: str, tmp_path: Path, builder: str) -> None:
    project = _project(tmp_path, _TWO_LINES.format(theme=_MATERIAL), dockerfile="FORM x\n")
    with pytest.raises(AssertionError) as stopped:
        run(python, "-m", builder, "build", "--strict", "--config-file", "mkdocs.yml", cwd=project)
    assert (
        "WARNING -  dockerlayers: web/Dockerfile:1:1: FORM 인스트럭션은 없습니다. (unknown instruction: FORM)"
        in str(stopped.value)
    )
    assert "Aborted with 1 warnings in strict mode" in str(stopped.value)


def test_zensical_gives_a_styled_breakdown_that_answers(
    zensical: str, tmp_path: Path, browser: Browser
) -> None:
    project = _project(tmp_path, _ZENSICAL)
    run(zensical, "-m", "zensical", "build", "--strict", cwd=project)
    _look(browser, project / "site")


def test_zensical_is_told_of_a_broken_fence(zensical: str, tmp_path: Path) -> None:
    project = _project(tmp_path, _ZENSICAL, dockerfile="FORM x\n")
    output = run(zensical, "-m", "zensical", "build", cwd=project)
    assert "web/Dockerfile:1:1: unknown instruction: FORM" in output
    assert "shown by docs/index.md:3" in output


def test_the_tutorial_ends_in_a_site_that_its_own_makefile_serves(
    python: str, wheel: Path, kept: Kept, tmp_path: Path, browser: Browser
) -> None:
    path = f"{Path(python).parent}:{os.environ['PATH']}"
    variables = {**kept.offline, "PATH": path, "WHEEL": str(wheel)}
    done = list(follow_page("docs/first-note.md", tmp_path, variables))
    assert [one for one in done if one.difference] == []
    assert [one.command for one in done if one.status] == ["make build"]
    assert [one.command.split()[-1] for one in done] == (
        ["team-notes", "team-notes", "--yes", "build", "build", "record"]
    )
    team = tmp_path / "team-notes"
    with serve_folder(team / "site") as site:
        visits = Visits(browser=browser, site=site)
        figures = visits.open().locator("figure.bd")
        expect(figures).to_have_count(2)
        assert figures.first.evaluate("one => getComputedStyle(one).containerName") == "bd"
        assert figures.get_by_text("고칠 점").count() == 0
        expect(visits.open("docker/").locator("figure.bd")).to_have_count(1)
        assert visits.close() == []
    with _serve(team, ("make", f"WHEEL={wheel}")) as address:
        assert '<figure class="bd"' in _read(address)


@contextmanager
def _serve(folder: Path, make: tuple[str, ...]) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    process = subprocess.Popen(
        (*make, "serve", f"ADDRESS={address}"),
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield f"http://{address}/"
    finally:
        os.killpg(process.pid, 15)
        process.wait(timeout=30)


def _read(address: str) -> str:
    """Ask for a page until it is there; half a minute at most."""
    for _ in range(150):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail(f"nothing answers at {address}")
