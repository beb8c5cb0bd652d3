"""The signals that STOPSIGNAL accepts on Linux.

Source: https://github.com/moby/sys/blob/signal/v0.7.1/signal/signal_linux.go
"""

from __future__ import annotations

import re

_NAMES = frozenset(
    [
        "ABRT",
        "ALRM",
        "BUS",
        "CHLD",
        "CLD",
        "CONT",
        "FPE",
        "HUP",
        "ILL",
        "INT",
        "IO",
        "IOT",
        "KILL",
        "PIPE",
        "POLL",
        "PROF",
        "PWR",
        "QUIT",
        "SEGV",
        "STKFLT",
        "STOP",
        "SYS",
        "TERM",
        "TRAP",
        "TSTP",
        "TTIN",
        "TTOU",
        "URG",
        "USR1",
        "USR2",
        "VTALRM",
        "WINCH",
        "XCPU",
        "XFSZ",
        "RTMIN",
        "RTMAX",
    ]
) | {*(f"RTMIN+{number}" for number in range(1, 16)), *(f"RTMAX-{number}" for number in range(1, 15))}
_NUMBER = re.compile(r"[+-]?[0-9]+", re.ASCII)


def is_signal(text: str) -> bool:
    """Say whether Docker knows the signal, by number or by name with or without SIG."""
    if _NUMBER.fullmatch(text):
        return int(text) != 0
    return text.upper().removeprefix("SIG") in _NAMES
