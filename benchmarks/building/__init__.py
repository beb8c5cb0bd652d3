"""Measure what writing and reading a site costs, side by side with other generators."""
