"""A new site: what is written, and where it is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import dockerlayers
from dockerlayers.version import VERSION
from dockerlayers_site.__main__ import main
from dockerlayers_site.glossary import find_misspellings, load_terms, prose_of_markdown
from dockerlayers_site.template.new import load_files
from tests.support.building import build_in_process
from tests.test_project import WORKFLOWS, lint

FILES = {str(path): text for path, text in load_files()}


def test_all_that_a_site_needs_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "a/team"
    assert main(["new", str(folder)]) == 0
    written = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert written == FILES.keys()
    assert {
        ".gitattributes", ".github/workflows/pages.yml", ".gitignore", "Makefile", "README.md",
        "docs/index.md", "examples/hello/Dockerfile", "mkdocs.yml", "requirements.txt",
    } < written  # fmt: skip
    assert f"Next: cd {folder} && make serve" in capsys.readouterr().out


def test_it_is_built_strictly_with_no_word_of_warning(tmp_path: Path) -> None:
    main(["new", str(tmp_path)])
    built = build_in_process(tmp_path / "mkdocs.yml", site_url="https://team.example/notes/")
    assert (built.status, built.warnings) == (0, []), built.output


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    assert main(["new", str(tmp_path)]) == 0


def test_a_folder_with_anything_in_it_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".git").mkdir()
    assert main(["new", str(tmp_path)]) == 2
    assert capsys.readouterr().err == f"{tmp_path} is not empty: name a folder that is new or empty\n"
    assert [path.name for path in tmp_path.iterdir()] == [".git"]


def test_a_file_is_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "file"
    file.write_text("글", encoding="utf-8")
    assert main(["new", str(file)]) == 2
    assert capsys.readouterr().err == f"{file} is a file: name a folder that is new or empty\n"
    assert file.read_text(encoding="utf-8") == "글"


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["nwe"], 2, "there is no command nwe; did you mean new?"),
        (["x"], 2, "there is no command x; there is new, note, consoles, links"),
        ([], 0, "new DIR"),
        (["--help"], 0, "links COMMAND"),
    ],
)
def test_a_command_is_found_or_suggested(
    words: list[str], status: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == status
    output = capsys.readouterr()
    assert said in (output.err if status else output.out)


def test_the_tag_is_that_of_the_version() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)
    assert FILES["requirements.txt"].endswith(f"@v{VERSION}\n")


def test_the_example_has_nothing_to_mend() -> None:
    analysis = dockerlayers.analyze(FILES["examples/hello/Dockerfile"])
    assert analysis.error is None
    rows = [row for group in analysis.explain().groups for row in group.rows]
    # What is to be weighed may stay: a user by name is easier to read.
    kinds = {advice.kind.value for row in rows for advice in row.advice}
    assert kinds <= {"trade"}


def test_its_workflow_is_right_and_uses_the_actions_that_ours_do(tmp_path: Path) -> None:
    workflow = FILES[".github/workflows/pages.yml"]
    (tmp_path / "pages.yml").write_text(workflow, encoding="utf-8")
    result = lint(tmp_path / "pages.yml")
    assert result.returncode == 0, result.stdout
    ours = "".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    actions = re.findall(r"uses: .+\n", workflow)
    assert actions
    assert [action for action in actions if action not in ours] == []


@pytest.mark.parametrize("name", ["docs/index.md", "README.md"])
def test_its_words_are_those_of_the_glossary(name: str) -> None:
    assert list(find_misspellings(prose_of_markdown(FILES[name]), load_terms())) == []


@pytest.mark.parametrize("name", ["docs/index.md", "README.md"])
def test_a_line_is_a_sentence(name: str) -> None:
    prose = re.sub(r"```.*?```", "", FILES[name], flags=re.DOTALL)
    sentences = [line for line in prose.splitlines() if line and not line.startswith("#")]
    assert [line for line in sentences if not line.endswith("니다.")] == []
    assert [line for line in sentences if "니다. " in line] == []
