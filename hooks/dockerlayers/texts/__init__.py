"""The texts, a folder of files for each language; every folder has the same files with the same keys.

`LANGUAGE` is the one that is shown. To add another, copy a folder and translate what is in it. What is known
of programs has a key for each language beside the others (`ko`, `ko-operands`) in explain/programs/.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

LANGUAGE = "ko"
"""The language, as HTML names it: https://www.rfc-editor.org/info/bcp47"""

FOLDER = files("dockerlayers.texts")


def load_texts(name: str) -> dict[str, Any]:
    """Read a file of texts in the language that is shown."""
    return tomllib.loads(FOLDER.joinpath(LANGUAGE, name).read_text(encoding="utf-8"))
