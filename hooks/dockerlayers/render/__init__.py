"""Annotations to HTML."""
