"""Feed the library inputs that reach what no input before has reached, and hold the oracles against it.

usage: python -m tests.fuzz SECONDS [LIBFUZZER-OPTION ...]

Begins with tests/fuzz/corpus; what is found on the way is kept in .cache/fuzz/corpus, and the next run
goes on there. An input that breaks an oracle is written to .cache/fuzz and ends the run with exit status 77.
"""

from __future__ import annotations

import pkgutil
import sys
from importlib import import_module

import atheris

import dockerlayers
from tests.fuzz.inputs import CORPUS, read_input
from tests.support.site import ROOT

_FOUND = ROOT / ".cache/fuzz"
_LONGEST = 4096
"""Bytes of an input: more finds no more, and takes longer."""


def instrument() -> None:
    """Load every module of the library so that what is reached in it is seen."""
    with atheris.instrument_imports(include=["dockerlayers"]):
        for module in pkgutil.walk_packages(dockerlayers.__path__, "dockerlayers."):
            if not module.name.endswith("__main__"):
                import_module(module.name)


def main() -> None:
    if len(sys.argv) < 2 or not sys.argv[1].isdigit():
        sys.exit(__doc__)
    instrument()
    # only now: they load the library
    from tests.fuzz.oracles import check_input

    own = _FOUND / "corpus"
    own.mkdir(parents=True, exist_ok=True)
    atheris.Setup(
        [
            *(sys.argv[0], f"-max_total_time={sys.argv[1]}", f"-max_len={_LONGEST}", "-timeout=60"),
            *(f"-artifact_prefix={_FOUND}/", f"-dict={CORPUS.with_name('words.dict')}", "-rss_limit_mb=4096"),
            *("-print_final_stats=1", *sys.argv[2:], str(own), str(CORPUS)),
        ],
        lambda data: check_input(read_input(data)),
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
