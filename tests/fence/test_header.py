"""A fence's header is read in all the forms that authors use."""

from __future__ import annotations

import pytest

from dockerlayers_site.fences.defaults import FenceDefaults
from dockerlayers_site.fences.errors import FenceError
from dockerlayers_site.fences.header import parse_header
from dockerlayers_site.fences.options import FenceOptions, read_options


def _options(header: str) -> dict[str, str | None]:
    return {option.name: option.value for option in parse_header(header).options}


@pytest.mark.parametrize(
    ("header", "tag", "options"),
    [
        ("```dockerfile", "dockerfile", {}),
        ("  > ~~~~ Dockerfile  ", "dockerfile", {}),
        ("```.dockerfile title=a", "dockerfile", {"title": "a"}),
        ("```dockerfile title=\"a b\" file='c d'", "dockerfile", {"title": "a b", "file": "c d"}),
        ("```dockerfile\ttitle=a\ttarget=b", "dockerfile", {"title": "a", "target": "b"}),
        ("```dockerfile expect-error", "dockerfile", {"expect-error": None}),
        ("``` { .dockerfile breakdown=off }", "dockerfile", {"breakdown": "off"}),
        ("```{.docker title='}'}", "docker", {"title": "}"}),
        ("```dockerfile { title=a }", "dockerfile", {"title": "a"}),
        ('```dockerfile title="it\'s"', "dockerfile", {"title": "it's"}),
        ('```dockerfile title=""', "dockerfile", {"title": ""}),
        ("```", "", {}),
    ],
)
def test_a_header_is_read(header: str, tag: str, options: dict[str, str | None]) -> None:
    assert parse_header(header).tag == tag
    assert _options(header) == options


def test_id_and_classes_are_read() -> None:
    header = parse_header("``` { .dockerfile #web .wide .tall title=a }")
    assert (header.id, header.classes) == ("web", ("wide", "tall"))


@pytest.mark.parametrize(
    ("header", "message", "column"),
    [
        ("> ```dockerfile title='a", "the value of title is never closed", 23),
        ("```dockerfile title=", "title has no value", 15),
        ("```dockerfile title= a", "title has no value", 15),
        ("```dockerfile title=a'b'", 'unexpected "\'" behind an option', 22),
        ("```dockerfile {title=a", "the brace is never closed", 15),
        ("```dockerfile title=a}", "unexpected '}' behind an option", 22),
        ("```dockerfile 제목", "unexpected '제' in the header of the fence", 15),
        ("```dockerfile, title=a", "unexpected ',' behind the tag", 14),
        ("글", "this line opens no fence", 1),
    ],
)
def test_an_error_has_its_column(header: str, message: str, column: int) -> None:
    with pytest.raises(FenceError) as caught:
        parse_header(header)
    assert caught.value.message == message
    assert caught.value.span
    assert caught.value.span.column == column


def test_options_mean_what_they_say() -> None:
    header = """```dockerfile title=" a " target=b build-arg="A=1 B='2 3' C= D=x=y" expect-error"""
    assert read_options(parse_header(header), FenceDefaults()) == FenceOptions(
        title="a",
        target="b",
        build_args={"A": "1", "B": "2 3", "C": "", "D": "x=y"},
        expect_error=True,
    )


@pytest.mark.parametrize(
    ("options", "message", "hint"),
    [
        ("breakdwn=off", "unknown option: breakdwn", "did you mean breakdown?"),
        ("expect_error", "unknown option: expect_error", "did you mean expect-error?"),
        ("buildarg=A=1", "unknown option: buildarg", "did you mean build-arg?"),
        (
            "zzz",
            "unknown option: zzz",
            "the options are title, file, compare, change, measured, target, build-arg, lines, checks, "
            "explain, breakdown, expect-error, exercise, hl_lines, linenums",
        ),
        ("breakdown=on", "breakdown cannot be 'on'", "the only value is off"),
        ("breakdown", "breakdown needs a value", 'write it as breakdown="…"'),
        ("title='  '", "title needs a value", 'write it as title="…"'),
        ("build-arg='1A=b'", "build-arg is not NAME=value: 1A=b", 'write it as build-arg="NAME=value"'),
        ("build-arg='A=1 A=2'", "build-arg names A twice", None),
        ("breakdown=off linenums=x", "linenums cannot be 'x'", 'write it as linenums="1"'),
        (
            "breakdown=off expect-error",
            "expect-error has no effect on breakdown=off",
            "remove one of the two",
        ),
    ],
)
def test_a_wrong_option_is_explained(options: str, message: str, hint: str | None) -> None:
    with pytest.raises(FenceError) as caught:
        read_options(parse_header(f"```dockerfile {options}"), FenceDefaults())
    assert (caught.value.message, caught.value.hint) == (message, hint)
