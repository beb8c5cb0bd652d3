"""Image references and platforms.

Sources: https://github.com/distribution/reference/blob/v0.6.0/reference.go
https://github.com/containerd/platforms/blob/v1.0.0/platforms.go
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from dockerlayers.errors import DockerfileError
from dockerlayers.model.digests import check_digest
from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.characters import quote

_DEFAULT_DOMAIN = "docker.io"
_DOMAIN_PART = r"(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])"
_DOMAIN = rf"(?:{_DOMAIN_PART}(?:\.{_DOMAIN_PART})*|\[(?:[a-fA-F0-9:]+)\])(?::[0-9]+)?"
_COMPONENT = r"[a-z0-9]+(?:(?:[._]|__|[-]+)[a-z0-9]+)*"
_DIGEST = r"[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}"
_REFERENCE = lazy_pattern(
    rf"((?:{_DOMAIN}/)?{_COMPONENT}(?:/{_COMPONENT})*)(?::([A-Za-z0-9_][A-Za-z0-9_.-]{{0,127}}))?(?:@({_DIGEST}))?"
)
_IDENTIFIER = lazy_pattern(r"[a-f0-9]{64}")
_MAX_NAME = 255


class Reference(NamedTuple):
    """A normalized reference: `name` with its domain, `tag` and `digest` empty where not given."""

    name: str
    tag: str
    digest: str

    @property
    def familiar(self) -> str:
        """The short form that people write, with `:latest` where no tag and no digest is given."""
        name = self.name.removeprefix(f"{_DEFAULT_DOMAIN}/").removeprefix("library/")
        tag = self.tag or ("" if self.digest else "latest")
        return name + (f":{tag}" if tag else "") + (f"@{self.digest}" if self.digest else "")


@lru_cache(maxsize=256)
def parse_reference(text: str) -> Reference:
    """Parse an image reference as a person writes it."""
    if _IDENTIFIER.fullmatch(text):
        raise DockerfileError(f"invalid repository name ({text}), cannot specify 64-byte hexadecimal strings")
    domain, remainder = _split_domain(text)
    remote = remainder.split(":")[0] if ":" in remainder else remainder
    if remote.lower() != remote:
        raise DockerfileError(f"invalid reference format: repository name ({remote}) must be lowercase")
    match = _REFERENCE.fullmatch(f"{domain}/{remainder}")
    if not match:
        raise DockerfileError("invalid reference format")
    if match[3]:
        check_digest(match[3])
    if len(match[1]) > _MAX_NAME:
        raise DockerfileError(f"repository name must not be more than {_MAX_NAME} characters")
    return Reference(match[1], match[2] or "", match[3] or "")


def _split_domain(text: str) -> tuple[str, str]:
    first, slash, rest = text.partition("/")
    if not slash:
        return _DEFAULT_DOMAIN, f"library/{text}"
    is_domain = first == "localhost" or "." in first or ":" in first or first.lower() != first
    domain, remainder = (first, rest) if is_domain else (_DEFAULT_DOMAIN, text)
    if domain in (_DEFAULT_DOMAIN, "index.docker.io"):
        domain = _DEFAULT_DOMAIN
        remainder = remainder if "/" in remainder else f"library/{remainder}"
    return domain, remainder


class Platform(NamedTuple):
    """An operating system, an architecture and its variant, normalized."""

    os: str = "linux"
    architecture: str = "amd64"
    variant: str = ""

    def __str__(self) -> str:
        return "/".join(part for part in self if part)


DEFAULT_PLATFORM = Platform()
"""What is built for, and on, where nothing else is said."""

_SYSTEMS = [
    "aix",
    "android",
    "darwin",
    "dragonfly",
    "freebsd",
    "hurd",
    "illumos",
    "ios",
    "js",
    "linux",
    "nacl",
    "netbsd",
    "openbsd",
    "plan9",
    "solaris",
    "windows",
    "zos",
]
_ARCHITECTURES = [
    "386",
    "amd64",
    "amd64p32",
    "arm",
    "armbe",
    "arm64",
    "arm64be",
    "loong64",
    "mips",
    "mipsle",
    "mips64",
    "mips64le",
    "mips64p32",
    "mips64p32le",
    "ppc",
    "ppc64",
    "ppc64le",
    "riscv",
    "riscv64",
    "s390",
    "s390x",
    "sparc",
    "sparc64",
    "wasm",
]
_ALIASES = {
    "aarch64": ("arm64", ""),
    "x86_64": ("amd64", ""),
    "x86-64": ("amd64", ""),
    "i386": ("386", ""),
    "armhf": ("arm", "v7"),
    "armel": ("arm", "v6"),
}
_PART = lazy_pattern(r"[A-Za-z0-9_.-]+")
_OS = lazy_pattern(r"([A-Za-z0-9_-]+)(?:\(([A-Za-z0-9_.%-]*)((?:\+[A-Za-z0-9_.%-]+)*)\))?")
_BAD_ESCAPE = lazy_pattern(r"%(?![0-9A-Fa-f]{2}).{0,2}")
_PLATFORM_PARTS = 3


def parse_platform(text: str) -> Platform:
    """Parse `os[(version)]`, `architecture`, `os/architecture` or `os/architecture/variant`."""
    if "*" in text:
        raise DockerfileError(f"{quote(text)}: wildcards not yet supported: invalid argument")
    parts = text.split("/", _PLATFORM_PARTS)
    match = _OS.fullmatch(parts[0])
    if not match:
        raise _invalid_part("OS ", "OSAndVersion", parts[0], text, _OS)
    _check_escapes(f"{quote(text)} has an invalid OS version", match[2] or "")
    for feature in (match[3] or "").split("+"):
        _check_escapes(f"{quote(text)} has invalid OS features: invalid os feature", feature)
    for part in parts[1:]:
        if not _PART.fullmatch(part):
            raise _invalid_part("", "platform", part, text, _PART)
    if len(parts) > _PLATFORM_PARTS:
        raise DockerfileError(f"{quote(text)}: cannot parse platform specifier: invalid argument")
    if len(parts) == 1:
        return _parse_single(match[1], text)
    variant = parts[2] if len(parts) == _PLATFORM_PARTS else ""
    return normalize_platform(match[1], parts[1], variant)


def normalize_platform(system: str, architecture: str, variant: str = "") -> Platform:
    """Write a platform's parts as they are compared."""
    return Platform(_system(system), *_architecture(architecture, variant))


def _invalid_part(kind: str, what: str, part: str, text: str, expression: re.Pattern[str]) -> DockerfileError:
    return DockerfileError(
        f"{quote(part)} is an invalid {kind}component of {quote(text)}: {what} specifier component must match"
        f" {quote(f'^{expression.pattern}$')}: invalid argument"
    )


def _check_escapes(fault: str, option: str) -> None:
    """Refuse a `%` that no two hexadecimal digits follow."""
    if found := _BAD_ESCAPE.search(option):
        raise DockerfileError(f"{fault} {quote(option)}: invalid URL escape {quote(found[0])}")


def _parse_single(name: str, text: str) -> Platform:
    system = _system(name)
    if system in _SYSTEMS:
        return Platform(system)
    architecture, variant = _architecture(name, "")
    if architecture in _ARCHITECTURES:
        return Platform("linux", architecture, variant)
    raise DockerfileError(f"{quote(text)}: unknown operating system or architecture: invalid argument")


def _system(text: str) -> str:
    return "darwin" if text.lower() == "macos" else text.lower()


def _architecture(text: str, variant: str) -> tuple[str, str]:
    name, implied = _ALIASES.get(text.lower(), (text.lower(), ""))
    variant = variant or implied
    if name == "arm":
        variant = {"": "v7", "5": "v5", "6": "v6", "7": "v7", "8": "v8"}.get(variant, variant)
    if name == "arm64" and variant in ("8", "v8"):
        variant = ""
    return name, variant
