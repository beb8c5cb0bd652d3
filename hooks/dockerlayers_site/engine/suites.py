"""The suites of Debian that carry an engine, the newest first, and what is installed of each."""

from __future__ import annotations

from dataclasses import dataclass

# `docker top` calls ps.
_ALWAYS = ("docker.io", "ca-certificates", "iptables", "procps", "slirp4netns")
# From 13 on, the command and its plugins are packages of their own.
_PLUGINS = ("docker-cli", "docker-buildx", "docker-compose")


@dataclass(frozen=True, kw_only=True)
class Suite:
    """A suite of Debian, and the packages that make an engine of it."""

    name: str
    packages: tuple[str, ...]


SUITES = (
    Suite(name="sid", packages=(*_ALWAYS, *_PLUGINS)),
    Suite(name="trixie", packages=(*_ALWAYS, *_PLUGINS)),
    # 20.10, whose command has a BuildKit client of its own.
    Suite(name="bookworm", packages=_ALWAYS),
)
