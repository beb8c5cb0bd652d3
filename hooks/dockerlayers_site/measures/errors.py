"""Why something could not be measured."""

from __future__ import annotations


class MeasureError(Exception):
    """What ends the measures: a build that fails, or an engine and a model that disagree."""


class MissingBaseError(MeasureError):
    """A base image that cannot be had here, nor anything that could stand in for it."""
