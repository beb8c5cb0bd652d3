"""The Markdown extensions that features need, and their settings, where a site leaves them open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from pymdownx import emoji
from pymdownx.slugs import slugify

from dockerlayers_site.extension import FENCE_SETTINGS, SUPERFENCES

Needed = Mapping[str, Mapping[str, Any]]

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
    "pymdownx.emoji": {"emoji_index": emoji.gemoji, "emoji_generator": emoji.to_alt},
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
