"""The time an analysis takes grows with the length of the file, and not faster."""

import gc
import time
from collections.abc import Callable, Iterator

import pytest

from dockerlayers.analysis import analyze

# Coverage slows the code under test by half, and each piece by another share.
pytestmark = pytest.mark.no_cover

ROUNDS = 3
TRIES = 9
GROWTH = 3.5
"""How much dearer an instruction may be in a file of ten times the length; a square would be ten."""
FEW, MANY = 1000, 10_000


def chain_of_stages(count: int) -> str:
    return "FROM scratch AS s0\n" + "".join(f"FROM s{index} AS s{index + 1}\n" for index in range(count))


def copies_from_stages(count: int) -> str:
    stages = "".join(f"FROM scratch AS s{index}\n" for index in range(count // 2))
    return f"{stages}FROM scratch\n" + "".join(f"COPY --from=s{index} /a /b\n" for index in range(count // 2))


def after_from(line: str) -> Callable[[int], str]:
    return lambda count: "FROM scratch\n" + "".join(f"{line.format(index)}\n" for index in range(count))


FILES: dict[str, Callable[[int], str]] = {
    "RUN": after_from("RUN apt-get update && apt-get install -y package{0}"),
    "COPY": after_from("COPY --chown=1:2 file{0} other{0} /dir/"),
    "ENV of many variables": after_from("ENV A{0}=$PATH"),
    "LABEL with quotes": after_from("LABEL label{0}=\"a 'b' $PATH ${{PATH:-c}}\""),
    "WORKDIR": after_from("WORKDIR /dir{0}"),
    "heredocs": after_from("RUN <<EOF{0}\necho {0}\nEOF{0}"),
    "a chain of stages": chain_of_stages,
    "copies from stages": copies_from_stages,
    "global arguments": lambda count: (
        "".join(f"ARG A{index}=1\n" for index in range(count)) + "FROM scratch\n"
    ),
    "ONBUILD": after_from("ONBUILD RUN {0}"),
}


@pytest.fixture(autouse=True)
def alone() -> Iterator[None]:
    """Look for garbage in what a test makes alone: a long file has more looks at what is there."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def seconds(source: str) -> float:
    start = time.process_time()
    analysis = analyze(source)
    assert analysis.error is None
    return time.process_time() - start


@pytest.mark.parametrize("name", FILES)
def test_an_instruction_costs_the_same_in_a_long_file(name: str) -> None:
    few, many = FILES[name](FEW), FILES[name](MANY)
    growth = float("inf")
    for _ in range(TRIES):
        # other work on the machine only ever slows one down: the best round is the truest
        growth = min(growth, seconds(many) / MANY / (min(seconds(few) for _ in range(ROUNDS)) / FEW))
        if growth <= GROWTH:
            break
    assert growth <= GROWTH


SLOW = 10.0
"""Seconds that no file below may take; each takes about one on a slow machine."""


def repeated(before: str, text: str, count: int, after: str = "") -> str:
    return f"FROM a\n{before}{text * count}{after}\n"


HARD = {
    "a line of quotes": repeated("ENV A=", '"', 60_000),
    "a line of both quotes": repeated("LABEL a=", "'\"", 30_001),
    "a line of words": repeated("ENV ", "A=1 ", 15_000),
    "a line of escapes": repeated("ENV A=", "\\", 60_000),
    "a line of dollars": repeated("ENV A=", "$A", 30_000),
    "a line of flags": repeated("RUN ", "--mount=type=cache,target=/a ", 2000, "true"),
    "a line of less-than signs": repeated("RUN ", "<", 60_000),
    "a line of blanks": repeated("RUN", "\t", 60_000, "true"),
    "a JSON array": repeated("RUN [", '"a",', 15_000, '"b"]'),
    "a JSON array that is none": repeated("RUN ", "[", 60_000),
    "a reference": repeated("FROM ", "a-", 30_000),
    "a reference of parts": repeated("FROM ", "a/", 30_000, "A"),
    "a mode": repeated("COPY --chmod=", "u+x,", 15_000, "! a b"),
    "a port range": repeated("EXPOSE ", "1-65535 ", 5),
    "a word of a heredoc": repeated("RUN <<", "E", 60_000, "\n" + "E" * 60_000),
    "a continuation of 2,000 lines": repeated("RUN a \\\n", "  b \\\n", 2000, "  c"),
    "a continuation of comments": repeated("RUN a \\\n", "# b\n", 20_000, "  c"),
    "a continuation of ENV": repeated("ENV A=1 \\\n", '  B="$A" \\\n', 2000, "  C=1"),
    "a heredoc of 50,000 lines": repeated("RUN <<EOF\n", "x\n", 50_000, "EOF"),
    "2,000 heredocs in one line": repeated("RUN ", "<<A ", 2000, "x" + "\nA" * 2000),
    "5,000 stages in a chain": chain_of_stages(5000),
    "5,000 copies from stages": copies_from_stages(10_000),
    "copies in a chain": "".join(
        f"FROM scratch AS s{index}\nCOPY --from=s{index - 1} a b\n" for index in range(1, 3000)
    ),
    "copies from later stages": "".join(
        f"FROM scratch AS s{index}\nCOPY --from=s{index + 1} a b\n" for index in range(3000)
    ),
    "misspelled variables": repeated("", "ENV A=$B C=$D\n", 5000),
}


@pytest.mark.parametrize("name", HARD)
def test_no_file_takes_long(name: str) -> None:
    start = time.process_time()
    analyze(HARD[name])
    assert time.process_time() - start < SLOW


def test_the_commands_of_runs_hold_every_argument() -> None:
    # `RUN |N A=1 …` names every ARG before it: what comes out is a square of what goes in
    source = "FROM scratch\n" + "".join(f"ARG A{index}=1\nRUN {index}\n" for index in range(1000))
    start = time.process_time()
    analysis = analyze(source)
    assert time.process_time() - start < SLOW
    assert analysis.build
    assert analysis.build.history[-1].created_by.startswith("RUN |1000 A0=1 A1=1 ")
