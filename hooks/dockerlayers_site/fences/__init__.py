"""Fences of Dockerfiles in Markdown: their header, options, content, and place on the page."""
