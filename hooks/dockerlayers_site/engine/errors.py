"""What keeps a Docker Engine from being had."""

from __future__ import annotations


class EngineError(Exception):
    """An engine, or a command that has to succeed there, failed; the text is for the one who asked."""
