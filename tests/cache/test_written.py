"""What is in a served site as it should be is not written again, and nothing else stays in it."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from unittest.mock import Mock

import pytest
from mkdocs import utils

from dockerlayers_site.cache import written
from dockerlayers_site.cache.written import WrittenFiles, tell_time
from dockerlayers_site.plugin.serving import keeping, rebuild


class _Builds:
    """Builds of a site of pages, each a key and a text; `count` is how many files were written."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.written = WrittenFiles()
        self.pages: dict[str, tuple[str, str]] = {}
        self.count = 0

    def build(self) -> None:
        utils.clean_directory(str(self.site))
        for name, (key, text) in self.pages.items():
            path = str(self.site / name)
            content = b"" if self.written.has(path, key) else text.encode()
            self.written.expect(path, key)
            utils.write_file(content, path)

    def again(self, **pages: tuple[str, str]) -> dict[str, str]:
        """Build with other pages, and return what is there."""
        self.pages = {f"{name}/index.html": page for name, page in pages.items()}
        before = {path: path.stat().st_mtime_ns for path in self._files()}
        rebuild(self.build, self.site, self.written)
        self.count = sum(path.stat().st_mtime_ns != before.get(path) for path in self._files())
        return {path.relative_to(self.site).parts[0]: path.read_text() for path in self._files()}

    def _files(self) -> list[Path]:
        return sorted(path for path in self.site.rglob("*") if path.is_file())


@pytest.fixture
def builds(tmp_path: Path) -> _Builds:
    return _Builds(tmp_path / "site")


def _age(folder: Path) -> None:
    """Let files be older than what comes; the clock of files has steps."""
    while tell_time(folder) <= max((path.stat().st_ctime_ns for path in folder.rglob("*")), default=0):
        pass


def test_only_what_is_new_is_written(builds: _Builds) -> None:
    assert builds.again(a=("1", "A"), b=("1", "B")) == {"a": "A", "b": "B"}
    _age(builds.site)
    assert builds.again(a=("1", "A"), b=("2", "C")) == {"a": "A", "b": "C"}
    assert builds.count == 1


def test_what_is_no_part_of_the_site_goes_with_its_folder(builds: _Builds) -> None:
    builds.again(a=("1", "A"), b=("1", "B"))
    hidden = builds.site / ".nojekyll"
    hidden.touch()
    _age(builds.site)
    assert builds.again(a=("1", "A")).keys() == {"a", ".nojekyll"}
    assert not (builds.site / "b").exists()
    # It is written when it comes back.
    _age(builds.site)
    assert builds.again(a=("1", "A"), b=("1", "B"))["b"] == "B"


def test_what_somebody_took_away_or_wrote_over_is_written(builds: _Builds) -> None:
    builds.again(a=("1", "A"))
    path = builds.site / "a/index.html"
    path.unlink()
    assert builds.again(a=("1", "A")) == {"a": "A"}
    with keeping(builds.site, builds.written):
        utils.write_file(b"other", str(path))
    assert builds.again(a=("1", "A")) == {"a": "A"}


def test_a_folder_can_become_a_file(builds: _Builds) -> None:
    builds.again(a=("1", "A"))
    plain = partial(utils.write_file, b"file", str(builds.site / "a"))

    def build() -> None:
        utils.clean_directory(str(builds.site))
        plain()

    rebuild(build, builds.site, builds.written)
    assert (builds.site / "a").read_text() == "file"
    assert builds.again(a=("1", "A")) == {"a": "A"}


def test_a_build_in_another_process_finds_what_is_as_it_was_left(builds: _Builds) -> None:
    pages = {name: ("1", name.upper()) for name in "abcd"}
    builds.again(**pages)
    # What was written just now might be changed without a trace.
    _age(builds.site)
    left = builds.written.leave(builds.site)
    files = {name: builds.site / name / "index.html" for name in "abcd"}
    times = files["b"].stat()
    files["b"].write_text("x", encoding="utf-8")
    os.utime(files["b"], ns=(times.st_atime_ns, times.st_mtime_ns))
    files["c"].unlink()
    (builds.site / "more").write_text("more", encoding="utf-8")
    builds.written = WrittenFiles()
    with keeping(builds.site, builds.written, left):
        builds.build()
        assert sorted(os.listdir(builds.site)) == ["a", "b", "c", "d"]  # noqa: PTH208
    assert {name: path.read_text() for name, path in files.items()} == {name: name.upper() for name in "abcd"}
    again = builds.written.leave(builds.site)
    assert [name for name, path in files.items() if again.get(str(path)) == left[str(path)]] == ["a", "d"]


def test_what_was_written_just_now_is_not_left(builds: _Builds, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another hand could write it again at the same time, as the clock of files tells it."""
    builds.again(a=("1", "A"))
    path = builds.site / "a/index.html"
    monkeypatch.setattr(written, "tell_time", lambda _: path.stat().st_ctime_ns)
    assert builds.written.leave(builds.site) == {}
    monkeypatch.setattr(written, "tell_time", lambda _: path.stat().st_ctime_ns + 1)
    assert builds.written.leave(builds.site).keys() == {str(path)}


def test_what_cannot_be_removed_stays(builds: _Builds, monkeypatch: pytest.MonkeyPatch) -> None:
    builds.again(a=("1", "A"))
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", Mock(side_effect=PermissionError))
        builds.written.take_over(builds.site, {})
    assert (builds.site / "a/index.html").exists()
    builds.written.take_over(builds.site, {})
    assert [*builds.site.iterdir()] == []


def test_a_build_of_some_pages_removes_none(builds: _Builds) -> None:
    """One that is dirty, as MkDocs calls it, has nothing cleaned before it."""
    builds.again(a=("1", "A"))
    _age(builds.site)
    with keeping(builds.site, builds.written):
        utils.write_file(b"B", str(builds.site / "b/index.html"))
    assert sorted(os.listdir(builds.site)) == ["a", "b"]  # noqa: PTH208


def test_a_build_that_fails_leaves_mkdocs_as_it_was(builds: _Builds) -> None:
    before = utils.clean_directory, utils.write_file

    def fail() -> None:
        raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        rebuild(fail, builds.site, builds.written)
    assert (utils.clean_directory, utils.write_file) == before
    # Another folder is emptied.
    other = builds.site.parent / "other"
    utils.write_file(b"", str(other / "x"))
    with keeping(builds.site, builds.written):
        utils.clean_directory(str(other))
    assert os.listdir(other) == []  # noqa: PTH208
