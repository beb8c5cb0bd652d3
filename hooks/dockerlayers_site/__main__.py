"""Work on a site, as `python -m dockerlayers_site COMMAND`.

new DIR        write a small site of your own into a new folder
note FILE      bring in a note, a folder of notes or a zip, with pictures, titles and places in the navigation
consoles COMMAND  run the sessions of the pages: check, accept, list
links COMMAND  keep the site's addresses: record, check, move, farewell
checked        list the pages that were checked more than a year ago
measure FOLDER build Dockerfiles with a real engine, and write down their sizes and times
style [FILE …] check the terms, sentences, particles and spelling of the pages
vendor         install what is shipped that comes from npm: Mermaid, which draws diagrams
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from dockerlayers_site.names import NAME, suggest

# Loaded when it is asked for: a new site needs nothing of what notes are read with.
_COMMANDS = {
    "new": "dockerlayers_site.template.new",
    "note": "dockerlayers_site.bring.command",
    "consoles": "dockerlayers_site.consoles.command",
    "links": "dockerlayers_site.links.command",
    "checked": "dockerlayers_site.checked.command",
    "measure": "dockerlayers_site.measures.command",
    "style": "dockerlayers_site.style.command",
    "vendor": "dockerlayers_site.vendor.install",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status; 2 where there is no such command."""
    name, *others = [*(sys.argv[1:] if arguments is None else arguments)] or ["--help"]
    if name in ("-h", "--help"):
        print(__doc__)
        return 0
    if name not in _COMMANDS:
        print(f"{NAME}_site: there is no command {name}; {suggest(name, _COMMANDS)}", file=sys.stderr)
        return 2
    run: Callable[[list[str]], int] = import_module(_COMMANDS[name]).main
    return run(others)


if __name__ == "__main__":
    sys.exit(main())
