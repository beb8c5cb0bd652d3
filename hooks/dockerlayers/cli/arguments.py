"""The arguments of the command."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from dockerlayers.cli.usage import UsageError
from dockerlayers.texts import DEFAULT
from dockerlayers.version import VERSION

if TYPE_CHECKING:
    from dockerlayers.guide import Guide
    from dockerlayers.model.references import Platform
    from dockerlayers.render.report import Question

SITE = "DOCKERLAYERS_SITE"
STANDARD_INPUT = "-"
COLORS = ("auto", "always", "never")
FORMATS = ("text", "json", "jsonl", "html")
_FRONTEND = "1.26"
_SCHEMES = ("https://", "http://")
_SITE_HELP = f"""\
{SITE} is the address of a site with the handbook's pages: with it, findings and names are told with
theirs, and without it, with those of Docker's documentation.
"""
_EPILOG = f"""\
Exit status: 0 when every file is a valid Dockerfile, 1 when one is not, 2 when the command cannot do what it
is asked. {_SITE_HELP}"""


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What the command is asked to do."""

    files: tuple[str, ...]
    format: str = "text"
    target: str | None = None
    build_args: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    platform: Platform | None = None
    images: str | None = None
    context: str | None = None
    measured: str | None = None
    questions: tuple[Question, ...] = ()
    color: str = "auto"
    language: str = DEFAULT
    is_brief: bool = False
    has_history: bool = False
    site: str = ""

    @property
    def guide(self) -> Guide:
        """The pages of the site that the environment names."""
        return _guide(self.site)


@dataclass(frozen=True, kw_only=True)
class AboutArguments:
    """Which names the command is to tell of."""

    names: tuple[str, ...]
    language: str = DEFAULT
    color: str = "auto"
    site: str = ""

    @property
    def guide(self) -> Guide:
        """The pages of the site that the environment names."""
        return _guide(self.site)


def parse_arguments(argv: Sequence[str] | None, environment: Mapping[str, str]) -> Arguments | AboutArguments:
    """Parse the command line; argparse ends the program after a mistake, `--help` and `--version`."""
    parser = _parser()
    given = parser.parse_args(argv)
    if given.command is None:
        parser.error("what is it to do? say: dockerlayers analyze FILE")
    try:
        read = _read_about if given.command == "about" else _read
        return read(given, environment)
    except UsageError as error:
        own: argparse.ArgumentParser = given.parser
        own.error(str(error))


def _read_about(given: argparse.Namespace, environment: Mapping[str, str]) -> AboutArguments:
    return AboutArguments(
        names=tuple(given.names),
        language=_language(given.language),
        color=given.color,
        site=_site(environment),
    )


def _read(given: argparse.Namespace, environment: Mapping[str, str]) -> Arguments:
    return Arguments(
        files=_files(given.files),
        format=given.format,
        target=given.target or None,
        build_args=_build_args(given.build_arg, environment),
        labels=dict(_pair("--label", text) for text in given.label),
        platform=_platform(given.platform),
        images=given.images,
        context=given.context,
        measured=given.measured,
        questions=tuple(map(_question, given.if_changed)),
        color=given.color,
        language=_language(given.language),
        is_brief=given.brief,
        has_history=given.history,
        site=_site(environment),
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dockerlayers", description="Tell what a Dockerfile makes: its stages, layers and image."
    )
    parser.add_argument(
        "--version", action=_TellVersion, nargs=0, help="show program's version number and exit"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    analyze = commands.add_parser(
        "analyze",
        help="read Dockerfiles and tell all that is known of them",
        description="Read Dockerfiles and tell what BuildKit would make of them. Nothing is built.",
        epilog=_EPILOG,
    )
    analyze.set_defaults(parser=analyze)
    _add_options(analyze)
    about = commands.add_parser(
        "about",
        help="tell what an instruction, a build check or a practice is, and where to read on",
        description="Tell what names mean that stand in a Dockerfile or beside a finding.",
        epilog=_SITE_HELP,
    )
    about.set_defaults(parser=about)
    about.add_argument("names", nargs="+", metavar="NAME", help="WORKDIR, LatestTag or DL3007, in any case")
    _add_looks(about)
    return parser


def _add_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    repeated = partial(add, action="append", default=[])
    add("files", nargs="+", metavar="FILE", help="a Dockerfile; - is standard input")
    add("--format", choices=FORMATS, default="text", help="how to answer (default: text)")
    add("--target", metavar="NAME", help="the stage to build (default: the last)")
    repeated("--build-arg", metavar="K[=V]", help="a build argument, as docker takes it")
    repeated("--label", metavar="K=V", help="a label of the image, as docker takes it")
    add("--platform", metavar="P", help="the platform to build for (default: linux/amd64)")
    add("--images", metavar="FILE", help="JSON: reference to OCI image config, * for any other image")
    add("--context", metavar="DIR", help="the build context: tells what COPY finds there")
    add("--measured", metavar="FILE", help="a record of measures: tells sizes and times of what is unchanged")
    repeated(
        "--if-changed",
        metavar="WHAT",
        help="what is rebuilt if this changes? line:5, file:app.py, arg:NAME or base:REFERENCE",
    )
    _add_looks(parser)
    add("--brief", action="store_true", help="text: a sentence for each line, a line for each finding")
    add("--history", action="store_true", help="text: the image's history too, as docker history tells it")


def _add_looks(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--language",
        metavar="L",
        default=DEFAULT,
        help=f"what it is told in (default: {DEFAULT})",
    )
    parser.add_argument("--color", choices=COLORS, default="auto", help="colours of the text (default: auto)")


class _TellVersion(argparse.Action):
    """Tell the version in one line: argparse's own action breaks it where the terminal is narrow."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        print(f"dockerlayers {VERSION}, after BuildKit's Dockerfile frontend {_FRONTEND}")
        parser.exit()


def _files(files: Sequence[str]) -> tuple[str, ...]:
    if files.count(STANDARD_INPUT) > 1:
        raise UsageError("standard input can be read only once")
    return tuple(files)


def _build_args(texts: Iterable[str], environment: Mapping[str, str]) -> dict[str, str]:
    """Take a build argument without a value from the environment; without one there, it is not given."""
    values: dict[str, str] = {}
    for text in texts:
        key, value = _pair("--build-arg", text)
        if "=" in text:
            values[key] = value
        elif key in environment:
            values[key] = environment[key]
    return values


def _pair(option: str, text: str) -> tuple[str, str]:
    key, _, value = text.partition("=")
    if not key.strip():
        raise UsageError(f"argument {option}: no name before the = in {text!r}")
    return key, value


# What few ask for is loaded when it is asked for: most of a start is to load modules.


def _platform(text: str | None) -> Platform | None:
    if text is None:
        return None
    from dockerlayers.errors import DockerfileError
    from dockerlayers.model.references import parse_platform

    try:
        return parse_platform(text)
    except DockerfileError as error:
        raise UsageError(f"argument --platform: {error.message}") from None


def _language(text: str) -> str:
    if text == DEFAULT:
        return text
    from dockerlayers.model.suggestions import suggest
    from dockerlayers.texts.texts import list_languages

    languages = list_languages()
    if text in languages:
        return text
    nearest = suggest(text, languages, case_sensitive=False)
    hint = f", did you mean {nearest}?" if nearest else f"; there is {', '.join(languages)}"
    raise UsageError(f"argument --language: no texts in {text!r}{hint}")


def _site(environment: Mapping[str, str]) -> str:
    """Return the address of the site that the environment names, "" where it names none."""
    site = environment.get(SITE, "")
    host = next((site.removeprefix(one) for one in _SCHEMES if site.startswith(one)), "")
    if site and (not host.strip("/") or site.split() != [site]):
        raise UsageError(f"{SITE} is no address of a site: {site!r}; write it as https://example.com/")
    return site


def _guide(site: str) -> Guide:
    from dockerlayers.guide import NO_GUIDE, guide_at

    return guide_at(site) if site else NO_GUIDE


def _question(text: str) -> Question:
    from dockerlayers.model.changes import parse_change
    from dockerlayers.render.report import Question

    try:
        return Question(text=text, change=parse_change(text))
    except ValueError as error:
        raise UsageError(f"argument --if-changed: {error}") from None
