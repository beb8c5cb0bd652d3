"""Packages of npm that a site ships: one lock for all of them, and where the installed ones are."""
