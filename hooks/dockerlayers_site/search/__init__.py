"""Prepare the site's search for Korean: the index, and the scripts that answer in the reader's browser."""

from dockerlayers_site.search.assets import SearchAssets, load_assets
from dockerlayers_site.search.dictionary import Dictionary
from dockerlayers_site.search.excluded import without_excluded
from dockerlayers_site.search.index import (
    SearchIndexError,
    distinct_groups,
    prepare_index,
    synonyms_of_use,
)
from dockerlayers_site.search.places import SearchPlaceError, redirect_worker
from dockerlayers_site.search.rows import Row, find_rows

__all__ = [
    "Dictionary",
    "Row",
    "SearchAssets",
    "SearchIndexError",
    "SearchPlaceError",
    "distinct_groups",
    "find_rows",
    "load_assets",
    "prepare_index",
    "redirect_worker",
    "synonyms_of_use",
    "without_excluded",
]
