"""What is known of base images: the data, and how a reference finds it."""

from __future__ import annotations

import re
from datetime import date

import pytest

from dockerlayers.checks.practices.images import (
    StartUser,
    find_directory,
    find_ended,
    find_user,
)
from dockerlayers.data import load_table
from dockerlayers.model.references import parse_reference

ENDED = load_table("checks/facts/ended.toml")
IMAGES = load_table("checks/facts/images.toml")


@pytest.mark.parametrize("image", ENDED["images"], ids=lambda image: image["names"][0])
def test_every_end_is_a_day_with_a_source(image: dict[str, object]) -> None:
    days = [*dict(image.get("versions", {})).values(), *([image["all"]] if "all" in image else [])]  # type: ignore[call-overload]
    assert days
    assert all(date.fromisoformat(day) for day in days)
    assert re.fullmatch(r"https://\S+", str(image["source"]))
    assert image.keys() <= {"names", "source", "versions", "all", "except"}


def test_the_data_says_when_it_was_checked() -> None:
    assert date.fromisoformat(ENDED["checked"]) <= date.fromisoformat(IMAGES["checked"])


@pytest.mark.parametrize("kind", ["users", "directories"])
def test_no_image_is_known_twice(kind: str) -> None:
    table = IMAGES[kind]
    names = [name for value, names in table.items() if value != "source" for name in names]
    assert len(names) == len(set(names))
    assert table["source"].startswith("https://")
    for value, some in table.items():
        assert value == "source" or some == sorted(some, key=str), value


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("node:18-alpine", "2025-04-30"),
        ("node:18.17.1", "2025-04-30"),
        ("node:lts-gallium-slim", "2023-09-11"),
        ("node:22", None),
        ("node", None),
        ("node:bullseye", "2026-08-31"),
        ("python:3.1", "2012-04-09"),
        ("python:3.13", None),
        ("python:3", None),
        ("php:7.4-fpm", "2022-11-28"),
        ("golang:1.2", "2014-12-10"),
        ("golang:1.26", None),
        ("openjdk", "2022-07-31"),
        ("openjdk:27-ea-jdk", None),
        ("amazonlinux:2023", None),
        ("quay.io/library/node:12", None),
        ("public.ecr.aws/docker/library/node:12", "2022-04-30"),
        ("example/app:1-alpine3.12", "2022-05-01"),
        ("example/app:1-alpine", None),
        ("example/app-ubuntu18.04", "2023-05-31"),
        ("example/app:10", None),
    ],
)
def test_an_end_is_found(text: str, day: str | None) -> None:
    ended = find_ended(parse_reference(text))
    assert (ended.day if ended else None) == day


def test_an_end_behind_the_day_of_the_data_is_none() -> None:
    days = [day for image in ENDED["images"] for day in dict(image.get("versions", {})).values()]
    assert find_ended(parse_reference("php:8.2")) is None
    assert min(days) < ENDED["checked"]


@pytest.mark.parametrize(
    ("text", "user"),
    [
        ("node:22", StartUser.ROOT),
        ("php:8.4", StartUser.ROOT),
        ("php:8.4-apache", StartUser.STEPS_DOWN),
        ("nginx", StartUser.STEPS_DOWN),
        ("bitnami/redis:7", StartUser.OTHER),
        ("gcr.io/distroless/static", StartUser.ROOT),
        ("gcr.io/distroless/static:nonroot", StartUser.OTHER),
        ("registry.access.redhat.com/ubi9/ubi", StartUser.ROOT),
        ("registry.access.redhat.com/ubi9/nodejs-20", StartUser.OTHER),
        ("example/app", None),
    ],
)
def test_a_user_is_found(text: str, user: StartUser | None) -> None:
    assert find_user(parse_reference(text)) is user


@pytest.mark.parametrize(
    ("text", "directory"),
    [("debian:12", "/"), ("golang:1", "/go"), ("php:8-fpm", "/var/www/html"), ("php:8", None)],
)
def test_a_working_directory_is_found(text: str, directory: str | None) -> None:
    assert find_directory(parse_reference(text)) == directory
