"""What an engine measured of a build: its record, and whether it still holds for what is there."""
