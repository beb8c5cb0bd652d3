"""What an engine measured of a build: its record, and whether it still holds for what is there."""

RECORD_NAME = "measured.json"
"""What a record is called; it lies beside the Dockerfiles that it tells of, and is a part of no context."""
