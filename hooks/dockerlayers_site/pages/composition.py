"""Hangul in two forms: composed (NFC), as people type it, and decomposed (NFD), as macOS names files."""

from __future__ import annotations

import unicodedata


def compose(text: str) -> str:
    """Return a text in composed letters."""
    return unicodedata.normalize("NFC", text)


def decompose(text: str) -> str:
    """Return a text in decomposed letters."""
    return unicodedata.normalize("NFD", text)
