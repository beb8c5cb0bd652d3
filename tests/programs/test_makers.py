"""What is known of base images and of what programs make: whole, sourced, and with words."""

from __future__ import annotations

import re

import pytest

from dockerlayers.bases.known import find_base, read_image_facts
from dockerlayers.data import load_table
from dockerlayers.errors import DockerfileError
from dockerlayers.programs.makers import load_makers, read_maker
from dockerlayers.programs.tables import DataError, Table, parse_table
from dockerlayers.texts.texts import load_texts

IMAGES = load_table("bases/images.toml")
MAKERS = load_table("programs/makers.toml")


def open_table(text: str) -> Table:
    return parse_table(text, "x.toml")


@pytest.mark.parametrize("name", IMAGES)
def test_an_image_is_found_by_each_of_its_names(name: str) -> None:
    assert re.fullmatch(r"https://\S+", IMAGES[name]["source"])
    for one in IMAGES[name]["names"]:
        assert find_base(f"{one}:1.2").product == IMAGES[name]["product"]


def test_no_name_means_two_images() -> None:
    names = [one for image in IMAGES.values() for one in image["names"]]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("reference", "title"),
    [
        ("node:22-alpine", "Node.js 22"),
        ("node", "Node.js"),
        ("node:lts", "Node.js"),
        ("docker.io/library/node:22", "Node.js 22"),
        ("mirror.gcr.io/library/golang:1.24", "Go 1.24"),
        ("public.ecr.aws/docker/library/python:3.13-slim", "Python 3.13"),
        ("arm64v8/debian:trixie-slim", "Debian 13"),
        ("ubuntu:noble", "Ubuntu 24.04"),
        ("eclipse-temurin:21-jre-alpine", "Java 21 JRE"),
        ("php:8.4-fpm", "PHP 8.4 FPM"),
        ("mcr.microsoft.com/dotnet/sdk:9.0", ".NET SDK 9.0"),
        ("mcr.microsoft.com/windows/servercore:ltsc2022", "Windows Server Core 2022"),
        ("gcr.io/distroless/java21-debian12:nonroot", "Distroless Java 21"),
        ("registry.example.com/node:22", ""),
        ("me/node:22", ""),
    ],
)
def test_a_product_is_told_with_its_version(reference: str, title: str) -> None:
    assert find_base(reference).title == title


def test_what_is_no_reference_is_an_error() -> None:
    with pytest.raises(DockerfileError):
        find_base("Node")


@pytest.mark.parametrize("kind", ["makers", "fetchers", "packages"])
def test_each_entry_is_sourced_and_has_words(kind: str) -> None:
    words = load_texts().opening
    table = {"makers": "thing", "fetchers": "fetched"}.get(kind)
    for one in MAKERS[kind]:
        assert re.fullmatch(r"https://\S+", one["source"])
        assert not table or f"{table}.{one['name']}" in words
        assert not one.get("language") or f"thing.{one['name']}-short" in words
    assert set(load_makers(kind).makers) == {one["name"] for one in MAKERS[kind]}


def test_no_word_is_left_over() -> None:
    makers = {f"thing.{one['name']}{end}" for one in MAKERS["makers"] for end in ("", "-short")}
    fetchers = {f"fetched.{one['name']}" for one in MAKERS["fetchers"]}
    words = {key for key in load_texts().opening if key.startswith(("thing.", "fetched."))}
    assert words <= makers | fetchers


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('names = ["a"]\nsource = "https://a"\n', "product is missing"),
        ('product = "A"\nnames = ["a"]\n', "source is missing"),
        (
            'product = "A"\nsource = "https://a"\nprompts = true\n',
            "unknown key: prompts (did you mean prompt?)",
        ),
        ('product = "A"\nsource = "https://a"\nports = 80\n', "ports is a list of texts"),
    ],
)
def test_a_wrong_image_is_an_error(text: str, message: str) -> None:
    with pytest.raises(DataError, match=re.escape(message)):
        read_image_facts(open_table(text))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('when = "a"\nsource = "https://a"\n', "name is missing"),
        ('name = "a"\nsource = "https://a"\n', "when is missing"),
        ('name = "a"\nwhen = "a"\n', "source is missing"),
        (
            'name = "a"\nwhen = "a"\nsource = "https://a"\nlist = []\n',
            "unknown key: list (did you mean lists?)",
        ),
    ],
)
def test_a_wrong_maker_is_an_error(text: str, message: str) -> None:
    with pytest.raises(DataError, match=re.escape(message)):
        read_maker(open_table(text))
