"""What a placeholder stands for, and what a line with one is equal to."""

from __future__ import annotations

import pytest

from dockerlayers_site.consoles.placeholders import KINDS, fill, find_unbound, match_line

LONG, SHORT = "50eb54860a040c5ce4498e324b09a3a90f0ae138d8ac5856839e6acff26e6fb0", "50eb54860a04"
EXAMPLES = {
    "id": [LONG, SHORT],
    "digest": [LONG],
    "time": [
        "2026-11-28T21:00:00.123456789Z",
        "2026-11-28 21:00:00 +0900 KST".removesuffix(" KST"),
        "2026-11-28 12:00:00 +0000 UTC",
        "28/Nov/2026:21:00:00 +0000",
        "28 Nov 2026 21:00:00.123",
        "Sat Nov 28 21:00:00 UTC 2026",
        "2026/11/28 21:00:00",
        "2026-11-28",
        "21:00:00",
    ],
    "ago": ["Less than a second ago", "About a minute ago", "3 seconds ago", "2 weeks ago", "5 minutes"],
    "seconds": ["0.3s", "10.1", "250ms", "0m10.123s", "12 s"],
    "size": ["0B", "1.98MB", "12 kB", "3GiB", "4.1KiB"],
    "percent": ["0.00%", "12%"],
    "number": ["0", "123"],
    "pid": ["29329"],
    "port": ["49153", "80"],
    "ip": ["172.17.0.2", "fe80::42:acff:fe11:2", "::1"],
    "mac": ["02:42:ac:11:00:02"],
    "kernel": ["6.18.44-fc-v595", "5.15.167.4-microsoft-standard-WSL2"],
    "version": ["28.5.2", "v0.29.1", "1.35.0-4+deb12u1", "17"],
    "name": ["gifted_hopper", "sad_wing2"],
    "path": ["/var/lib/docker/volumes/data/_data", "/"],
}


def test_each_kind_has_examples() -> None:
    assert EXAMPLES.keys() == KINDS.keys()


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in EXAMPLES.items() for text in texts]
)
def test_a_placeholder_stands_for_its_kind(kind: str, text: str) -> None:
    assert match_line(f"<{kind}>", text, {}) is not None
    assert match_line(f"a <{kind}> z", f"a {text} z", {}) is not None
    assert match_line(f"<{kind}>", f"{text} and more!", {}) is None
    assert match_line(f"<{kind}>", "", {}) is None


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("id", "50eb54860a0"),
        ("id", "50eb54860a040"),
        ("id", "g0eb54860a04"),
        ("size", "1.98"),
        ("ip", "172.17.0"),
        ("name", "Hopper"),
        ("time", "21:00"),
        ("ago", "now"),
        ("path", "var/lib"),
    ],
)
def test_a_placeholder_stands_for_nothing_else(kind: str, text: str) -> None:
    assert match_line(f"<{kind}>", text, {}) is None


def test_what_is_named_stays_the_same() -> None:
    bound = match_line("<id:web>", LONG, {})
    assert bound == {"id:web": LONG}
    assert match_line("<id:web>  web", f"{SHORT}   web", bound) == bound
    assert match_line("<id:web>", "a0eb54860a04", bound) is None
    assert match_line("<id:db>", "a0eb54860a04", bound) == {**bound, "id:db": "a0eb54860a04"}
    assert match_line("<pid:sh> <pid:sh>", "12 12", {}) == {"pid:sh": "12"}
    assert match_line("<pid:sh> <pid:sh>", "12 13", {}) is None
    short = match_line("<id:web>", SHORT, {})
    assert match_line("<id:web>", LONG, short or {}) is not None


def test_commands_get_what_is_named() -> None:
    assert fill("kill <pid:sh> <pid>", {"pid:sh": "12"}) == "kill 12 <pid>"
    assert find_unbound("kill <pid:sh>", {}) == "<pid:sh>"
    assert find_unbound("kill <pid:sh> <pid>", {"pid:sh": "12"}) is None


@pytest.mark.parametrize(
    ("shown", "printed", "is_same"),
    [
        ("a b", "a b", True),
        ("a b", "a  b", False),
        ("IMAGE    NAME", "IMAGE  NAME", True),
        ("IMAGE    NAME", "IMAGE NAME", False),
        ("  a", " a", False),
        ("<id>   web", f"{SHORT} web", True),
        ("a … z", "a b c z", True),
        ("a… z", "a z", True),
        ("a … z", "a b c y", False),
        ("<none> <missing>", "<none> <missing>", True),
        ("<none>", "x", False),
        (".*", "abc", False),
        ("<id>", "<id>", True),
        ("a", "a  ", True),
    ],
)
def test_lines_are_compared(shown: str, printed: str, is_same: bool) -> None:
    assert (match_line(shown, printed, {}) is not None) == is_same
