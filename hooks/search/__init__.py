"""Prepare the site's search for Korean: the index, and the scripts that answer in the reader's browser."""

from search.assets import SearchAssets, load_assets
from search.excluded import without_excluded
from search.index import SearchIndexError, prepare_index
from search.places import SearchPlaceError, redirect_worker
from search.rows import Row, find_rows

__all__ = [
    "Row",
    "SearchAssets",
    "SearchIndexError",
    "SearchPlaceError",
    "find_rows",
    "load_assets",
    "prepare_index",
    "redirect_worker",
    "without_excluded",
]
