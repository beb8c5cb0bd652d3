"""Outputs are compared line by line, differences are told, and new ones are taken with their placeholders."""

from __future__ import annotations

import time

import pytest

from dockerlayers_site.consoles.output import format_difference, match_output, read_output
from dockerlayers_site.consoles.taking import take_output

ID = "50eb54860a04"


def split(text: str) -> tuple[str, ...]:
    return tuple(text.split("|")) if text else ()


@pytest.mark.parametrize(
    ("shown", "printed", "is_same"),
    [
        ("", "", True),
        ("", "a", False),
        ("a", "", False),
        ("a|b", "a|b", True),
        ("a|b", "b|a", False),
        ("…", "", True),
        ("…", "a|b", True),
        ("a|…", "a", True),
        ("a|…|z", "a|b|c|z", True),
        ("a|…|z", "a|z|y", False),
        ("a|…|b|…|z", "a|b|x|b|z", True),
        ("…|b|c", "b|x|b|c", True),
        ("…|b|c", "b|x|b|d", False),
        ("<id:a>|…|<id:a>", f"{ID}|x|{ID}", True),
        ("<id:a>|<id:a>", f"{ID}|a0eb54860a04", False),
    ],
)
def test_outputs_are_compared(shown: str, printed: str, is_same: bool) -> None:
    assert (match_output(split(shown), split(printed), {}) is not None) == is_same


def test_ends_of_lines_and_of_the_output_do_not_count() -> None:
    assert read_output("a  \r\n\r\nb\n\n\n") == ("a", "", "b")
    assert read_output("") == ()


def test_a_difference_names_each_line_once() -> None:
    shown, printed = split("same|…|old|<id> x|gone"), split(f"same|1|2|new|{ID} x|more|and")
    assert format_difference(shown, printed, {}).split("\n") == [
        "  same", "  …", "- old", "+ new", "  <id> x", "- gone", "+ more", "+ and",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("shown", "printed", "taken"),
    [
        ("a|b", "a|c", "a|c"),
        ("", f"{ID}", "<id>"),
        ("a|…|z", "a|1|2|y", "a|…|y"),
        ("<pid> sh 1|x", "12 sh 2|x", "<pid> sh 2|x"),
        ("<id:web> old", f"{ID} new", "<id:web> new"),
        ("<size>  a", "1.98MB  b", "<size>  b"),
        ("Up <ago>  a", "Up 3 seconds  b", "Up <ago>  b"),
        ("gone", "", ""),
        ("a", "a|b", "a|b"),
        (
            "",
            f"{ID}   busybox   3 seconds ago   Up 2 minutes",
            "<id>           busybox   <ago>           Up <ago>",
        ),
        ("", "x   Up 3 seconds (healthy)   80", "x   Up <ago> (healthy)       80"),
        ("", "sha256:" + "a1" * 32, "sha256:<digest>"),
        ("", f"ref 2daf15c0-30ec-42da-9079-{ID}::2oax97ortpnyvzkzyt0iot46k: x", "ref …: x"),
        ("", "/overlay2/hxbpituivmbshfdedslzuzwda/merged", "/overlay2/…/merged"),
        ("", "- [28/Nov/2026:21:56:15 +0000] -", "- [<time>] -"),
        ("", "real\t0m10.739s|user\t0m0.063s", "real\t0m10…|user\t0m0…"),
        ("", "2026-11-28 2026-11-28 10:00:00", "2026-11-28 <time>"),
        ("", "2026-11-28T21:00:00.5Z", "<time>"),
        ("", "Linux 6.1.2-x", "Linux <kernel>"),
        ("", "deadbeefcafe 123456789012", "deadbeefcafe 123456789012"),
        ("#1 DONE 0.0s|a", "#1 DONE 0.0s|b", "#1 DONE <seconds>|b"),
    ],
)
def test_new_output_keeps_the_placeholders_that_fit(shown: str, printed: str, taken: str) -> None:
    assert take_output(split(shown), split(printed), {}, "6.1.2-x") == split(taken)


@pytest.mark.parametrize("shown", ["a|…|b", "<id:x>|…|<size>|…", "x|y|z", ""])
def test_what_is_taken_is_right_for_what_it_was_taken_from(shown: str) -> None:
    printed = split(f"a|{ID} 12MB|3 days ago|b {ID}|sha256:{'0a' * 32}|6.1.2-x")
    assert match_output(take_output(split(shown), printed, {}, "6.1.2-x"), printed, {}) is not None


def test_a_long_output_takes_little_time() -> None:
    start = time.process_time()
    lines = tuple(f"line {number}" for number in range(300))
    assert match_output(("…", *lines, "…", "end"), (*lines, "other"), {}) is None
    assert "- end" in format_difference(("…", "line 299", "end"), (*lines, "other"), {})
    assert time.process_time() - start < 5
