"""How text is written down to be read by ourselves again."""

ENCODING = ("utf-8", "surrogatepass")
"""What `encode` and `decode` take: text may hold half of a pair, which UTF-8 has no bytes for."""
