"""The Markdown extensions that features need, and their settings, where a site leaves them open."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from pymdownx import emoji
from pymdownx.slugs import slugify

from dockerlayers_site.extension import FENCE_SETTINGS, SUPERFENCES

Needed = Mapping[str, Mapping[str, Any]]


@lru_cache
def _load_emojis() -> Mapping[str, Any]:
    index: Mapping[str, Any] = emoji.gemoji({}, None)
    return index


def list_emojis(options: Mapping[str, Any], md: Markdown) -> Mapping[str, Any]:
    """Return pymdownx's index, which nobody changes: it would copy its thousands of entries for each page."""
    del options, md
    return _load_emojis()


FOR_FENCES: Needed = {SUPERFENCES: FENCE_SETTINGS}
FOR_LINKS: Needed = {
    # Reads the id that an author gives to a heading.
    "attr_list": {},
    # Keeps Hangul in an id.
    "toc": {"permalink": True, "slugify": slugify(case="lower")},
}
FOR_NOTES: Needed = {
    **FOR_FENCES,
    "admonition": {},
    "footnotes": {},
    "md_in_html": {},
    "tables": {},
    "pymdownx.details": {},
    # `:tada:` becomes a character, as on GitHub; no picture is fetched from elsewhere.
    "pymdownx.emoji": {"emoji_index": list_emojis, "emoji_generator": emoji.to_alt},
    "pymdownx.tasklist": {"custom_checkbox": True},
    "pymdownx.tilde": {},
}


def add_needed(config: MkDocsConfig, needed: Needed) -> None:
    """Add extensions with their settings; what the site has set stays as it is."""
    for name, settings in needed.items():
        if name not in config.markdown_extensions:
            config.markdown_extensions.append(name)
        own = config.mdx_configs.get(name) or {}
        config.mdx_configs[name] = {**settings, **own}
    emojis = config.mdx_configs.get("pymdownx.emoji") or {}
    if emojis.get("emoji_index") is emoji.gemoji:
        emojis["emoji_index"] = list_emojis
