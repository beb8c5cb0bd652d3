"""Edit small sites at random for some seconds, and compare each build with a clean one."""

from __future__ import annotations

import logging
import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.support.edits import EditedSite, differences

_EDITS = 100


def main(arguments: list[str]) -> int:
    """Go on for so many seconds, with a new site after a hundred edits; stop at the first difference."""
    end = time.monotonic() + float(arguments[0])
    logging.lastResort = None
    seed = 1000
    while time.monotonic() < end:
        seed += 1
        with TemporaryDirectory() as folder:
            site = EditedSite(folder=Path(folder), random=Random(seed))
            site.begin()
            while len(site.done) < _EDITS and time.monotonic() < end:
                found = differences(site)
                if found:
                    print(
                        f"seed {seed}, behind {len(site.done)} edits, the last {site.done[-1:]}:",
                        *found,
                        sep="\n",
                    )
                    return 1
                site.edit()
            print(f"seed {seed}: {len(site.done)} edits, no difference")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
