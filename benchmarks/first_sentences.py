"""Print what is said first of each Dockerfile, to be read.

usage: python benchmarks/first_sentences.py FOLDER [...]

FOLDER holds Dockerfiles; those with an error say nothing and are left out. The same sentences stand once,
with the first file that they are said of and how many more there are.
"""

import sys
from collections import defaultdict
from pathlib import Path

from dockerlayers.analysis import analyze
from dockerlayers.explain.opening.what import say_first
from dockerlayers.texts.inline import plain
from dockerlayers.texts.texts import load_texts


def main(folders: list[str]) -> None:
    texts = load_texts()
    said: defaultdict[str, list[str]] = defaultdict(list)
    for folder in map(Path, folders):
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            analysis = analyze(path.read_bytes().decode("utf-8", "replace"))
            if analysis.build and analysis.overview:
                first = plain(say_first(texts, analysis.build, analysis.overview))
                said[first].append(str(path.relative_to(folder)))
    for first, (name, *others) in sorted(said.items()):
        print(f"{name}{f' (+{len(others)})' if others else ''}\n  {first}")
    print(f"{sum(map(len, said.values()))} files, {len(said)} distinct")


if __name__ == "__main__":
    main(sys.argv[1:])
