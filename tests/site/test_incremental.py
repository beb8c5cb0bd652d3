"""A build from what is kept is one from nothing, byte for byte, whatever was edited; warnings included."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random
from unittest.mock import patch

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from dockerlayers_site.fences.fence import Figure
from tests.support.edits import EditedSite, differences

# A build that takes long says how far it is.
_OF_TIME = re.compile(r"built in|\d+ of \d+ pages")
# Print how many pages a build has rendered itself.
_COUNT = """
import atexit
from jinja2 import Template
from mkdocs.__main__ import cli
pages, render = [], Template.render
def count(template, *values, **names):
    pages.append(template.name == "main.html")
    return render(template, *values, **names)
Template.render = count
atexit.register(lambda: print(sum(pages)))
cli()
"""


@pytest.mark.parametrize("seed", range(4))
def test_after_any_edit_a_build_is_as_a_clean_one(tmp_path: Path, seed: int) -> None:
    """Make 25 edits; `make edits` goes on for longer, and compares behind each."""
    site = EditedSite(folder=tmp_path, random=Random(seed))
    site.begin()
    assert differences(site) == []
    while len(site.done) < 25:
        for _ in range(site.random.randint(1, 3)):
            site.edit()
        assert differences(site) == [], site.done


def test_only_what_is_edited_is_converted(tmp_path: Path) -> None:
    """That a build writes into its cache while a page is prepared is not asked for by the page."""
    site = EditedSite(folder=tmp_path, random=Random(1))
    site.begin()
    site.build(is_kept=True)
    converted: list[str] = []
    render = Page.render

    def note(page: Page, config: MkDocsConfig, files: Files) -> None:
        converted.append(page.file.src_uri)
        render(page, config, files)

    with patch.object(Page, "render", note):
        site.build(is_kept=True)
        assert converted == []
        site.write("docs/four.md", site.page("four"))
        site.build(is_kept=True)
        assert converted == ["four.md"]
        site.build(is_kept=True)
        assert converted == ["four.md"]


def test_only_a_dockerfile_that_is_edited_is_explained(tmp_path: Path) -> None:
    site = EditedSite(folder=tmp_path, random=Random(1))
    site.begin()
    fences = [f"## {number}\n\n```dockerfile\nFROM of-page:{number}\n```\n" for number in range(2)]

    def explained(words: str) -> list[int]:
        """Build the page with other words, and once from nothing; return how often each is explained."""
        site.write("docs/four.md", "\n".join([f"# {words}\n", *fences]))
        with patch.object(Figure, "render", autospec=True, side_effect=Figure.render) as rendered:
            assert differences(site) == []
        sources = [call.args[0].source for call in rendered.call_args_list]
        return [sum(f"of-page:{number}" in one for one in sources) for number in range(2)]

    assert explained("words") == [2, 2]
    assert explained("others") == [1, 1]
    for old, new in (
        ("FROM", "# Words.\nFROM"),
        ("## 1", "## One"),
        ("```d", '```dockerfile title="x"\n# d'),
    ):
        fences[1] = fences[1].replace(old, new)
        assert explained("others") == [1, 2], new


def test_processes_make_what_one_would_make(tmp_path: Path) -> None:
    """A build of many new pages uses the cores; as a command, since a process with threads is not forked."""
    site = EditedSite(folder=tmp_path, random=Random(1))
    site.begin()
    for number in range(12):
        site.write(f"docs/c/page-{number}.md", site.page(f"c/page-{number}"))
    made: list[tuple[list[str], dict[Path, bytes]]] = []
    rendered: list[str] = []
    all_cores = sorted(os.sched_getaffinity(0))
    for cores in (all_cores[:1], all_cores):
        shutil.rmtree(tmp_path / ".cache", ignore_errors=True)
        folder = tmp_path / f"site-{len(made)}"
        code = f"import os; os.sched_setaffinity(0, {cores})\n{_COUNT}"
        command = [sys.executable, "-c", code, "build", "--site-dir", str(folder)]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        said = done.stderr.replace(folder.name, "site").splitlines()
        files = {
            path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*") if path.is_file()
        }
        said = [line for line in said if not _OF_TIME.search(line)]
        made.append((said, files))
        rendered.append(done.stdout.strip())
    assert made[0] == made[1]
    assert len(made[0][1]) > 17
    assert int(rendered[0]) > 12
    # What processes have made is found by the build: it makes no page again.
    assert int(rendered[-1]) == (0 if len(all_cores) > 1 else int(rendered[0]))
