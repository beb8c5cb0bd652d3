"""A terminal for commands that ask for one, such as `docker run -it`: what is typed, and what is answered."""

from __future__ import annotations

import os
import select
import termios
import time
from collections.abc import Sequence
from dataclasses import dataclass

from dockerlayers.patterns import lazy_pattern

PROMPT = lazy_pattern(r"(?:^|\n)(?P<prompt>[^\n]{0,200}[#$%>❯]) ?$")
"""How a shell in a container waits: with a prompt at the end of all that it has written."""

# Colours, places of the cursor, titles of windows; and what a backspace takes back.
_ESCAPES = lazy_pattern(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][A-B0-2]|[=>78])|[\x00\x07\x0e\x0f]"
)
_SIZE = (24, 80)
_QUIET_SECONDS = 0.25
_BLOCK = 65536
END_OF_INPUT = "\x04"


@dataclass(frozen=True, kw_only=True)
class Said:
    """What was written up to a prompt, and the prompt; none where the program has ended."""

    output: str
    prompt: str | None


class Terminal:
    """A pseudo terminal, `path` being the side that programs see."""

    def __init__(self) -> None:
        self.own, self.theirs = os.openpty()
        self.path = os.ttyname(self.theirs)
        termios.tcsetwinsize(self.theirs, _SIZE)
        self.text = ""

    def close(self) -> None:
        """Close both sides."""
        os.close(self.own)
        os.close(self.theirs)

    def type(self, text: str) -> None:
        """Type a text, as it is."""
        os.write(self.own, text.encode())

    def read(self, ended: int, deadline: float) -> Said | None:
        """Read up to a prompt, or until `ended` can be read: the program is no more. None if it is late."""
        while time.monotonic() < deadline:
            ready, _, _ = select.select([self.own, ended], [], [], _QUIET_SECONDS)
            if self.own in ready:
                self.text += os.read(self.own, _BLOCK).decode(errors="replace")
                continue
            plain = clean(self.text)
            if ended in ready:
                self.text = ""
                return Said(output=plain, prompt=None)
            found = PROMPT.search(plain)
            if found:
                self.text = ""
                return Said(output=plain[: found.start("prompt")], prompt=found["prompt"])
        return None


def clean(text: str) -> str:
    """Return what a reader sees of what was written to a terminal."""
    text = _ESCAPES.sub("", text).replace("\r\n", "\n")
    lines = (
        line.rpartition("\r")[2] if "\r" in line.rstrip("\r") else line.rstrip("\r")
        for line in text.split("\n")
    )
    return "\n".join(lines)


def without_echo(output: str, typed: str) -> str:
    """Return an output without what was typed before it: a terminal shows that, too."""
    lines: Sequence[str] = output.split("\n")
    return "\n".join(lines[typed.count("\n") + 1 :])
