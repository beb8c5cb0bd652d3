"""What stands in a fence behind a Dockerfile, or in its place: commands, a Compose file, JSON."""

from __future__ import annotations

import re

from dockerlayers.errors import DockerfileError
from dockerlayers.patterns import lazy_pattern

_COMMAND = lazy_pattern(
    r"""(?:sudo[ \t]+)?(?:docker|docker-compose|podman|buildah|kubectl|cat|echo|printf|cd|ls
      |mkdir|touch|tee|cp|mv|rm|vim?|nano|git|curl|wget|apt|apt-get|yum|dnf|apk|np[mx]|yarn|pip3?|python3?|java|chmod
      |export|source|make|ssh|scp)\b[ \t]+\S""",
    re.VERBOSE,
)
_PROMPT = lazy_pattern(r"[$%][ \t]+\S")
_COMPOSE = lazy_pattern(
    r"(?:version|services|networks|volumes|name|image|build|ports|environment|depends_on|x-[\w-]+)"
    r"[ \t]*:(?:[ \t]|$)"
)
_JSON = lazy_pattern(r'[\[{][ \t]*$|\{.*[}\]],?$|"[^"]*"[ \t]*:')
_YAML = lazy_pattern(r"(?:-[ \t]+)?[\w.-]+[ \t]*:(?:[ \t]|$)")
_KINDS = (
    (_PROMPT, "a shell session", "console"),
    (_COMPOSE, "a Compose file", "yaml"),
    (_JSON, "JSON", "json"),
    (_COMMAND, "shell commands", "bash"),
    (_YAML, "YAML", "yaml"),
)
_GUESS = lazy_pattern(r" \(did you mean [^()]*\)$")
_UNKNOWN = "unknown instruction"


def find_foreign(source: str, error: DockerfileError) -> str | None:
    """Say what it is that Docker does not know as an instruction, and where the Dockerfile ends."""
    if not error.span or not error.message.startswith(_UNKNOWN):
        return None
    lines = source.split("\n")
    text = lines[error.span.line - 1].strip()
    found = next(((name, tag) for pattern, name, tag in _KINDS if pattern.match(text)), None)
    if not found:
        return None
    name, tag = found
    last = _last_line(lines[: error.span.line - 1])
    if not last:
        return f"this is no Dockerfile but {name}: tag the fence {tag}"
    own = "put it into a fence of its own"
    return f"the Dockerfile ends at line {last} of the fence; what follows is {name}: {own}"


def forget_guess(source: str, error: DockerfileError) -> None:
    """Take the guess of an instruction out of an error at what was never meant as one: `cat` is not `cmd`."""
    if find_foreign(source, error):
        error.engine_text = _GUESS.sub("", error.engine_text)
        error.hint = None


def _last_line(before: list[str]) -> int:
    """Return the last line with an instruction, 0 if there is none."""
    filled = [
        number for number, line in enumerate(before, 1) if line.strip() and not line.lstrip().startswith("#")
    ]
    return filled[-1] if filled else 0
