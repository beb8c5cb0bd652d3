"""The one place of Material's pages that is changed: the address of the search worker."""

from __future__ import annotations

import re

# Material writes it with Jinja's `tojson` into the JSON of `#__config`.
WORKER = re.compile(r'("search": ?"[^"]*assets/javascripts/)workers/(search\.[0-9a-z]+\.min\.js)"')


class SearchPlaceError(Exception):
    """A page in which the search worker is not named as it used to be."""


def redirect_worker(html: str, path: str) -> str:
    """Return a page that starts the worker at a path below `assets/javascripts/` instead of Material's.

    Raise `SearchPlaceError` when the page does not name exactly one.
    """
    changed, count = WORKER.subn(lambda match: f'{match[1]}{path}"', html)
    if count != 1:
        raise SearchPlaceError(
            f"expected one address of Material's search worker in the page's configuration, found {count}"
        )
    return changed
