"""Sizes for a reader."""

from __future__ import annotations

from dockerlayers.sizes import show_size

__all__ = ["show_size"]
