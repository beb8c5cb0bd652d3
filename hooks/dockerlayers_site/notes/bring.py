"""Bring a note into the handbook for good: the note, its pictures, its title and its place.

usage: python -m dockerlayers_site note NOTE [--name NAME] [--title TITLE]
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dockerlayers_site.notes.navigation import add_to_navigation
from dockerlayers_site.notes.rewrite import rewrite_note
from dockerlayers_site.notes.targets import Shelf, is_picture, local_path, written_path
from dockerlayers_site.pages.page_file import PageFile, page_file
from dockerlayers_site.pages.problem import Problem

_FRONT_MATTER = re.compile(r"---[ \t]*\n.*?\n---[ \t]*(?:\n|$)", re.DOTALL)
_HEADING = re.compile(r"^#{1,6}[ \t]+(?P<text>.+?)[ \t]*#*[ \t]*$|^(?P<lined>\S.*)\n=+[ \t]*$", re.MULTILINE)
_CODE = re.compile(r"^(?P<mark>`{3,}|~{3,}).*?^(?P=mark)", re.MULTILINE | re.DOTALL)
_ADDRESS = re.compile(
    r"""\]\(\s*(?:<([^<>\n]+)>|([^\s()<>]+))|(?:src|href)\s*=\s*["']([^"'<>]+)["']""", re.IGNORECASE
)
_MARKS = re.compile(r"[*_`~]|!?\[|\]\([^()]*\)|<[^<>]*>")
_NO_NAME = re.compile(r"[^\w.-]+")
_LONGEST = 140


@dataclass(kw_only=True)
class Brought:
    """What has been done: the page and the pictures beside it; `problems` are what stands in the note."""

    page: Path
    pictures: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def bring_note(note: Path, docs: Path, *, name: str | None = None, title: str | None = None) -> Brought:
    """Copy a note into docs/ with its pictures, and give it a title and a description if it has none.

    Raise FileExistsError where a page has that name. The note itself is not changed.
    """
    text = note.read_text(encoding="utf-8-sig")
    page = docs / f"{page_name(name or note.stem)}.md"
    if page.exists():
        raise FileExistsError(page)
    file = page_file(str(note), text)
    brought = Brought(page=page)
    _copy_pictures(file, note.resolve(), brought)
    brought.problems += rewrite_note(file.lines, keep=str, page=file).problems
    page.write_text(_with_front_matter(text, title or find_title(text) or note.stem), encoding="utf-8")
    return brought


def page_name(name: str) -> str:
    """Make the name of a page, which is its address, from another: `01 도커 시작` becomes `01-도커-시작`."""
    return _NO_NAME.sub("-", name.lower()).strip("-.") or "note"


def find_title(text: str) -> str | None:
    """Return the text of the first heading."""
    body = _CODE.sub("", _FRONT_MATTER.sub("", text, count=1))
    heading = _HEADING.search(body)
    return _plain(heading["text"] or heading["lined"]) if heading else None


def find_description(text: str) -> str:
    """Return the first plain paragraph, in one line and not too long."""
    body = _CODE.sub("", _FRONT_MATTER.sub("", text, count=1))
    for block in re.split(r"\n[ \t]*\n", _HEADING.sub("", body)):
        plain = " ".join(_plain(block).split())
        if plain and not block.lstrip().startswith(("-", "*", "+", ">", "|", "<", "#", "!", "1.")):
            return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1].rstrip() + "…"
    return ""


def _plain(text: str) -> str:
    return _MARKS.sub("", text).strip()


def _with_front_matter(text: str, title: str) -> str:
    if _FRONT_MATTER.match(text):
        return text
    values = {"title": title, "description": find_description(text)}
    lines = [f"{key}: {_quote(value)}" for key, value in values.items() if value]
    return "\n".join(["---", *lines, "---", "", text])


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _copy_pictures(file: PageFile, note: Path, brought: Brought) -> None:
    """Copy pictures to where the note's own addresses find them, those inside of docs/."""
    docs = brought.page.parent
    shelf = Shelf(uris=(), docs=note.parent, root=Path(note.anchor))
    for line, path in _local_paths("\n".join(file.lines)):
        source = (note.parent / path).resolve()
        target = (docs / path).resolve()
        if is_picture(source) and target.is_relative_to(docs.resolve()):
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.exists():
                shutil.copyfile(source, target)
                brought.pictures.append(target)
        elif not (docs / path).exists():
            found = shelf.find(path, note.name)
            hint = f"did you mean {written_path(found.nearest)}?" if found and found.nearest else None
            brought.problems.append(file.report(f"not found: {path}", file.locate(line, path), hint=hint))


def _local_paths(text: str) -> Iterator[tuple[int, str]]:
    blanked = _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    for match in _ADDRESS.finditer(blanked):
        path = local_path(next(filter(None, match.groups())))
        if path:
            yield blanked.count("\n", 0, match.start()) + 1, path


def main(arguments: list[str] | None = None) -> int:
    """Bring the note that the command line names, and say what was done."""
    parser = argparse.ArgumentParser(prog="dockerlayers_site note", description=__doc__)
    parser.add_argument("note", type=Path)
    parser.add_argument("--name", help="the page's name, without .md")
    parser.add_argument("--title", help="the page's title")
    parser.add_argument("--project", type=Path, default=Path.cwd(), help="where mkdocs.yml is")
    options = parser.parse_args(arguments)
    docs = options.project / "docs"
    try:
        brought = bring_note(options.note, docs, name=options.name, title=options.title)
    except (OSError, UnicodeDecodeError) as error:
        print(f"{options.note} cannot be brought in: {error}", file=sys.stderr)
        return 1
    title = options.title or find_title(brought.page.read_text(encoding="utf-8")) or options.note.stem
    is_added = add_to_navigation(
        options.project / "mkdocs.yml", title, brought.page.relative_to(docs).as_posix()
    )
    _report(brought, is_added=is_added)
    return 0


def _report(brought: Brought, *, is_added: bool) -> None:
    print(f"wrote {brought.page}")
    for picture in brought.pictures:
        print(f"copied {picture}")
    if not is_added:
        print("mkdocs.yml has no plain nav: add the page to it by hand")
    for problem in brought.problems:
        print(problem)
