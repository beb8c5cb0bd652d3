"""What fences show that say nothing of their own: known before any of them is read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class FenceDefaults:
    """What the site asks for where a fence says nothing of its own."""

    checks: bool = True
    explain: str | None = None
