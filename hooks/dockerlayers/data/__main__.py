"""Write the one file of all data: `python -m dockerlayers.data FILE`."""

from __future__ import annotations

import sys
from pathlib import Path

from dockerlayers.data import COMPILED, compile_data

_WRONG_USAGE = 2


def main(arguments: list[str]) -> int:
    """Write the file that is named; to be read, it lies in the package as `knowledge.json`."""
    if len(arguments) != 1:
        print(f"usage: python -m dockerlayers.data FOLDER/{COMPILED}", file=sys.stderr)
        return _WRONG_USAGE
    Path(arguments[0]).write_text(compile_data(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
