"""Text to nodes, each with its place in the source."""
