"""What the command says, in the language of the site."""

from __future__ import annotations

from dockerlayers_site.texts import SiteTexts


def say(texts: SiteTexts, name: str, **slots: str | int) -> str:
    """Say a text of the command's."""
    return texts.breakdowns.format(texts.own.read("bring.toml"), name, slots)
