"""Base images: their configs as the OCI image specification has them and `docker image save` writes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dockerlayers.model.health import Health
from dockerlayers.model.references import Platform, normalize_platform
from dockerlayers.model.types import HistoryEntry, ImageConfig

DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
"""What BuildKit sets PATH to where an image has none."""


@dataclass(frozen=True, kw_only=True, eq=False)
class BaseImage:
    """What an image brings; `is_known` is False where nobody told.

    `architecture` is "" where its document does not tell; `is_empty` says that no file is in it.
    """

    config: ImageConfig
    history: tuple[HistoryEntry, ...] = ()
    author: str = ""
    os: str = "linux"
    architecture: str = "amd64"
    variant: str = ""
    is_known: bool = True
    is_empty: bool = False

    @property
    def platform(self) -> Platform:
        """What it runs on."""
        return normalize_platform(self.os, self.architecture, self.variant)


_PATHS = {"windows": "c:\\Windows\\System32;c:\\Windows"}


@cache
def make_scratch(system: str, *, is_known: bool = True) -> BaseImage:
    """Make the image that has nothing in it but what BuildKit sets for an operating system."""
    path = _PATHS.get(system, DEFAULT_PATH)
    config = ImageConfig(env=(("PATH", path),), working_dir="/")
    return BaseImage(config=config, os=system, is_known=is_known, is_empty=True)


UNKNOWN = BaseImage(config=ImageConfig(), is_known=False)


def read_image(document: Mapping[str, Any]) -> BaseImage:
    """Read an OCI image config document."""
    config = document.get("config") or {}
    return BaseImage(
        config=_read_config(config),
        history=tuple(
            HistoryEntry(
                created_by=entry.get("created_by", ""), empty_layer=bool(entry.get("empty_layer", False))
            )
            for entry in document.get("history") or ()
        ),
        author=document.get("author") or "",
        os=document.get("os") or "linux",
        architecture=document.get("architecture") or "",
        variant=document.get("variant") or "",
        is_empty=not (document.get("rootfs") or {}).get("diff_ids")
        and all(entry.get("empty_layer") for entry in document.get("history") or ()),
    )


def _read_config(config: Mapping[str, Any]) -> ImageConfig:
    health = config.get("Healthcheck")
    return ImageConfig(
        user=config.get("User") or "",
        exposed_ports=tuple(config.get("ExposedPorts") or ()),
        env=tuple(_split(item) for item in config.get("Env") or ()),
        entrypoint=_words(config.get("Entrypoint")),
        cmd=_words(config.get("Cmd")),
        volumes=tuple(config.get("Volumes") or ()),
        working_dir=config.get("WorkingDir") or "",
        labels=tuple((config.get("Labels") or {}).items()),
        stop_signal=config.get("StopSignal") or "",
        shell=_words(config.get("Shell")),
        healthcheck=_read_health(health) if health else None,
        on_build=tuple(config.get("OnBuild") or ()),
    )


def _split(item: str) -> tuple[str, str]:
    key, _, value = item.partition("=")
    return key, value


def _words(value: list[str] | None) -> tuple[str, ...] | None:
    return None if value is None else tuple(value)


def _read_health(health: Mapping[str, Any]) -> Health:
    return Health(
        test=tuple(health.get("Test") or ()),
        interval=health.get("Interval") or 0,
        timeout=health.get("Timeout") or 0,
        start_period=health.get("StartPeriod") or 0,
        start_interval=health.get("StartInterval") or 0,
        retries=health.get("Retries") or 0,
    )
