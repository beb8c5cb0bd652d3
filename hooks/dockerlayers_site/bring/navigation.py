"""Add pages to the navigation in mkdocs.yml, and leave all else in the file as it is."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

import yaml

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.bring.note_text import quote_yaml
from dockerlayers_site.pages.composition import compose

_PLAIN = lazy_pattern(r"\w[\w .()/-]*[\w)]|\w")
_COMMENT = lazy_pattern(r"(?P<indent>[ \t]*)#[^\n]*(?:\n|$)")
_DEEPER = 4


@dataclass(frozen=True, kw_only=True)
class NavPage:
    """A page and its title."""

    title: str
    path: str


@dataclass(frozen=True, kw_only=True)
class NavSection:
    """A section, which has the pages of a folder."""

    title: str
    folder: str
    entries: tuple[NavPage | NavSection, ...]


class NavState(Enum):
    """What was done to the navigation, or why nothing was; the values name the texts."""

    EDITED = "nav-edited"
    UNCHANGED = "nav-unchanged"
    ABSENT = "nav-absent"
    BY_HAND = "nav-by-hand"


@dataclass(frozen=True, kw_only=True)
class NavChange:
    """The text of mkdocs.yml with the pages in its navigation, or the `lines` to be added by hand."""

    state: NavState
    text: str
    lines: str = ""


def add_to_navigation(text: str, entries: Sequence[NavPage | NavSection]) -> NavChange:
    """Add the pages that are not there yet, each to the section that has the pages of its folder."""
    # Edited as text: loading and writing it would lose its comments and MkDocs' own tags.
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return _by_hand(text, entries)
    nav = _value_of(root, "nav")
    if nav is None or (isinstance(nav, yaml.ScalarNode) and not nav.value):
        return NavChange(state=NavState.ABSENT, text=text)
    present = {_page_path(one.value) for one in _leaves(nav)}
    missing = [*_without(entries, present)]
    if not missing:
        return NavChange(state=NavState.UNCHANGED, text=text)
    if not isinstance(nav, yaml.SequenceNode) or nav.flow_style or not nav.value:
        return _by_hand(text, missing)
    changed = _insert(text, [*_inserts(text, nav, missing)])
    wanted = present | {page.path for page in _pages(missing)}
    return (
        NavChange(state=NavState.EDITED, text=changed) if _has(changed, wanted) else _by_hand(text, missing)
    )


def _by_hand(text: str, entries: Sequence[NavPage | NavSection]) -> NavChange:
    return NavChange(state=NavState.BY_HAND, text=text, lines="".join(_render(entries, 2)))


def _has(text: str, paths: set[str]) -> bool:
    """Say whether the file can be read, and has these pages and no others."""
    try:
        nav = _value_of(yaml.compose(text, Loader=yaml.SafeLoader), "nav")
    except yaml.YAMLError:
        return False
    return nav is not None and {_page_path(one.value) for one in _leaves(nav)} == paths


def _value_of(node: yaml.Node | None, name: str) -> yaml.Node | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for key, value in node.value if key.value == name), None)


def _leaves(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """Yield the pages of a part of the navigation."""
    if isinstance(node, yaml.SequenceNode):
        for one in node.value:
            yield from _leaves(one)
    elif isinstance(node, yaml.MappingNode):
        for _, one in node.value:
            yield from _leaves(one)
    elif isinstance(node, yaml.ScalarNode):
        yield node


def _sequences(node: yaml.Node) -> Iterator[yaml.SequenceNode]:
    """Yield the lists right below a list: those of its sections."""
    for one in node.value:
        for _, value in one.value if isinstance(one, yaml.MappingNode) else ():
            if isinstance(value, yaml.SequenceNode) and not value.flow_style and value.value:
                yield value


def _page_path(written: str) -> str:
    return posixpath.normpath(compose(written)) if written else ""


def _without(entries: Sequence[NavPage | NavSection], present: set[str]) -> Iterator[NavPage | NavSection]:
    for entry in entries:
        if isinstance(entry, NavPage):
            if _page_path(entry.path) not in present:
                yield entry
        elif below := tuple(_without(entry.entries, present)):
            yield NavSection(title=entry.title, folder=entry.folder, entries=below)


def _pages(entries: Sequence[NavPage | NavSection]) -> Iterator[NavPage]:
    for entry in entries:
        if isinstance(entry, NavPage):
            yield entry
        else:
            yield from _pages(entry.entries)


def _inserts(
    text: str, node: yaml.SequenceNode, entries: Sequence[NavPage | NavSection]
) -> Iterator[tuple[int, str]]:
    """Yield where in the text what is to be written: into a list and those below it."""
    here: list[NavPage | NavSection] = []
    for entry in entries:
        below = _find_section(node, entry.folder) if isinstance(entry, NavSection) else None
        if isinstance(entry, NavSection) and below:
            yield from _inserts(text, below, entry.entries)
        else:
            here.append(entry)
    if here:
        yield _end_of(text, node), "".join(_render(here, node.start_mark.column))


def _find_section(node: yaml.SequenceNode, folder: str) -> yaml.SequenceNode | None:
    """Find the section below a list in which all pages are of a folder, or the one beside it of its name."""
    for below in _sequences(node):
        paths = [_page_path(one.value) for one in _leaves(below)]
        if all(path.startswith(f"{folder}/") or path == f"{folder}.md" for path in paths):
            return below
        if found := _find_section(below, folder):
            return found
    return None


def _end_of(text: str, node: yaml.SequenceNode) -> int:
    """Return where a list ends, behind the comments that are indented as it is."""
    last = max(one.end_mark.index for one in _leaves(node))
    end = text.find("\n", last) + 1 or len(text)
    indent = node.start_mark.column
    while indent and (comment := _COMMENT.match(text, end)) and len(comment["indent"]) >= indent:
        end = comment.end()
    return end


def _insert(text: str, inserts: list[tuple[int, str]]) -> str:
    newline = "\r\n" if "\r\n" in text else "\n"
    for place, lines in sorted(inserts, key=lambda one: one[0], reverse=True):
        before = text[:place] if text[:place].endswith("\n") else text[:place] + newline
        text = before + lines.replace("\n", newline) + text[place:]
    return text


def _render(entries: Sequence[NavPage | NavSection], indent: int) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, NavPage):
            yield f"{' ' * indent}- {_scalar(entry.title)}: {_scalar(entry.path)}\n"
        else:
            yield f"{' ' * indent}- {_scalar(entry.title)}:\n"
            yield from _render(entry.entries, indent + _DEEPER)


def _scalar(text: str) -> str:
    """Write a text so that YAML reads it as one."""
    is_plain = _PLAIN.fullmatch(text) and isinstance(yaml.safe_load(text), str)
    return text if is_plain else quote_yaml(text)
