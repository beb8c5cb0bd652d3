"""The build checks of `docker build --check`, by name, each with the message that Docker prints.

Source: https://github.com/moby/buildkit/blob/v0.32.2/frontend/dockerfile/linter/ruleset.go
"""

from __future__ import annotations

from dataclasses import dataclass

from dockerlayers.syntax.characters import quote


class _Fact(str):
    def __format__(self, spec: str) -> str:
        return quote(self) if spec == "q" else str(self)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule; `message` has a `{}` for each fact, `{:q}` for one that Go prints quoted."""

    name: str
    message: str
    is_experimental: bool = False

    def format(self, facts: tuple[str, ...]) -> str:
        """Write the message, as Docker prints it."""
        return self.message.format(*map(_Fact, facts))

    @property
    def url(self) -> str:
        """The page of Docker's reference that explains the rule."""
        words = "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in self.name)
        slug = words.replace("-j-s-o-n-", "json-").lstrip("-")
        return f"https://docs.docker.com/reference/build-checks/{slug}/"


_RULES = (
    Rule(
        name="ConsistentInstructionCasing",
        message="Command '{}' should match the case of the command majority ({})",
    ),
    Rule(name="CopyIgnoredFile", message="Attempting to {} file {:q} that is excluded by .dockerignore"),
    Rule(name="DuplicateStageName", message="Duplicate stage name {:q}, stage names should be unique"),
    Rule(
        name="ExposeInvalidFormat",
        message="EXPOSE instruction should not define an IP address or host-port mapping, found '{}'",
    ),
    Rule(
        name="ExposeProtoCasing",
        message="Defined protocol '{}' in EXPOSE instruction should be lowercase",
    ),
    Rule(name="FromAsCasing", message="'{}' and '{}' keywords' casing do not match"),
    Rule(
        name="FromPlatformFlagConstDisallowed",
        message="FROM --platform flag should not use constant value {:q}",
    ),
    Rule(
        name="InvalidBaseImagePlatform",
        message="Base image {} was pulled with platform {:q}, expected {:q} for current build",
    ),
    Rule(
        name="InvalidDefaultArgInFrom",
        message="Default value for ARG {} results in empty or invalid base image name",
    ),
    Rule(
        name="InvalidDefinitionDescription",
        message="Comment for {} should follow the format: `# {} <description>`",
        is_experimental=True,
    ),
    Rule(
        name="JSONArgsRecommended",
        message="JSON arguments recommended for {} to prevent unintended behavior related to OS signals",
    ),
    Rule(
        name="LegacyKeyValueFormat",
        message='"{0} key=value" should be used instead of legacy "{0} key value" format',
    ),
    Rule(
        name="MaintainerDeprecated",
        message="Maintainer instruction is deprecated in favor of using label",
    ),
    Rule(
        name="MultipleInstructionsDisallowed",
        message=(
            "Multiple {} instructions should not be used in the same stage"
            " because only the last one will be used"
        ),
    ),
    Rule(name="NoEmptyContinuation", message="Empty continuation line"),
    Rule(
        name="RedundantTargetPlatform",
        message=("Setting platform to predefined {} in FROM is redundant as this is the default behavior"),
    ),
    Rule(
        name="ReservedStageName",
        message="Stage name should not use the same name as reserved stage {:q}",
    ),
    Rule(
        name="SecretsUsedInArgOrEnv",
        message="Do not use ARG or ENV instructions for sensitive data ({} {:q})",
    ),
    Rule(name="StageNameCasing", message="Stage name '{}' should be lowercase"),
    Rule(name="UndefinedArgInFrom", message="FROM argument '{}' is not declared{}"),
    Rule(name="UndefinedVar", message="Usage of undefined variable '${}'{}"),
    Rule(
        name="WorkdirRelativePath",
        message="Relative workdir {:q} can have unexpected results if the base image changes",
    ),
)

RULES = {rule.name: rule for rule in _RULES}
