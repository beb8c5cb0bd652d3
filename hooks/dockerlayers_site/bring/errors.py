"""What stops notes from being brought in."""

from __future__ import annotations


class BringError(Exception):
    """Nothing can be brought in: `name` is that of the text that says why, `slots` what it is filled with."""

    def __init__(self, name: str, **slots: str | int) -> None:
        super().__init__(name, slots)
        self.name = name
        self.slots = slots
