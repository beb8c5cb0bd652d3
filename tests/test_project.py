"""The house around the code: workflows, the lock, the commands, and what no file may say."""

import ast
import os
import re
import subprocess
import sysconfig
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.config import load_config
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.site import ROOT, sources

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
ACTIONLINT = Path(sysconfig.get_path("scripts")) / "actionlint"

READ = {"contents": "read"}
PERMISSIONS = {
    "ci.yml": {
        "test": READ,
        "debian": READ,
        "measure": READ,
        "build": {**READ, "pages": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
    },
    "fuzz.yml": {"fuzz": READ},
    "links.yml": {"outside": READ},
}

# Put together from pieces, as this file is looked through as well.
REGISTRIES = tuple(
    ".".join(host)
    for host in (
        ("pypi", "org"),
        ("files", "pythonhosted", "org"),
        ("deb", "debian", "org"),
        ("registry", "npmjs", "org"),
    )
)

LOCKED = re.compile(r"^(?P<name>[a-z0-9.-]+)==(?P<version>\S+)(?P<rest>.*(?:\n .*)+)", re.MULTILINE)

ASYNCHRONOUS = re.compile(r"\basync\b|\bawait\b|\.then\(|\bPromise\b")

every_workflow = pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def lint(workflow: Path) -> subprocess.CompletedProcess[str]:
    """Check a workflow, without the help of programs that this machine may or may not have."""
    command = (ACTIONLINT, "-shellcheck=", "-pyflakes=", "-no-color", workflow)
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


def project_texts() -> list[tuple[str, str]]:
    """Return the name and the text of every file in the repository, or about to be."""
    command = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    paths = [ROOT / name for name in names if name and (ROOT / name).is_file()]
    return [
        (str(path.relative_to(ROOT)), path.read_text(encoding="utf-8", errors="ignore")) for path in paths
    ]


def waits_for_a_promise(source: str) -> bool:
    """Whether a module has Playwright wait for an asynchronous condition."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return any(
        ASYNCHRONOUS.search(ast.unparse(call)) is not None
        for call in calls
        if isinstance(call.func, ast.Attribute) and call.func.attr == "wait_for_function"
    )


def nav_pages(nav: Any) -> list[str]:
    match nav:
        case str():
            return [nav]
        case list():
            return [page for entry in nav for page in nav_pages(entry)]
        case dict():
            return [page for entry in nav.values() for page in nav_pages(entry)]
    raise TypeError(nav)


def locked_versions(name: str) -> list[str]:
    """Return the versions of a package in the lock: more than one where they hang on Python's."""
    return [match["version"] for match in LOCKED.finditer(read("requirements.txt")) if match["name"] == name]


def direct_dependencies() -> list[Requirement]:
    project = tomllib.loads(read("pyproject.toml"))
    own = project["project"]
    groups = [*own["optional-dependencies"].values(), *project["dependency-groups"].values()]
    texts = [*own["dependencies"], *(text for group in groups for text in group)]
    return [Requirement(text) for text in [*texts, *project["build-system"]["requires"]]]


@every_workflow
def test_workflow_passes_actionlint(workflow: Path) -> None:
    result = lint(workflow)
    assert result.returncode == 0, result.stdout + result.stderr


def test_actionlint_finds_a_mistake(tmp_path: Path) -> None:
    wrong = WORKFLOWS[0].read_text(encoding="utf-8").replace("github.repository", "github.repositori")
    (tmp_path / "wrong.yml").write_text(wrong, encoding="utf-8")
    result = lint(tmp_path / "wrong.yml")
    assert result.returncode == 1
    assert "repositori" in result.stdout


@every_workflow
def test_jobs_have_the_permissions_named_here_and_an_end(workflow: Path) -> None:
    content = yaml.safe_load(workflow.read_text(encoding="utf-8"))
    assert content["permissions"] == READ
    jobs = content["jobs"]
    assert {name: job.get("permissions", READ) for name, job in jobs.items()} == PERMISSIONS[workflow.name]
    assert all(job["timeout-minutes"] <= 30 for job in jobs.values())


@every_workflow
def test_actions_are_githubs_own_at_a_commit(workflow: Path) -> None:
    uses = re.findall(r"uses: *(.+)", workflow.read_text(encoding="utf-8"))
    assert uses
    pinned = r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+"
    assert [action for action in uses if not re.fullmatch(pinned, action)] == []


def test_an_action_has_one_version() -> None:
    uses = {
        found
        for workflow in WORKFLOWS
        for found in re.findall(r"uses: *(\S+)@(\S+)", workflow.read_text(encoding="utf-8"))
    }
    assert len(uses) == len(dict(uses))


def test_ci_calls_the_one_command() -> None:
    script = ROOT / ".ci/run"
    assert os.access(script, os.X_OK)
    assert re.search(r"^exec make test\b", read(".ci/run"), re.MULTILINE)
    assert ".ci/run" in "".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)


@pytest.mark.parametrize("dependency", direct_dependencies(), ids=str)
def test_lock_holds_a_version_that_is_asked_for(dependency: Requirement) -> None:
    versions = locked_versions(canonicalize_name(dependency.name))
    assert versions
    assert [version for version in versions if version not in dependency.specifier] == []


def test_lock_has_a_hash_for_everything_and_no_address() -> None:
    lock = read("requirements.txt")
    entries = list(LOCKED.finditer(lock))
    assert len(entries) == len(re.findall(r"^\S+==", lock, re.MULTILINE))
    assert [entry["name"] for entry in entries if "--hash=sha256:" not in entry["rest"]] == []
    assert "://" not in lock


def test_every_page_is_in_the_navigation() -> None:
    nav = load_config(str(ROOT / "mkdocs.yml")).nav
    made = ["playground.md", "build/checks/index.md", "glossary.md"]  # by the plugin
    assert sorted(nav_pages(nav)) == sorted([*made, *(source.as_posix() for source in sources())])


def test_no_file_names_a_registry() -> None:
    found = [(name, host) for name, text in project_texts() for host in REGISTRIES if host in text]
    assert found == []


@pytest.mark.skipif(len(ROOT.parts) < 3, reason="so short a path may stand in a file for another reason")
def test_no_file_names_the_folder_of_this_checkout() -> None:
    assert [name for name, text in project_texts() if f"{ROOT}/" in text] == []


@pytest.mark.parametrize(
    ("source", "promised"),
    [
        ('page.wait_for_function("""async () => (await caches.keys()).length""")', True),
        ("page.wait_for_function(\"navigator.clipboard.readText().then((text) => text !== '')\")", True),
        ('page.wait_for_function("() => scrollY > 0", timeout=60)', False),
        ('wait_until(page, "async () => (await caches.keys()).length")', False),
    ],
)
def test_a_wait_for_a_promise_is_seen(source: str, *, promised: bool) -> None:
    assert waits_for_a_promise(source) is promised


def test_no_promise_is_taken_for_a_yes() -> None:
    """To ``wait_for_function`` every promise is one; ``wait_until`` waits for what comes of it."""
    assert [
        name for name, text in project_texts() if name.endswith(".py") and waits_for_a_promise(text)
    ] == []


def test_files_are_looked_through() -> None:
    assert {"Makefile", "mkdocs.yml", "docs/index.md", "tests/test_project.py"} <= dict(
        project_texts()
    ).keys()
