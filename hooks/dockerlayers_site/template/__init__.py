"""A small site of a team's own, to begin with."""
