"""What is known of base images, from images.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from dockerlayers.model.references import Reference, parse_reference
from dockerlayers.patterns import lazy_pattern
from dockerlayers.programs.tables import Table, open_table

_TEXTS = frozenset(("product", "source", "language", "release", "user", "system", "later"))
_LISTS = frozenset(("names", "start", "runner", "ports", "volumes", "later-volumes", "needs"))
_FLAGS = frozenset(("no-version", "drops", "open-user", "prompt"))
_TABLES = frozenset(("releases", "flavors", "users"))
_KEYS = _TEXTS | _LISTS | _FLAGS | _TABLES
_NUMBER = r"v?(\d+(?:\.\d+)*)"
_COPIES = lazy_pattern(
    r"(?:mirror\.gcr\.io/library|public\.ecr\.aws/docker/library|docker\.io/library|registry-1\.docker\.io/library"
    r"|amd64|i386|arm32v[567]|arm64v8|ppc64le|riscv64|s390x)/"
)
"""Where Docker's official images are found as well: https://github.com/docker-library/official-images#architectures-other-than-amd64"""
_ROOT = "root"
_WINDOWS = "windows"
_WINDOWS_TAGS = ("windowsservercore", "nanoserver")


@dataclass(frozen=True, kw_only=True, eq=False)
class KnownImage:
    """A base image that is known: what it is, and what it does on its own; the file says what each means."""

    product: str
    language: str
    release: re.Pattern[str]
    releases: Mapping[str, str]
    has_version: bool
    flavors: Mapping[str, str]
    user: str | None
    users: Mapping[str, str]
    start: tuple[str, ...]
    runner: tuple[str, ...]
    is_prompt: bool
    ports: tuple[str, ...]
    volumes: tuple[str, ...]
    later: int | None
    later_volumes: tuple[str, ...]
    needs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Base:
    """What a stage is built from: its reference, and what is known of it.

    `product` and `version` are "" where they are not known; `user` is who runs its process, None where
    nobody tells; `image` is None for an image that is not known, and for none at all (`scratch`).
    """

    reference: str
    product: str = ""
    version: str = ""
    user: str | None = None
    volumes: tuple[str, ...] = ()
    image: KnownImage | None = None

    @property
    def title(self) -> str:
        """The product with its version, "" where it is not known."""
        return f"{self.product} {self.version}".strip()

    @property
    def name(self) -> str:
        """The reference without its digest, which is for machines."""
        return self.reference.partition("@")[0]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is in it."""
        return self.reference == "scratch"


@lru_cache(maxsize=1024)
def find_base(text: str) -> Base:
    """Find out what an image is by its reference; raise DockerfileError for one that cannot be."""
    reference = parse_reference(text)
    name = _COPIES.sub("", reference._replace(tag="", digest="").familiar.removesuffix(":latest"))
    image = _index().get(name)
    return _describe(text, image, reference) if image else Base(reference=text)


def _describe(text: str, image: KnownImage, reference: Reference) -> Base:
    parts = reference.tag.split("-")
    version = _version(image, reference.tag, parts)
    flavor = next((flavor for part, flavor in image.flavors.items() if part in parts), "")
    is_windows = any(part.startswith(_WINDOWS_TAGS) for part in parts)
    users = [user for part, user in image.users.items() if any(one.startswith(part) for one in parts)]
    is_later = image.later is not None and (not version or int(version.partition(".")[0]) >= image.later)
    return Base(
        reference=text,
        product=image.product,
        version=f"{version} {flavor}".strip(),
        user=None if is_windows else users[0] if users else image.user,
        volumes=image.later_volumes if is_later else image.volumes,
        image=image,
    )


def _version(image: KnownImage, tag: str, parts: list[str]) -> str:
    if not image.has_version:
        return ""
    match = image.release.match(tag)
    return match[1] if match else next((image.releases[one] for one in parts if one in image.releases), "")


@cache
def _index() -> Mapping[str, KnownImage]:
    table = open_table("bases/images.toml")
    found: dict[str, KnownImage] = {}
    for name in table.values:
        one = table.take_table(name)
        found |= dict.fromkeys(one.take_texts("names"), read_image_facts(one))
    return found


def read_image_facts(table: Table) -> KnownImage:
    """Read what is said of an image; raise DataError for what cannot be."""
    table.check_keys(_KEYS)
    table.take_text("source")
    later = table.find_text("later")
    return KnownImage(
        product=table.take_text("product"),
        language=table.find_text("language") or "",
        release=re.compile(table.find_text("release") or _NUMBER),
        releases=_texts(table.take_table("releases")),
        has_version=not table.take_flag("no-version"),
        flavors=_texts(table.take_table("flavors")),
        user=_user(table),
        users=_texts(table.take_table("users")),
        start=table.take_texts("start"),
        runner=table.take_texts("runner"),
        is_prompt=table.take_flag("prompt"),
        ports=table.take_texts("ports"),
        volumes=table.take_texts("volumes"),
        later=int(later) if later else None,
        later_volumes=table.take_texts("later-volumes"),
        needs=table.take_texts("needs"),
    )


def _user(table: Table) -> str | None:
    """Say who runs an image's process, None where its own script or its system decides."""
    is_open = table.take_flag("drops") or table.take_flag("open-user")
    return None if is_open or table.find_text("system") == _WINDOWS else table.find_text("user") or _ROOT


def _texts(table: Table) -> Mapping[str, str]:
    return {name: table.take_text(name) for name in table.values}
