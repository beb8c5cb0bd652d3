"""Where the pages are that explain the rules and the instructions."""

from __future__ import annotations

from dataclasses import dataclass

from dockerlayers.checks.slugs import slug_of

_NAME = "*"


@dataclass(frozen=True, kw_only=True)
class Guide:
    """The addresses of pages: `*` in one stands for a name; without them, there are no such pages.

    `names` are the instructions that have a page, None where all have one.
    """

    checks: str | None = None
    instructions: str | None = None
    names: tuple[str, ...] | None = None

    def find_check(self, rule: str) -> str | None:
        """Return the address of the page of a build check or a practice."""
        return self.checks.replace(_NAME, slug_of(rule)) if self.checks else None

    def find_instruction(self, name: str) -> str | None:
        """Return the address of the page of an instruction, such as `FROM`."""
        if not self.instructions or (self.names is not None and name not in self.names):
            return None
        return self.instructions.replace(_NAME, name.lower())


NO_GUIDE = Guide()


def guide_at(site: str) -> Guide:
    """Return the pages of a site that is laid out as the handbook is, by its address."""
    home = site.rstrip("/")
    return Guide(checks=f"{home}/build/checks/*/", instructions=f"{home}/dockerfile/*/")
