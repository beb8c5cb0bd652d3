"""Permanent links: what addresses the site has given out, where each of them leads now, and how it is shared."""
