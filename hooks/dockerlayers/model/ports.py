"""The ports of EXPOSE.

Source: https://github.com/moby/buildkit/blob/v0.32.2/frontend/dockerfile/dockerfile2llb/convert_expose.go
"""

from __future__ import annotations

from typing import NamedTuple

from dockerlayers.errors import DockerfileError
from dockerlayers.model.integers import parse_integer
from dockerlayers.syntax.characters import quote

_PROTOCOLS = ("tcp", "udp", "sctp")
_MAX_PORT = 65535


class PortSpec(NamedTuple):
    """The parts of one port of EXPOSE as written; `protocol` is `tcp` where none is."""

    address: str
    host: str
    port: str
    protocol: str

    @property
    def is_mapping(self) -> bool:
        """Whether it names an address or a port of the host, which EXPOSE does nothing with."""
        return bool(self.address or self.host)


def split_port(text: str) -> PortSpec:
    """Split `[[ip:]host:]port[-port][/protocol]`; raise DockerfileError for no port or another protocol."""
    *before, container = text.split(":")
    host = before.pop() if before else ""
    port, _, protocol = container.partition("/")
    if not port:
        raise DockerfileError(f"invalid port: {quote(text)}: no port specified")
    if protocol.lower() not in ("", *_PROTOCOLS):
        raise DockerfileError(f"invalid port: {quote(text)}: invalid proto: {protocol}")
    return PortSpec(":".join(before), host, port, protocol or "tcp")


def list_ports(spec: PortSpec) -> list[str]:
    """List the ports as `port/protocol`; host and address are looked at, and do nothing."""
    _check_address(spec.address)
    first, last = _parse_range(spec.port, "containerPort")
    if spec.host:
        host_first, host_last = _parse_range(spec.host, "hostPort")
        if last - first != host_last - host_first and first != last:
            message = f"invalid ranges specified for container and host Ports: {spec.port} and {spec.host}"
            raise DockerfileError(message)
    protocol = spec.protocol.lower()
    return [f"{number}/{protocol}" for number in range(first, last + 1)]


def _check_address(text: str) -> None:
    address = _strip_brackets(text) if text.startswith("[") else text
    if not address:
        return
    # Loaded for the few files that have one.
    import ipaddress

    try:
        if "%" in address:
            raise ValueError(address)  # Go has no zones here
        ipaddress.ip_address(address)
    except ValueError:
        raise DockerfileError(f"invalid IP address: {address}") from None


def _strip_brackets(text: str) -> str:
    """Take an address out of its brackets, as Go's `net.SplitHostPort` does where an empty port follows."""
    inner, bracket, rest = text[1:].partition("]")
    if not bracket:
        fault = "missing ']' in address"
    elif rest:
        fault = f"{'too many colons' if rest.startswith(':') else 'missing port'} in address"
    elif "[" in inner:
        fault = "unexpected '[' in address"
    else:
        return inner
    raise DockerfileError(f"invalid IP address {text}: address {text}:: {fault}")


def _parse_range(text: str, what: str) -> tuple[int, int]:
    start, dash, end = text.partition("-")
    first, last = _parse_number(start), _parse_number(end if dash else start)
    if first is None or last is None or last < first:
        raise DockerfileError(f"invalid {what}: {text}")
    return first, last


def _parse_number(text: str) -> int | None:
    """Read a port, which may have a sign."""
    number = parse_integer(text)
    return number if number is not None and 0 <= number <= _MAX_PORT else None
