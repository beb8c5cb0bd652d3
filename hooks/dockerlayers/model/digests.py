"""Digests of content, as `sha256:…`.

Source: https://github.com/opencontainers/go-digest/blob/v1.0.0/digest.go
"""

from __future__ import annotations

from dockerlayers.errors import DockerfileError
from dockerlayers.patterns import lazy_pattern

_LENGTHS = {"sha256": 64, "sha384": 96, "sha512": 128}
_DIGEST = lazy_pattern(r"[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[a-zA-Z0-9=_-]+")
_BAD_FORMAT = "invalid checksum digest format"
_HEX = lazy_pattern(r"[a-f0-9]+")


def check_digest(text: str) -> None:
    """Refuse a digest of another form, of an algorithm that is not known, or of another length."""
    algorithm, _, encoded = text.partition(":")
    if not algorithm or not encoded:
        raise DockerfileError(_BAD_FORMAT)
    if algorithm not in _LENGTHS:
        raise DockerfileError("unsupported digest algorithm" if _DIGEST.fullmatch(text) else _BAD_FORMAT)
    if len(encoded.encode("utf-8", "surrogatepass")) != _LENGTHS[algorithm]:
        raise DockerfileError("invalid checksum digest length")
    if not _HEX.fullmatch(encoded):
        raise DockerfileError(_BAD_FORMAT)
