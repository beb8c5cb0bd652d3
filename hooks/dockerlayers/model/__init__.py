"""Nodes to stages, history, layers and image config."""
