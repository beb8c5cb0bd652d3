"""What wrote the notes of a source, which of its folders hold notes, and where they go."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.bring.archive import read_archive
from dockerlayers_site.bring.errors import BringError
from dockerlayers_site.bring.tree import Tree, read_folder, read_note
from dockerlayers_site.pages.composition import compose

NOTES = frozenset({".md", ".markdown"})
_NOTION_ID = lazy_pattern(r"[ _-]?(?P<id>[0-9a-f]{32})(?=$|\.)")
_HUGO = ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json")
_HUGO_OLD = ("config.toml", "config.yaml", "config.yml", "config.json", "config")
_EXPORT = lazy_pattern(r"(?:Export|ExportBlock)-[\w-]+|[0-9a-f]{8}-[0-9a-f-]{27}.*", re.IGNORECASE)
_GENERIC = frozenset({"docs", "doc", "notes", "content", "posts", "_posts", "source", "src"})


class Kind(Enum):
    """What wrote the notes; the values name the texts."""

    NOTE = "kind-note"
    FOLDER = "kind-folder"
    NOTION = "kind-notion"
    OBSIDIAN = "kind-obsidian"
    HUGO = "kind-hugo"
    HEXO = "kind-hexo"


@dataclass(frozen=True, kw_only=True)
class Source:
    """Files, and what they are: notes are those below `base`, a path with a slash at its end or empty.

    `roots` are the folders in which an address with a slash at its begin is looked for, `section` the folder
    below docs/ that the notes go to.
    """

    tree: Tree
    kind: Kind
    base: str = ""
    roots: tuple[str, ...] = ("",)
    section: str = ""


def open_source(path: Path, name: str | None = None) -> Source:
    """Look at a note, a folder or a zip; `name` is that of the section for more than one note.

    Raise BringError where it cannot be brought in.
    """
    if not path.exists():
        raise BringError("no-source", source=str(path))
    if path.is_dir():
        return _open_folder(path, name)
    if path.suffix.lower() == ".zip":
        return _describe(read_archive(path), "", name)
    if path.suffix.lower() not in NOTES:
        raise BringError("no-note", source=str(path))
    tree = read_note(path)
    is_notion = bool(_NOTION_ID.search(path.stem))
    return Source(tree=tree, kind=Kind.NOTION if is_notion else Kind.NOTE)


def _open_folder(path: Path, name: str | None) -> Source:
    folder = path.resolve()
    root = next((one for one in (folder, *folder.parents[:4]) if _is_blog(one)), folder)
    base = compose(folder.relative_to(root).as_posix()) if root != folder else ""
    return _describe(read_folder(root), f"{base}/" if base else "", name)


def _is_blog(folder: Path) -> bool:
    names = {one.name for one in folder.iterdir()} if folder.is_dir() else set()
    return _blog_of(names, has_posts=(folder / "source/_posts").is_dir()) is not None


def _blog_of(names: Iterable[str], *, has_posts: bool) -> Kind | None:
    """Say which blog has files and folders with such names at its root."""
    names = set(names)
    if "_config.yml" in names and has_posts:
        return Kind.HEXO
    has_content = "content" in names
    if has_content and (names.intersection(_HUGO) or names.intersection(_HUGO_OLD) or "archetypes" in names):
        return Kind.HUGO
    return None


def _describe(tree: Tree, base: str, name: str | None) -> Source:
    wrapper = "" if base else _wrapper(tree)
    top = {path.removeprefix(wrapper).partition("/")[0] for path in tree.files}
    blog = _blog_of(top, has_posts=any(one.startswith(f"{wrapper}source/_posts/") for one in tree.files))
    if blog:
        statics = ("static/", "content/", "assets/") if blog is Kind.HUGO else ("source/",)
        inner = base or f"{wrapper}{'content/' if blog is Kind.HUGO else 'source/'}"
        section = name or _section(tree.name if not wrapper else wrapper.rstrip("/"), tree, base)
        return Source(
            tree=tree, kind=blog, base=inner, roots=tuple(wrapper + one for one in statics), section=section
        )
    kind = _kind_of(tree)
    base = base or wrapper
    section = name or _section(tree.name, tree, base)
    if not name and kind is Kind.NOTION:
        section = _notion_section(tree, base)
    return Source(tree=tree, kind=kind, base=base, roots=(base, ""), section=section)


def _wrapper(tree: Tree) -> str:
    """Return the one folder, or folders, that all files are in, as a zip of a folder has it."""
    wrapper = ""
    while tree.root is None:
        firsts = {path.removeprefix(wrapper).partition("/") for path in tree.files}
        names = {first for first, _, _ in firsts}
        if len(names) != 1 or not all(slash for _, slash, _ in firsts) or _NOTION_ID.search(min(names)):
            break
        wrapper += f"{min(names)}/"
    return wrapper


def _kind_of(tree: Tree) -> Kind:
    if ".obsidian" in tree.folders:
        return Kind.OBSIDIAN
    pages = [path for path in tree.files if is_note(path)]
    marked = sum(bool(_NOTION_ID.search(posixpath.basename(path))) for path in pages)
    return Kind.NOTION if pages and marked * 2 > len(pages) else Kind.FOLDER


def is_note(path: str) -> bool:
    """Say whether a file is a note."""
    return posixpath.splitext(path)[1].lower() in NOTES


def notion_id(path: str) -> str | None:
    """Return the id by which Notion knows a page or a file, whatever it is called."""
    found = _NOTION_ID.search(posixpath.basename(path))
    return found["id"] if found else None


def without_id(name: str) -> str:
    """Return a name without the id that Notion puts behind it; one that is nothing but an id stays."""
    return _NOTION_ID.sub("", name) if _NOTION_ID.sub("", name).partition(".")[0] else name


def _section(name: str, tree: Tree, base: str) -> str:
    """Return the name of a folder; one that every project has says less than that of the folder around it."""
    if base and posixpath.basename(base.rstrip("/")).lower() not in _GENERIC:
        name = posixpath.basename(base.rstrip("/"))
    if name.lower() in _GENERIC and tree.root is not None and not base:
        name = compose(tree.root.parent.name) or name
    return name or "notes"


def _notion_section(tree: Tree, base: str) -> str:
    """Return the folder for an export: none is needed where all is below one page."""
    tops = {without_id(path.removeprefix(base).partition("/")[0].removesuffix(".md")) for path in tree.files}
    if len(tops) == 1:
        return ""
    name = posixpath.basename(base.rstrip("/")) or tree.name
    return without_id(name) if not _EXPORT.fullmatch(name) else "notion"
