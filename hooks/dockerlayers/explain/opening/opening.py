"""What stands before the lines of a breakdown."""

from __future__ import annotations

from dockerlayers.analysis import Analysis
from dockerlayers.explain.annotations import Image
from dockerlayers.explain.opening.howto import tell_howto
from dockerlayers.explain.opening.praise import praise
from dockerlayers.explain.opening.told import Opening
from dockerlayers.explain.opening.what import say_first
from dockerlayers.texts.texts import Texts


def open_breakdown(texts: Texts, analysis: Analysis, image: Image) -> Opening:
    """Say of a whole file what it makes, how that is run, what is done well; `image` is what comes out."""
    assert analysis.build  # a file with an error is not explained
    assert analysis.overview
    return Opening(
        say=say_first(texts, analysis.build, analysis.overview),
        howto=tell_howto(texts, analysis, image.settings),
        praises=tuple(praise(texts, analysis.merits)),
    )
