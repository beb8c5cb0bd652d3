"""The one place of Material's pages that is changed: where its script is told of the search worker."""

from __future__ import annotations

import re

from dockerlayers.elements import element
from dockerlayers.patterns import lazy_pattern

# Material writes it with Jinja's `tojson` into the JSON of `#__config`, so that no `<` is in it.
WORKER = lazy_pattern(
    r'(<script id="?__config\b[^>]*>)([^<]*"search": ?")([^"]*assets/javascripts/)'
    r"workers/search\.[0-9a-z]+\.min\.js(?=\")"
)


class SearchPlaceError(Exception):
    """A page in which the search worker is not named as it used to be."""


def redirect_worker(html: str, *, worker: str, before: str) -> str:
    """Return a page that starts a worker of ours, and a script before Material's own.

    Both are paths below `assets/javascripts/`. Raise `SearchPlaceError` for a page without such a worker.
    """
    changed, count = WORKER.subn(lambda match: _place(match, worker=worker, before=before), html)
    if count != 1:
        raise SearchPlaceError(
            f"expected one address of Material's search worker in the page's configuration, found {count}"
        )
    return changed


def _place(match: re.Match[str], *, worker: str, before: str) -> str:
    """Return the beginning of the configuration, with the worker in it and the script in front of it."""
    opening, settings, folder = match.groups()
    script = element("script", src=f"{folder}{before}")
    return f"{script}{opening}{settings}{folder}{worker}"
