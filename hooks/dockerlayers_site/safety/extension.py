"""A Python-Markdown extension: of what an author writes in a page, that is shown which GitHub shows.

The page is cleaned as a whole, when it is HTML and before what extensions keep aside is put into it: an
author's own HTML (in the stash as it was written) is put in first, what is made here (`Markup`) last.
"""

from __future__ import annotations

import re
from functools import cached_property
from html import unescape
from secrets import token_hex
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import ENTITY_RE, HTML_RE, HtmlInlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, ETX, HTML_PLACEHOLDER, STX

from dockerlayers.elements import Markup, element
from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.pages.page_file import PageFile
from dockerlayers_site.pages.problem import Problem
from dockerlayers_site.safety.clean import clean_html, kept_name, own_name
from dockerlayers_site.safety.policy import ELEMENTS, GENERATED, Allowed, find_foreign
from dockerlayers_site.safety.removed import Removed, find_removed, report_removed
from dockerlayers_site.safety.written import Written, watch_fences

# Around Python-Markdown's own look at HTML blocks (20).
_BEFORE_BLOCKS, _BEHIND_BLOCKS = 20.01, 19.99
# Behind all that changes the tree; before what is in the stash is put into the page (30).
_LAST = -200
_CLEAN = 30.5
_FIRST = 1000
_GONE = "gone"
_PLACEHOLDER = lazy_pattern(HTML_PLACEHOLDER % r"(\d+)")
_WRAPPED = ("<p>", HTML_PLACEHOLDER % r"(?P<wrapped>[0-9]+)", "</p>|", HTML_PLACEHOLDER % r"(?P<bare>[0-9]+)")
_PLACEHOLDERS = lazy_pattern("".join(_WRAPPED))
# The two characters that mark placeholders, as references: when they are read, they would be those.
_MARKS = lazy_pattern(r"&#(?:0*[23]|x0*[23])(?![0-9a-f]);?", re.IGNORECASE)
_NO_ELEMENT = ("<!", "<?", "<@", "<%")
_NAME = lazy_pattern(r"</?([^\s<>/]+)")
_ANY_HTML = lazy_pattern(f"[<&{STX}{ETX}]")
_FRAME = lazy_pattern(
    r"""<(?P<tag>iframe|script)\s(?P<values>(?:[^<>"']|"[^"]*"|'[^']*')*)>[^<]*</(?P=tag)\s*>""",
    re.IGNORECASE,
)
_VALUE = lazy_pattern(r"""(?:^|\s)(?P<name>[\w-]+)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""")
_OF_FRAMES = frozenset({"src", "width", "height", "title", "type"})


class SafeHtml(Extension):
    """Clean each page.

    Set `allowed`, `page` and `name` (of its file below docs/) before each conversion; `problems()` are those
    of the last one.
    """

    def __init__(self) -> None:
        super().__init__()
        self.allowed = Allowed()
        self.page = PageFile(path="<page>")
        self.name = ""
        self.mark = token_hex(8)
        self.written: set[int] = set()
        self.first_block = 0
        self.html = ""
        self.lost: list[Removed] = []

    @property
    def is_trusted(self) -> bool:
        """Say whether the site takes this page for its own."""
        return self.allowed.has_page(self.name)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register what knows an author's HTML, and what cleans the page."""
        md.registerExtension(self)
        md.preprocessors.register(_Watch(md), "safe_html_watch", _FIRST)
        md.preprocessors.register(_BeforeBlocks(md, self), "safe_html_before", _BEFORE_BLOCKS)
        md.preprocessors.register(_BehindBlocks(md, self), "safe_html_behind", _BEHIND_BLOCKS)
        md.inlinePatterns.register(_Inline(HTML_RE, md, self), "html", 90)
        # An attribute list may hold one, and be another address when it is read.
        md.inlinePatterns.register(_Inline(ENTITY_RE, md, self), "entity", 80)
        md.treeprocessors.register(_KnowOwn(md, self), "safe_html_own", _LAST)
        md.postprocessors.register(_Clean(md, self), "safe_html", _CLEAN)

    def reset(self) -> None:
        """Forget the page before."""
        self.written.clear()
        self.lost.clear()
        self.html = ""
        vars(self).pop("told", None)

    @cached_property
    def told(self) -> list[Problem]:
        """What was left out of the last page."""
        removed = [*self.lost, *find_removed(self.html, self.allowed)]
        return report_removed(removed, self.page, self.name)


class _Watch(Preprocessor):
    """Watch the fences: by now, all extensions are there."""

    def run(self, lines: list[str]) -> list[str]:
        watch_fences(self.md)
        return lines


class _BeforeBlocks(Preprocessor):
    """Note which number the first HTML block gets."""

    def __init__(self, md: Markdown, safe: SafeHtml) -> None:
        super().__init__(md)
        self.safe = safe

    def run(self, lines: list[str]) -> list[str]:
        self.safe.first_block = self.md.htmlStash.html_counter
        return lines


class _BehindBlocks(_BeforeBlocks):
    """Note the author's HTML blocks; of those that Markdown goes on in, take what is not allowed."""

    def run(self, lines: list[str]) -> list[str]:
        stash = self.md.htmlStash.rawHtmlBlocks
        for key in range(self.safe.first_block, self.md.htmlStash.html_counter):
            self.safe.written.add(key)
            block = stash[key]
            if isinstance(block, Element) and not self.safe.is_trusted:
                for one in block.iter():
                    self.look_at(one)
        return lines

    def look_at(self, one: Element) -> None:
        if one.tag not in ELEMENTS:
            self.safe.lost += find_removed(element(one.tag), Allowed())
            one.tag = _GONE


class _Inline(HtmlInlineProcessor):
    """Note the author's tags and character references in a line."""

    def __init__(self, pattern: str, md: Markdown, safe: SafeHtml) -> None:
        super().__init__(pattern, md)
        self.safe = safe

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # noqa: N802
        self.safe.written.add(self.md.htmlStash.html_counter)
        return super().handleMatch(m, data)


class _KnowOwn(Treeprocessor):
    """Let through what extensions made."""

    def __init__(self, md: Markdown, safe: SafeHtml) -> None:
        super().__init__(md)
        self.safe = safe

    def run(self, root: Element) -> None:
        if not self.safe.is_trusted:
            for one in root.iter():
                if one.tag in GENERATED:
                    one.tag = own_name(one.tag, self.safe.mark)


class _Clean(Postprocessor):
    """Put the author's HTML into the page, and clean it."""

    def __init__(self, md: Markdown, safe: SafeHtml) -> None:
        super().__init__(md)
        self.safe = safe

    def run(self, text: str) -> str:
        if self.safe.is_trusted or not _ANY_HTML.search(text):
            return text
        self.frames: list[str] = []
        whole = self.hide(self.keep_frames(self.expand(text.replace(AMP_SUBSTITUTE, "&"))))
        # toc has pieces of the page processed before, most of them bare words; the last piece is the page.
        self.safe.html = whole
        cleaned = clean_html(whole, self.safe.allowed, self.safe.mark)
        return self.show(cleaned)

    def expand(self, text: str) -> str:
        """Put the author's HTML into the page as Python-Markdown does: within it there may be more."""
        return _PLACEHOLDERS.sub(self.expand_one, text)

    def expand_one(self, found: re.Match[str]) -> str:
        content = self.content(int(found["wrapped"] or found["bare"]))
        if content is None:
            return found[0]
        inner = self.expand(content)
        if found["bare"] or self.is_block(inner):
            return inner
        return found[0].replace(HTML_PLACEHOLDER % found["wrapped"], inner)

    def is_block(self, html: str) -> bool:
        """Say whether HTML may not stand in a paragraph: a browser would end it there."""
        if html.startswith(_NO_ELEMENT):
            return True
        return any(self.md.is_block_level(name[1].lower()) for name in _NAME.finditer(html))

    def content(self, key: int) -> str | None:
        """Return an author's HTML; None for what is made here."""
        stash = self.md.htmlStash.rawHtmlBlocks
        block = stash[key] if key < len(stash) else None
        is_written = key in self.safe.written or isinstance(block, Written)
        return _MARKS.sub("", str(block)) if is_written and not isinstance(block, Markup | Element) else None

    def keep_frames(self, text: str) -> str:
        """Make frames and scripts of allowed hosts anew, and keep them aside."""
        return _FRAME.sub(self.keep_frame, text) if self.safe.allowed.hosts else text

    def keep_frame(self, found: re.Match[str]) -> str:
        values = {
            one["name"].lower(): unescape(one["double"] or one["single"] or "")
            for one in _VALUE.finditer(found["values"])
        }
        address = values.get("src", "")
        if not address.startswith("https://") or find_foreign(address, self.safe.allowed):
            return found[0]
        kept = {name: value for name, value in values.items() if name in _OF_FRAMES}
        self.frames.append(element(found["tag"].lower(), **kept))
        return f"{kept_name(self.safe.mark)}-{len(self.frames) - 1}end"

    def hide(self, text: str) -> str:
        """Write what is kept aside so that no author can."""
        return _PLACEHOLDER.sub(rf"{kept_name(self.safe.mark)}\1end", text)

    def show(self, text: str) -> str:
        """Bring back what is kept aside."""
        text = re.sub(rf"{kept_name(self.safe.mark)}(\d+)end", lambda one: HTML_PLACEHOLDER % one[1], text)
        return re.sub(rf"{kept_name(self.safe.mark)}-(\d+)end", lambda one: self.frames[int(one[1])], text)
