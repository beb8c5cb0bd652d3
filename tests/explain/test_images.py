"""The images that a build could make: that of its target, and those of the other stages."""

from __future__ import annotations

import pytest

from dockerlayers.analysis import analyze
from dockerlayers.explain.annotations import Breakdown, Image
from dockerlayers.explain.breakdown import explain
from dockerlayers.model.images import BaseImage
from dockerlayers.model.types import HistoryEntry, ImageConfig

STAGES = """\
FROM alpine AS base
ENV A=1
RUN one
FROM base AS test
RUN two
CMD ["test"]
FROM alpine AS tools
RUN tools
FROM base
COPY --from=tools /a /a
USER app
"""


def breakdown_of(source: str, **options: str) -> Breakdown:
    return explain(analyze(source, target=options.get("target"), allow_fragment=True))


def options_of(source: str, **options: str) -> list[str | None]:
    return [image.option for image in breakdown_of(source, **options).others]


def settings_of(image: Image) -> list[tuple[str, str]]:
    return [(setting.name, value.text) for setting in image.settings for value in setting.values]


def test_the_target_is_the_image_of_the_build() -> None:
    image = breakdown_of(STAGES).image
    assert (image.stage.index, image.option, image.base_name) == (3, None, "alpine")
    assert [row.line for row in image.layers] == [3, 10]
    assert image.needs == (0, 2, 3)
    assert settings_of(image) == [("user", "app"), ("env", "A=1")]
    assert [(row.created_by, row.number, row.row and row.row.line) for row in image.history] == [
        ("USER app", None, 11),
        ("COPY /a /a # buildkit", 2, 10),
        ("RUN /bin/sh -c one # buildkit", 1, 3),
        ("ENV A=1", None, 2),
    ]


def test_the_other_stages_make_images_too() -> None:
    base, test, tools = breakdown_of(STAGES).others
    assert [image.option for image in (base, test, tools)] == ["base", "test", "tools"]
    assert [row.line for row in test.layers] == [3, 5]
    assert (test.needs, test.metadata_count) == ((0, 1), 2)
    assert settings_of(test) == [("cmd", "test"), ("env", "A=1")]
    assert settings_of(tools) == []


def test_another_target_leaves_the_last_stage_among_the_others() -> None:
    breakdown = breakdown_of(STAGES, target="test")
    assert breakdown.image.option == "test"
    assert [image.option for image in breakdown.others] == ["base", "tools", None]


def test_a_name_given_twice_leads_to_the_last_stage_of_that_name() -> None:
    assert options_of("FROM a1 AS x\nFROM a2 AS x\nFROM a3\n") == ["x"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("FROM a1 AS a\nFROM a2\nFROM a3\n", ["a"], id="a stage without a name is no target"),
        pytest.param("FROM a1 AS a\nARG TARGETSTAGE\nFROM a2\n", [], id="a variable names the target"),
        pytest.param(
            "FROM a1 AS a\nONBUILD RUN x\nFROM a AS b\nFROM b AS c\nFROM a2\n",
            ["a"],
            id="triggers were not added",
        ),
        pytest.param("FROM a1 AS a\nSTOPSIGNAL no\nFROM a AS b\nFROM a2\n", [], id="an error"),
        pytest.param("FROM a1 AS a\nCOPY --from=a2 x y\nFROM a3\n", ["a"], id="it copies from an image"),
        pytest.param("".join(f"FROM a1 AS s{n}\n" for n in range(40)), [], id="very many"),
    ],
)
def test_what_another_target_would_make_otherwise_is_left_out(source: str, expected: list[str]) -> None:
    assert options_of(source) == expected


def test_the_history_of_a_known_base_comes_last() -> None:
    history = (HistoryEntry("ADD rootfs", empty_layer=False), HistoryEntry("CMD sh", empty_layer=True))
    base = BaseImage(config=ImageConfig(on_build=("RUN trigger",)), history=history)
    analysis = analyze("FROM a1 AS a\nFROM a1\nWORKDIR sub\n", images={"*": base})
    breakdown = explain(analysis)
    assert [
        (row.created_by, row.is_empty_layer, row.number, row.row is None) for row in breakdown.image.history
    ] == [
        ("WORKDIR /sub", False, 2, False),
        ("RUN /bin/sh -c trigger # buildkit", False, 1, False),
        ("CMD sh", True, None, True),
        ("ADD rootfs", False, None, True),
    ]
    assert breakdown.others == ()


def test_an_entry_whose_text_only_the_base_would_tell_is_in_no_history() -> None:
    image = breakdown_of("FROM alpine\nWORKDIR sub\nRUN a\n").image
    assert [row.number for row in image.layers] == [1, 2]
    assert [(row.created_by, row.number) for row in image.history] == [("RUN /bin/sh -c a # buildkit", 2)]


def test_a_fragment_has_one_image_without_settings() -> None:
    breakdown = breakdown_of("RUN a\nUSER app\n")
    assert breakdown.others == ()
    assert (breakdown.image.settings, breakdown.image.base, breakdown.image.base_name) == ((), None, None)
