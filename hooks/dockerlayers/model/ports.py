"""The ports of EXPOSE.

Source: https://github.com/moby/buildkit/blob/v0.32.2/frontend/dockerfile/dockerfile2llb/convert_expose.go
"""

from __future__ import annotations

import ipaddress

from dockerlayers.errors import DockerfileError
from dockerlayers.model.integers import parse_unsigned
from dockerlayers.syntax.characters import quote

_PROTOCOLS = ("tcp", "udp", "sctp")


def parse_ports(text: str) -> list[str]:
    """Parse `[[ip:]host:]port[-port][/protocol]` into `port/protocol` items; host and address do nothing."""
    *before, container = text.split(":")
    host = before.pop() if before else ""
    port, _, protocol = container.partition("/")
    if not port:
        raise DockerfileError(f"invalid port: {quote(text)}: no port specified: {container}<empty>")
    protocol = protocol.lower() or "tcp"
    if protocol not in _PROTOCOLS:
        raise DockerfileError(f"invalid port: {quote(text)}: invalid proto: {protocol}")
    _check_address(":".join(before))
    first, last = _parse_range(port, "containerPort")
    if host:
        host_first, host_last = _parse_range(host, "hostPort")
        if last - first != host_last - host_first and first != last:
            message = f"invalid ranges specified for container and host Ports: {port} and {host}"
            raise DockerfileError(message)
    return [f"{number}/{protocol}" for number in range(first, last + 1)]


def _check_address(text: str) -> None:
    address = text[1:-1] if text.startswith("[") and text.endswith("]") else text
    if not address:
        return
    try:
        if "%" in address:
            raise ValueError(address)  # Go has no zones here
        ipaddress.ip_address(address)
    except ValueError:
        raise DockerfileError(f"invalid IP address: {address}") from None


def _parse_range(text: str, what: str) -> tuple[int, int]:
    numbers = [parse_unsigned(number, 16) for number in text.split("-")]
    first, last = numbers[0], numbers[-1]
    if len(numbers) <= 2 and first is not None and last is not None and first <= last:
        return first, last
    raise DockerfileError(f"invalid {what}: {text}")
