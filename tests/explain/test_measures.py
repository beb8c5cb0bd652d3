"""What is said of two Dockerfiles that were both measured."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dockerlayers.explain.measures import compare_measures
from dockerlayers.measured.types import (
    Cause,
    Measured,
    MeasuredBase,
    MeasuredBuild,
    MeasuredLayer,
    Occasion,
    Waste,
)
from dockerlayers.texts.inline import plain
from dockerlayers.texts.texts import choose_texts
from tests.support.records import DIGEST, make_record


def measured(
    *,
    own: int = 2_000_000,
    base: int | None = None,
    wasted: int = 0,
    seconds: Mapping[Occasion, float] | None = None,
    changed: tuple[str, ...] = (),
) -> Measured:
    """Make a record; without `base`, another image stood in for that of 100 bytes."""
    image = MeasuredBase(
        reference="a", digest=DIGEST, byte_count=base or 100, stand_in=None if base else "Debian"
    )
    times = {Occasion.COLD: 1.0, Occasion.WARM: 1.0, **(seconds or {})}
    return make_record(
        base="a",
        bases=(image,),
        layers=(MeasuredLayer(line=2, byte_count=own),),
        waste=(Waste(line=2, cause=Cause.LEFTOVER, byte_count=wasted, file_count=1),) if wasted else (),
        builds={name: MeasuredBuild(seconds=time, changed=changed) for name, time in times.items()},
    )


def gains(before: Measured | None, after: Measured | None) -> dict[str, tuple[str, str, str, bool | None]]:
    """Return what is told: before, after, why, whether it is better."""
    return {
        gain.name: (plain(gain.before), plain(gain.after), plain(gain.why), gain.is_gain)
        for gain in compare_measures(choose_texts("ko"), before, after)
    }


def test_only_what_was_measured_of_both_is_compared() -> None:
    assert gains(None, measured()) == gains(measured(), None) == {}


def test_sizes_of_images_are_told_where_both_bases_are_known_else_what_is_added() -> None:
    before, after = measured(own=2_000_000, base=8_000_000), measured(own=500_000, base=1_000_000)
    assert gains(before, after)["compare-size"] == ("10MB", "1.5MB", "", True)
    told = gains(before, measured(own=3_000_000))
    assert "compare-size" not in told
    assert told["compare-own-size"] == ("2MB", "3MB", "", False)
    assert gains(before, before)["compare-size"][3] is None
    assert gains(measured(own=2_000_000), measured(own=2_090_000))["compare-own-size"][3] is None


def test_what_is_wasted_is_told_where_it_differs() -> None:
    assert gains(measured(wasted=20_000), measured())["compare-wasted"] == ("20kB", "0B", "", True)
    assert "compare-wasted" not in gains(measured(), measured())


def test_times_are_told_as_a_part_or_as_a_multiple() -> None:
    slow = measured(seconds={Occasion.SOURCE: 2.9, Occasion.COLD: 30.2}, changed=("app.py",))
    fast = measured(seconds={Occasion.SOURCE: 0.42, Occasion.COLD: 29.0}, changed=("app.py",))
    told = gains(slow, fast)
    edited = "`app.py` 파일을 고친 다음 빌드했습니다."
    assert told["compare-edited"] == (
        "2.9초",
        "0.4초",
        f"{edited} 고치면 0.4초, 예전에는 2.9초로 7분의 1입니다.",
        True,
    )
    assert told["compare-cold"] == ("30초", "29초", edited, None)
    assert "compare-dependency" not in told
    worse = gains(fast, slow)["compare-edited"]
    assert worse[2:] == (f"{edited} 고치면 2.9초, 예전에는 0.4초로 7배입니다.", False)


@pytest.mark.parametrize(("was", "now"), [(0.0, 0.01), (1.0, 1.4)])
def test_times_that_are_about_the_same_are_neither_better_nor_worse(was: float, now: float) -> None:
    told = gains(measured(seconds={Occasion.COLD: was}), measured(seconds={Occasion.COLD: now}))
    assert told["compare-cold"][2:] == ("", None)
