"""The tags in a page's head that tell others how a link to it looks: Open Graph, and what Twitter began."""

from __future__ import annotations

from dataclasses import dataclass

from dockerlayers.elements import Markup, element, join

WIDTH, HEIGHT = 1200, 630
_LOCALES = {"ko": "ko_KR", "en": "en_US"}


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What is told of a page; addresses are whole, and None where the site does not know its own."""

    title: str
    description: str
    site_name: str
    language: str
    is_home: bool = False
    url: str | None = None
    picture: str | None = None


def render_tags(preview: Preview) -> Markup:
    """Render the tags; what is not known is left out."""
    picture = {
        "og:image": preview.picture,
        "og:image:type": "image/png",
        "og:image:width": str(WIDTH),
        "og:image:height": str(HEIGHT),
        "og:image:alt": preview.title,
    }
    properties = {
        "og:type": "website" if preview.is_home else "article",
        "og:site_name": preview.site_name,
        "og:locale": _LOCALES.get(preview.language),
        "og:title": preview.title,
        "og:description": preview.description,
        "og:url": preview.url,
        **(picture if preview.picture else {}),
    }
    names = {
        "twitter:card": "summary_large_image" if preview.picture else "summary",
        "twitter:title": preview.title,
        "twitter:description": preview.description,
        "twitter:image": preview.picture,
    }
    return join(
        (element("meta", **{kind: name}, content=content), "\n")
        for kind, values in (("property", properties), ("name", names))
        for name, content in values.items()
        if content
    )
