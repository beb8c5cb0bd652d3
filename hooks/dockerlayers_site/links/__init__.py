"""Permanent links: the addresses that the site has given out, and where each of them leads now."""
