"""Base images: their configs as the OCI image specification has them and `docker image save` writes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dockerlayers.model.health import Health
from dockerlayers.model.types import HistoryEntry, ImageConfig

DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
"""What BuildKit sets PATH to where an image has none."""


@dataclass(frozen=True, kw_only=True, eq=False)
class BaseImage:
    """What an image brings; `is_known` is False where nobody told."""

    config: ImageConfig
    history: tuple[HistoryEntry, ...] = ()
    author: str = ""
    os: str = "linux"
    architecture: str = "amd64"
    is_known: bool = True


SCRATCH = BaseImage(config=ImageConfig(env=(("PATH", DEFAULT_PATH),), working_dir="/"))
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
