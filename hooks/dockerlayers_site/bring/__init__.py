"""Bring notes into a site for good: one, or a folder of them, as it lies on disk or in a zip."""
