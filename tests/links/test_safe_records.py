"""Records survive a kill, a full disk and two branches, and say in words what is wrong with them."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dockerlayers_site.links.command import main
from dockerlayers_site.links.decisions import add_decisions, load_decisions, parse_decisions
from dockerlayers_site.links.errors import LinksError
from dockerlayers_site.links.ledger import (
    FILE,
    Ledger,
    PageRecord,
    Section,
    format_ledger,
    load_ledger,
    parse_ledger,
    save_ledger,
)
from dockerlayers_site.pages.writing import replace_file
from tests.support.site import ROOT

LEDGER = Ledger(pages={"a/": PageRecord(title="가", others=tuple(f"id-{number}" for number in range(200)))})


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Set up a folder with all the records, and a site that has a page more than they have."""
    save_ledger(LEDGER, tmp_path)
    add_decisions(tmp_path, [("gone", {"address": "c/", "reason": "까닭"})])
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nnav:\n  - 처음: index.md\n", encoding="utf-8")
    for page, ids in {"a": LEDGER.pages["a/"].others, "new": ["x"]}.items():
        (tmp_path / "site" / page).mkdir(parents=True)
        marks = "".join(f'<p id="{id_}"></p>' for id_ in ids)
        (tmp_path / "site" / page / "index.html").write_text(f"<article>{marks}</article>", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("action", ["record", "decide", "navigate"])
def test_a_kill_at_any_write_leaves_the_old_record_or_the_new(project: Path, action: str) -> None:
    command = [sys.executable, "-m", "tests.links.killing", action, str(project)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout.splitlines()[-1]) > 10


@contextmanager
def _full_disk(size: int) -> Iterator[None]:
    """Let no file grow beyond a size, as if the disk were full; the signal that comes with it is ignored."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_leaves_the_old_record_and_nothing_beside(tmp_path: Path) -> None:
    path = tmp_path / "record"
    replace_file(path, "old")
    with _full_disk(1000), pytest.raises(OSError, match="File too large"):
        replace_file(path, "new" * 1000)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_command_says_that_the_disk_is_full(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (project / FILE).read_bytes()
    with _full_disk(1000):
        assert main(["--docs", str(project), "--site", str(project / "site"), "record"]) == 2
    assert "File too large" in capsys.readouterr().err
    assert (project / FILE).read_bytes() == before


def test_a_file_keeps_its_permissions_and_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_text("old", encoding="utf-8")
    real.chmod(0o640)
    link.symlink_to(real)
    replace_file(link, "new")
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "new"
    assert real.stat().st_mode & 0o777 == 0o640


# Two branches.


def _git(folder: Path, *words: str, check: bool = True) -> None:
    names = ("-c", "user.name=x", "-c", "user.email=x@example.invalid")
    subprocess.run(["git", *names, *words], cwd=folder, check=check, capture_output=True)


def _commit(folder: Path) -> None:
    _git(folder, "add", "--all")
    _git(folder, "commit", "--quiet", "--message", "x")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    _git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    attributes = (ROOT / ".gitattributes").read_text(encoding="utf-8")
    (tmp_path / ".gitattributes").write_text(attributes, encoding="utf-8")
    (tmp_path / "docs").mkdir()
    save_ledger(_ledger("하나"), tmp_path / "docs")
    _commit(tmp_path)
    return tmp_path


def _ledger(*titles: str, alias: str = "") -> Ledger:
    aliases = (alias,) if alias else ()
    sections = [Section(id=title, text=title, level=2, aliases=aliases) for title in titles]
    return Ledger(pages={"a/": PageRecord(title="가", sections=tuple(sections))})


def _merge(repository: Path, one: Ledger, other: Ledger) -> None:
    """Let two branches publish different things, and merge them."""
    for branch, ledger in (("one", one), ("other", other)):
        _git(repository, "switch", "--quiet", "--create", branch, "main")
        save_ledger(ledger, repository / "docs")
        _commit(repository)
    _git(repository, "merge", "--quiet", "--no-edit", "one", check=False)


def test_the_lines_of_two_branches_come_together(repository: Path) -> None:
    _merge(repository, _ledger("하나", "둘"), _ledger("하나", "셋"))
    assert set(load_ledger(repository / "docs").pages["a/"].ids) == {"하나", "둘", "셋"}


def test_a_line_that_two_branches_changed_keeps_what_both_added(repository: Path) -> None:
    _merge(repository, _ledger("하나", alias="x"), _ledger("하나", alias="y"))
    merged = load_ledger(repository / "docs")
    assert [set(one.ids) for one in merged.pages["a/"].sections] == [{"하나", "x", "y"}]
    assert format_ledger(merged).count("\n") == 2


def test_a_conflict_says_what_to_do(repository: Path) -> None:
    (repository / ".gitattributes").write_text("", encoding="utf-8")
    _commit(repository)
    _merge(repository, _ledger("하나", "둘"), _ledger("하나", "셋"))
    with pytest.raises(LinksError) as error:
        load_ledger(repository / "docs")
    said = str(error.value)
    assert f"docs/{FILE}:3: two branches changed the same place" in said
    assert "Keep every line of both sides" in said
    assert "Delete the lines that git put in (<<<<<<<, =======, >>>>>>>): 3, 5, 7." in said


def test_a_conflict_of_decisions_says_what_to_do() -> None:
    text = "<<<<<<< HEAD\n[[gone]]\n=======\n[[moved]]\n>>>>>>> one\n"
    with pytest.raises(LinksError, match=r"decisions\.toml:1: two branches .* Keep the \[\[moved\]\] and"):
        parse_decisions(text)


# A ledger that has lost what it had.


@pytest.mark.parametrize("text", ["", '{"page": "a/", "title": "가"}\n', None])
def test_a_ledger_that_has_lost_most_is_refused(
    repository: Path, capsys: pytest.CaptureFixture[str], text: str | None
) -> None:
    docs, site = repository / "docs", repository / "site"
    save_ledger(LEDGER, docs)
    _commit(repository)
    path = docs / FILE
    path.unlink()
    if text is not None:
        path.write_text(text, encoding="utf-8")
    (site / "a").mkdir(parents=True)
    (site / "a" / "index.html").write_text("<article><p id='x'></p></article>", encoding="utf-8")
    for command in (["record"], ["check"], ["move", "a/", "b/"]):
        assert main(["--docs", str(docs), "--site", str(site), *command]) == 2
        said = capsys.readouterr().err
        assert "커밋한 주소 201개 중" in said
        assert f"git checkout HEAD -- {path}" in said
    assert path.is_file() == (text is not None)


def test_a_ledger_that_grows_or_was_never_committed_is_none_of_those(repository: Path) -> None:
    docs, site = repository / "docs", repository / "site"
    (site / "a").mkdir(parents=True)
    (site / "a" / "index.html").write_text("<article><h2 id='하나'>하나</h2></article>", encoding="utf-8")
    command = ["--docs", str(docs), "--site", str(site), "record"]
    assert main(command) == 0
    (docs / FILE).unlink()
    _commit(repository)
    assert main(command) == 0


# What is hard to read.


@pytest.mark.parametrize(
    "odd", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\r", "\n", "\0", "\x7f", "\ufeff"]
)
def test_every_letter_is_read_as_it_was_written(tmp_path: Path, odd: str) -> None:
    text = f"앞{odd}뒤"
    section = Section(id=text, text=text, level=2, path=(text,), aliases=(f"{text}-1",))
    record = PageRecord(title=text, sections=(section,), others=(f"{text}-2",), aliases=(f"{text}/",))
    save_ledger(Ledger(pages={text: record}), tmp_path)
    assert load_ledger(tmp_path).pages == {text: record}
    add_decisions(tmp_path, [("gone", {"address": "c/", "reason": text})])
    assert next(iter(load_decisions(tmp_path).gone.values())).reason == text


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("[" * 100_000, "published.jsonl:2: this line is no address: [[["),
        ('{"page": "a/", "x": ' + "[" * 100_000, "published.jsonl:2: this line is no address"),
        (json.dumps({"page": ["a/"], "title": "가"}), "published.jsonl:2: this line is no address"),
        (json.dumps({"page": "a/", "id": 3}), "published.jsonl:2: this line is no address"),
        (
            json.dumps({"page": "a/", "title": "가", "aliases": "b/"}),
            "published.jsonl:2: this line is no address",
        ),
    ],
)
def test_a_line_that_is_no_address_is_named(line: str, message: str) -> None:
    with pytest.raises(LinksError) as error:
        parse_ledger(f'{{"page": "a/", "title": "가"}}\n{line}\n')
    assert message in str(error.value)
    assert len(str(error.value)) < 200


def test_decisions_that_nest_too_deeply_are_refused() -> None:
    with pytest.raises(LinksError, match=r"decisions\.toml"):
        parse_decisions("x = " + "[" * 100_000)


def test_a_record_that_is_no_text_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / FILE).parent.mkdir()
    (tmp_path / FILE).write_bytes(b'{"page": "", "title": "x"}\n\xb0\xa1\n')
    with pytest.raises(LinksError, match=r"published\.jsonl:2: this line is not UTF-8"):
        load_ledger(tmp_path)


def test_empty_lines_and_other_ends_of_lines_are_no_mistake() -> None:
    text = '\r\n{"page": "a/", "title": "가"}\r\n\r\n{"page": "a/", "id": "x"}\r\n'
    assert list(parse_ledger(text).pages["a/"].ids) == ["x"]
