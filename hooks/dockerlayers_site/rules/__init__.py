"""The pages that explain what is to be mended: one for each build check and practice, and one of all."""

OVERVIEW = "index.md"
"""The page of all, below their folder; it is here as a build asks for it that loads nothing that explains."""
