"""Breakdowns that follow while a reader types: what the page loads to run the library itself."""
