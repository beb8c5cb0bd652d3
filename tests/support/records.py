"""Records of measures: a test says what it is about, and the rest is the same in all of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dockerlayers.measured.types import Fingerprint, Measured, MeasuredBuild, Occasion

DIGEST = f"sha256:{'a0' * 32}"
_PLAIN = Measured(
    fingerprint=Fingerprint(dockerfile=DIGEST, context=DIGEST),
    date="2026-11-28",
    engine="Docker Engine 28.5.2",
    builder="buildx",
    platform="linux/amd64",
    builds=dict.fromkeys((Occasion.COLD, Occasion.WARM), MeasuredBuild(seconds=1)),
)


def make_record(**fields: Any) -> Measured:
    """Make what was measured of a Dockerfile that adds nothing to `scratch`, but for the fields given."""
    return replace(_PLAIN, **fields)
