"""Notes as written for GitHub, rewritten so that Python-Markdown gives them the same structure."""
