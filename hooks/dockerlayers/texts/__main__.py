"""Check the texts of a language: `python -m dockerlayers.texts LANGUAGE`."""

from __future__ import annotations

import sys

from dockerlayers.texts.check import list_faults, list_missing
from dockerlayers.texts.texts import load_texts

_FAULTY, _WRONG_USAGE = 1, 2


def main(arguments: list[str]) -> int:
    """Print what is missing, which is said in Korean, and fail for what is wrong."""
    if len(arguments) != 1:
        print("usage: python -m dockerlayers.texts LANGUAGE", file=sys.stderr)
        return _WRONG_USAGE
    try:
        texts = load_texts(arguments[0])
    except LookupError as error:
        print(error.args[0], file=sys.stderr)
        return _WRONG_USAGE
    missing, faults = list(list_missing(texts)), list(list_faults(texts))
    for line in missing:
        print(f"missing: {line}")
    for line in faults:
        print(line, file=sys.stderr)
    print(f"{len(missing)} texts are missing, {len(faults)} are wrong")
    return _FAULTY if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
