"""The sentence on who runs what, on which ports."""

from __future__ import annotations

from collections.abc import Iterator

from dockerlayers.explain.listing import join_ports
from dockerlayers.overview.types import Launch, Overview
from dockerlayers.texts.inline import Inline, Slot, text
from dockerlayers.texts.texts import Texts

_MOST = 3
_SHOWN = 2
_TCP = "/tcp"


def say_running(texts: Texts, overview: Overview) -> Inline:
    """Say what runs in a container of the image, as far as it is known."""
    start = overview.start
    sentences = [_what(texts, overview), *_ports(texts, start)]
    if start.has_health:
        sentences.append(texts.say_opening("run.health"))
    told = [one for one in sentences if one]
    return texts.grammar.join(told) if told else ()


def _what(texts: Texts, overview: Overview) -> Inline:
    start, base = overview.start, overview.base
    if not start.command:
        if base is None:
            return ()
        return texts.say_opening("run.nothing" if overview.is_decided else "run.open")
    if start.is_arguments:
        return texts.say_opening("run.arguments", command=start.command)
    name = "prompt" if start.is_prompt else "inherited" if start.is_inherited else "command"
    is_passed = start.is_prompt and start.arguments
    slots: dict[str, Slot] = {"command": start.arguments if is_passed else start.command}
    if start.user and start.user.isdecimal() and start.user != "0":
        return texts.say_opening(f"run.{name}-uid", **slots, uid=text(start.user))
    if start.user:
        return texts.say_opening(
            f"run.{name}-user", **slots, user="root" if start.user == "0" else start.user
        )
    return texts.say_opening(f"run.{name}", **slots)


def _ports(texts: Texts, start: Launch) -> Iterator[Inline]:
    """Name the ports; those of UDP alone where TCP has them not as well."""
    joined = [port for port, _ in join_ports((port, None) for port in start.ports)]
    tcp = [port.removesuffix(_TCP) for port in joined if port.endswith(_TCP)]
    udp = [port.partition("/")[0] for port in joined if not port.endswith(_TCP)]
    if len(tcp) > _MOST:
        shown = text(texts.grammar.comma.join(tcp[:_SHOWN]))
        yield texts.say_opening("run.ports-many", ports=shown, count=len(tcp))
    elif tcp:
        yield texts.say_opening("run.ports", ports=text(texts.grammar.comma.join(tcp)))
    rest = [port for port in udp if port not in tcp]
    if rest:
        yield texts.say_opening("run.udp", ports=text(texts.grammar.comma.join(rest)))
