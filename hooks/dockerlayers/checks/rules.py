"""The build checks of `docker build --check`, by name, each with the message that Docker prints.

Source: https://github.com/moby/buildkit/blob/v0.32.2/frontend/dockerfile/linter/ruleset.go
"""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter

from dockerlayers.checks.slugs import slug_of
from dockerlayers.model.types import Facts
from dockerlayers.syntax.characters import quote


class _Fact(str):
    def __format__(self, spec: str) -> str:
        return quote(self) if spec == "q" else str(self)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule; `message` names its facts in braces, with `:q` where Go prints one quoted.

    `codes` are hadolint's (https://github.com/hadolint/hadolint#rules) that mean the same. `page` explains
    the rule where Docker's reference to the build checks does not.
    """

    name: str
    message: str
    is_experimental: bool = False
    codes: tuple[str, ...] = ()
    page: str = ""

    def format(self, facts: Facts) -> str:
        """Write the message, as Docker prints it."""
        return self.message.format_map({name: _Fact(fact) for name, fact in facts.items()})

    @property
    def facts(self) -> tuple[str, ...]:
        """The names of the facts, in the order of the message."""
        return tuple(dict.fromkeys(name for _, name, _, _ in Formatter().parse(self.message) if name))

    @property
    def url(self) -> str:
        """The page of Docker's reference that explains the rule."""
        if self.page:
            return self.page
        return f"https://docs.docker.com/reference/build-checks/{slug_of(self.name)}/"


_RULES = (
    Rule(
        name="ConsistentInstructionCasing",
        message="Command '{keyword}' should match the case of the command majority ({casing})",
    ),
    Rule(
        name="CopyIgnoredFile",
        message="Attempting to {instruction} file {file:q} that is excluded by .dockerignore",
    ),
    Rule(
        name="DuplicateStageName",
        message="Duplicate stage name {stage:q}, stage names should be unique",
        codes=("DL3024",),
    ),
    Rule(
        name="ExposeInvalidFormat",
        message="EXPOSE instruction should not define an IP address or host-port mapping, found '{port}'",
    ),
    Rule(
        name="ExposeProtoCasing",
        message="Defined protocol '{port}' in EXPOSE instruction should be lowercase",
    ),
    Rule(name="FromAsCasing", message="'{as}' and '{from}' keywords' casing do not match"),
    Rule(
        name="FromPlatformFlagConstDisallowed",
        message="FROM --platform flag should not use constant value {platform:q}",
        codes=("DL3029",),
    ),
    Rule(
        name="InvalidBaseImagePlatform",
        message=(
            "Base image {image} was pulled with platform {found:q}, expected {expected:q} for current build"
        ),
        page="https://docs.docker.com/build/building/multi-platform/",
    ),
    Rule(
        name="InvalidDefaultArgInFrom",
        message="Default value for ARG {image} results in empty or invalid base image name",
    ),
    Rule(
        name="InvalidDefinitionDescription",
        message="Comment for {instruction} should follow the format: `# {name} <description>`",
        is_experimental=True,
    ),
    Rule(
        name="JSONArgsRecommended",
        message=(
            "JSON arguments recommended for {instruction}"
            " to prevent unintended behavior related to OS signals"
        ),
        codes=("DL3025",),
    ),
    Rule(
        name="LegacyKeyValueFormat",
        message='"{instruction} key=value" should be used instead of legacy "{instruction} key value" format',
    ),
    Rule(
        name="MaintainerDeprecated",
        message="Maintainer instruction is deprecated in favor of using label",
        codes=("DL4000",),
    ),
    Rule(
        name="MultipleInstructionsDisallowed",
        message=(
            "Multiple {instruction} instructions should not be used in the same stage"
            " because only the last one will be used"
        ),
        codes=(
            "DL3012",
            "DL4003",
            "DL4004",
        ),
    ),
    Rule(name="NoEmptyContinuation", message="Empty continuation line"),
    Rule(
        name="RedundantTargetPlatform",
        message=(
            "Setting platform to predefined {platform} in FROM is redundant as this is the default behavior"
        ),
    ),
    Rule(
        name="ReservedStageName",
        message="Stage name should not use the same name as reserved stage {stage:q}",
    ),
    Rule(
        name="SecretsUsedInArgOrEnv",
        message="Do not use ARG or ENV instructions for sensitive data ({instruction} {name:q})",
    ),
    Rule(name="StageNameCasing", message="Stage name '{stage}' should be lowercase"),
    Rule(name="UndefinedArgInFrom", message="FROM argument '{name}' is not declared{hint}"),
    Rule(name="UndefinedVar", message="Usage of undefined variable '${name}'{hint}"),
    Rule(
        name="WorkdirRelativePath",
        message="Relative workdir {path:q} can have unexpected results if the base image changes",
        codes=("DL3000",),
    ),
)

RULES = {rule.name: rule for rule in _RULES}
