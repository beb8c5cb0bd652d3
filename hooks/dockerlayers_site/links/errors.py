"""What is wrong with the records of links."""

from __future__ import annotations


class LinksError(Exception):
    """A file of records that contradicts itself, or a command that cannot be carried out."""
