"""A small site that is edited at random, and built after each edit from what is kept and from nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from difflib import unified_diff
from pathlib import Path
from random import Random
from unittest.mock import patch

import yaml

# What is loaded for the first time while a function is patched would keep that for all tests behind.
import dockerlayers_site.plugin.plugin  # noqa: F401
from dockerlayers_site.plugin import memory
from tests.support.building import Built, build_in_process

_WORDS = [
    "레이어",
    "이미지",
    "컨테이너",
    "캐시",
    "빌드",
    "볼륨",
    "네트워크",
    "포트",
    "명령",
    "파일",
    "Docker",
    "layer",
    "cache",
]
_IMAGES = ("alpine:3.20", "python:3.12-slim", "node:22", "debian:bookworm", "busybox")
_SITE = "https://example.org/handbook/"
# The second is hidden: it is no part of the project.
_SITE_DIR, _CLEAN_DIR = "site", ".clean"


@dataclass(kw_only=True)
class EditedSite:
    """A project in a folder; `done` are the edits so far, in words."""

    folder: Path
    random: Random
    done: list[str] = field(default_factory=list)

    def begin(self) -> None:
        """Write a site with a little of everything that a page can hang on."""
        self.write("mkdocs.yml", _settings())
        self.write(
            "docs/index.md", f"# 처음\n\n{self.words()}. [하나](a/one.md), [둘](a/two.md#{self.word()}).\n"
        )
        for name in ("a/one", "a/two", "b/three", "four"):
            self.write(f"docs/{name}.md", self.page(name))
        self.write("docs/.snippets/part.md", "끼워 넣는 글입니다.\n")
        self.write("examples/web/Dockerfile", self.dockerfile())
        self.write("synonyms.toml", '[[synonyms]]\nwords = ["레이어", "layer"]\n')
        self.write("overrides/main.html", '{% extends "base.html" %}\n')
        self.write("LICENSE", "MIT\n")

    def write(self, name: str, text: str) -> str:
        """Write a file of the project."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return name

    def words(self) -> str:
        return " ".join(self.random.choice(_WORDS) for _ in range(5))

    def word(self) -> str:
        return self.random.choice(_WORDS)

    def dockerfile(self) -> str:
        image = self.random.choice(_IMAGES)
        program = self.random.choice(["curl", "git", "bash"])
        return f'FROM {image}\nRUN apk add --no-cache {program}\nCMD ["sh"]\n'

    def page(self, name: str) -> str:
        """Return a page with links, a breakdown of its own and one of an example, and sections."""
        up = "../" * name.count("/")
        links = f"[쪽]({up}{self.target()}), [그림]({up}pic.png), [글]({up}../LICENSE)"
        parts = [
            f"# {self.words()}\n\n{self.words()}. {links}.\n",
            f"## {self.word()}\n\n```dockerfile\n{self.dockerfile()}```\n",
            '```dockerfile file="examples/web/Dockerfile"\n```\n',
            f"## {self.words()}\n\n- {self.words()}\n- `{self.word()}`\n\n> [!NOTE]\n> {self.words()}\n",
            '--8<-- "docs/.snippets/part.md"\n',
        ]
        return "\n".join([parts[0], *self.random.sample(parts[1:], self.random.randint(1, 4))])

    def target(self) -> str:
        return self.random.choice(["a/one.md", "b/three.md#no", "four.md", "nowhere.md", "new-1.md"])

    def pages(self) -> list[Path]:
        return sorted(path for path in (self.folder / "docs").rglob("*.md") if ".snippets" not in path.parts)

    def edit(self) -> None:
        """Make one edit of a random kind."""
        name = self.random.choice(list(_EDITS))
        self.done.append(f"{name}: {_EDITS[name](self)}")

    def build(self, *, is_kept: bool) -> tuple[Built, dict[str, bytes]]:
        """Build the site, and return what was said and every file.

        From nothing it is built into a folder of its own: the other holds what the build before has left.
        """
        config, place = self.folder / "mkdocs.yml", self.folder / (_SITE_DIR if is_kept else _CLEAN_DIR)
        if not is_kept:
            settings = yaml.safe_load(config.read_text(encoding="utf-8"))
            settings["plugins"][1]["dockerlayers"]["cache"] = False
            settings["site_dir"] = _CLEAN_DIR
            config = self.folder / "clean.yml"
            config.write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), encoding="utf-8")
        # Half of the builds have in memory what those before have used, as while the site is served.
        serving = self.random.random() < 0.5
        with patch.object(memory, "is_serving", lambda: serving):
            built = build_in_process(config, site_url=_SITE, strict=False)
        assert built.status == 0, built.output
        config.with_name("clean.yml").unlink(missing_ok=True)
        files = {path.relative_to(place).as_posix(): path.read_bytes() for path in _files(place)}
        said = built.output.replace(str(place), str(self.folder / _SITE_DIR))
        return replace(built, output=said), files


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def differences(site: EditedSite) -> list[str]:
    """Build from what is kept and from nothing; return what differs."""
    (kept, kept_files), (clean, clean_files) = site.build(is_kept=True), site.build(is_kept=False)
    names = sorted(kept_files.keys() | clean_files.keys())
    found = [name for name in names if kept_files.get(name) != clean_files.get(name)]
    said = [[line for line in one.output.splitlines() if "built in" not in line] for one in (clean, kept)]
    return [*found, *(line for line in unified_diff(said[0], said[1], lineterm="") if line[0] in "+-")]


def _settings(**options: object) -> str:
    plugin = {"search": {"synonyms": "synonyms.toml"}, **options}
    settings = {
        "site_name": "시험",
        "site_url": "https://example.org/handbook/",
        "theme": {
            "name": "material",
            "font": False,
            "language": "ko",
            "custom_dir": "overrides",
            "features": ["navigation.prune"],
        },
        "plugins": ["search", {"dockerlayers": plugin}],
        "markdown_extensions": [{"pymdownx.snippets": {"base_path": ["."]}}],
    }
    return yaml.safe_dump(settings, allow_unicode=True, sort_keys=False)


def _change(site: EditedSite, change: Callable[[str], str], path: Path | None = None) -> str:
    path = path or site.random.choice(site.pages())
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    return path.relative_to(site.folder).as_posix()


def _toggle(site: EditedSite, name: str, text: str) -> str:
    """Add a file, or take it away."""
    path = site.folder / name
    if path.exists():
        path.unlink()
        return f"{name} away"
    site.write(name, text)
    return name


def _move(site: EditedSite) -> str:
    pages = [path for path in site.pages() if path.name != "index.md"]
    if not pages:
        return "nothing"
    path = site.random.choice(pages)
    target = site.folder / "docs" / site.random.choice(["a", "b", "c"]) / path.name
    target.parent.mkdir(exist_ok=True)
    path.rename(target)
    return f"{path.name} to {target.parent.name}"


def _delete(site: EditedSite) -> str:
    pages = [path for path in site.pages() if path.name != "index.md"]
    if len(pages) < 3:
        return "nothing"
    path = site.random.choice(pages)
    path.unlink()
    return path.name


def _add(site: EditedSite) -> str:
    name = site.random.choice(["new-1", "a/new-2", "nowhere", "b/index"])
    site.write(f"docs/{name}.md", site.page(name))
    return name


def _configure(site: EditedSite) -> str:
    options: dict[str, object] = {}
    if site.random.random() < 0.5:
        options["fences"] = {
            "explain": site.random.choice(["brief", "full"]),
            "checks": site.random.random() < 0.5,
        }
    if site.random.random() < 0.3:
        options["links"] = {"ids": "slug"}
    if site.random.random() < 0.3:
        options["previews"] = False
    text = _settings(**options)
    if site.random.random() < 0.4:
        text += "nav:\n" + "".join(
            f"  - {site.word()}: {path.relative_to(site.folder / 'docs').as_posix()}\n"
            for path in site.pages()
        )
    if site.random.random() < 0.3:
        text = text.replace("site_name: 시험", f"site_name: {site.word()}")
    site.write("mkdocs.yml", text)
    return str(options)


def _spoil(site: EditedSite) -> str:
    """Let somebody else change what a build has left."""
    place = site.folder / _SITE_DIR
    files = [*_files(place)]
    if not files:
        return "nothing"
    path = site.random.choice(files)
    kind = site.random.choice(["away", "other", "folder", "file", "more"])
    if kind == "other":
        before = path.stat()
        path.write_bytes(bytes(before.st_size))
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    elif kind == "more":
        path.with_name("more.html").write_text("more", encoding="utf-8")
    else:
        path.unlink()
    if kind == "folder":
        path.mkdir()
    elif kind == "file" and path.parent != place:
        shutil.rmtree(path.parent)
        path.parent.write_text("file", encoding="utf-8")
    return f"{path.relative_to(place).as_posix()}: {kind}"


_EDITS: dict[str, Callable[[EditedSite], str]] = {
    "text": lambda site: _change(site, lambda text: f"{text}\n{site.words()}.\n"),
    "heading": lambda site: _change(site, lambda text: text.replace("## ", f"## {site.word()} ", 1)),
    "title": lambda site: _change(site, lambda text: text.replace("# ", f"# {site.word()} ", 1)),
    "front matter": lambda site: _change(
        site,
        lambda text: (
            f"---\ndescription: {site.words()}\ntitle: {site.word()}\n---\n"
            + text.removeprefix("---\n").rpartition("---\n")[2]
        ),
    ),
    "breakdown": lambda site: _change(
        site, lambda text: text.replace("RUN ", f"WORKDIR /{site.random.random()}\nRUN ", 1)
    ),
    "anew": lambda site: _change(site, lambda _: site.page("a/b")),
    "move": _move,
    "delete": _delete,
    "add": _add,
    "options and navigation": _configure,
    "example": lambda site: site.write("examples/web/Dockerfile", site.dockerfile()),
    "beside the example": lambda site: _toggle(site, "examples/web/.dockerignore", "*.log\n"),
    "example away": lambda site: _toggle(site, "examples/web/Dockerfile", site.dockerfile()),
    "snippet": lambda site: _toggle(site, "docs/.snippets/part.md", f"{site.words()}.\n"),
    "picture": lambda site: _toggle(site, "docs/pic.png", "png"),
    "beside docs": lambda site: _toggle(site, "LICENSE", "MIT\n"),
    "synonyms": lambda site: site.write(
        "synonyms.toml", f'[[synonyms]]\nwords = ["{site.word()}", "word"]\n'
    ),
    "template": lambda site: site.write(
        "overrides/main.html", f'{{% extends "base.html" %}}\n<!-- {site.word()} -->\n'
    ),
    "decisions": lambda site: _toggle(
        site, "docs/.links/decisions.toml", '[[gone]]\naddress = "old/"\nreason = "합쳐졌습니다."\n'
    ),
    "site": _spoil,
    "nothing": lambda _: "",
}
