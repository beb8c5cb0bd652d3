"""Mend the HTML of a page: what has no name gets one, and tables come whole."""

from __future__ import annotations

import re
from functools import partial

from dockerlayers.elements import Markup, attributes
from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.texts import SiteTexts

# As Material's template writes its search, which is a dialog without a name.
_DIALOG = 'data-md-component="search" role="dialog">'
# As pymdownx and others write the box of a task, whose label is empty: what is said of it stands behind.
_TASK = lazy_pattern(r'<input type="checkbox" disabled(?:="")?(?P<done> checked(?:="")?)?\s*/?>')
# The corner of a table: Markdown has no other way to write a cell of the head that heads nothing.
_CORNER = lazy_pattern(r"<th(?P<more>(?:\s[^>]*)?)>\s*</th>")

# A table from its start to its end, with no other in it and without a foot.
_TABLE = re.compile(r"<table(?P<more>(?:\s[^>]*)?)>(?P<rows>(?:[^<]++|<(?!/?table\b|tfoot\b))*+)</table>")
_WITH_ITS_END = r"<table\g<more> data-ends>\g<rows><tfoot></tfoot></table>"
"""A table that says that an empty foot is its end: the style sheet hides it until that is there."""


def mend_page(html: str, texts: SiteTexts) -> str:
    """Return a page that a screen reader can tell of, and of which nothing moves while it comes."""
    return keep_tables_whole(name_unnamed(html, texts))


def keep_tables_whole(html: str) -> str:
    """Return a page whose tables are shown when all rows have come: until then, columns would move."""
    return _TABLE.sub(_WITH_ITS_END, html)


def name_unnamed(html: str, texts: SiteTexts) -> str:
    """Return a page whose dialogs, boxes and heads of tables say what they are, or are none."""
    named = Markup(f"{_DIALOG[:-1]}{attributes(aria_label=texts.word('search-dialog'))}>")
    html = html.replace(_DIALOG, named)
    html = _TASK.sub(partial(_name_task, texts), html)
    return _CORNER.sub(r"<td\g<more>></td>", html)


def _name_task(texts: SiteTexts, task: re.Match[str]) -> str:
    """Return the box of a task with a name; it says its state itself, but not that it is done."""
    name = texts.word("task-done" if task["done"] else "task-open")
    return "".join(('<input type="checkbox" disabled', task["done"] or "", attributes(aria_label=name), ">"))
