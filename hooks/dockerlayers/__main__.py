"""Run the command: `python -m dockerlayers`."""

import sys

from dockerlayers.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
