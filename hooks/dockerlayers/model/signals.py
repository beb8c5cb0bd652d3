"""The signals that STOPSIGNAL accepts on Linux.

Source: https://github.com/moby/sys/blob/signal/v0.7.1/signal/signal_linux.go
"""

from __future__ import annotations

from dockerlayers.model.integers import parse_integer

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


def is_signal(text: str) -> bool:
    """Say whether Docker knows the signal, by number or by name with or without SIG."""
    number = parse_integer(text)
    if number is not None:
        return number != 0
    return text.upper().removeprefix("SIG") in _NAMES
