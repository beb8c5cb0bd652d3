"""The texts, a folder of files for each language; every folder has the same files with the same keys.

`LANGUAGE` is the one that is shown. To add another, copy a folder and translate what is in it.
"""

from __future__ import annotations

from typing import Any

from dockerlayers.data import load_table
from dockerlayers.programs.tables import Table, open_table

LANGUAGE = "ko"
"""The language, as HTML names it: https://www.rfc-editor.org/info/bcp47"""


def load_texts(name: str) -> dict[str, Any]:
    """Read a file of texts in the language that is shown."""
    return load_table(f"texts/{LANGUAGE}/{name}")


def open_texts(name: str) -> Table:
    """Read such a file to check what is in it."""
    return open_table(f"texts/{LANGUAGE}/{name}")
