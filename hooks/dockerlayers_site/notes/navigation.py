"""Add a page to the navigation in mkdocs.yml, and leave all else in the file as it is."""

from __future__ import annotations

import re
from pathlib import Path

from dockerlayers_site.pages.writing import replace_file

_NAV = re.compile(r"^nav:[ \t]*\n(?P<entries>(?:[ \t]*#.*\n|[ ]+.*\n|-.*\n)*)", re.MULTILINE)
_ENTRY = re.compile(r"^(?P<indent>[ ]*)- ", re.MULTILINE)
_PLAIN = re.compile(r"[\w\uac00-\ud7a3][\w\uac00-\ud7a3 .()/-]*[\w\uac00-\ud7a3)]")


def add_to_navigation(config: Path, title: str, page: str) -> bool:
    """Add a page behind the last entry; say whether that was possible."""
    # Edited as text: loading and writing it would lose its comments and MkDocs' own tags.
    text = config.read_text(encoding="utf-8")
    nav = _NAV.search(text)
    entry = nav and _ENTRY.search(nav["entries"])
    if not nav or not entry:
        return False
    shown = title if _PLAIN.fullmatch(title) else "'" + title.replace("'", "''") + "'"
    end = nav.start("entries") + len(nav["entries"].rstrip("\n")) + 1
    line = f"{entry['indent']}- {shown}: {page}\n"
    replace_file(config, text[:end] + line + text[end:])
    return True
