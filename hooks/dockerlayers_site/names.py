"""Names that more than one part of the site uses."""

NAME = "dockerlayers"
"""The plugin, the Markdown extension, and the prefix of what they say."""
