"""Which build checks can be mended, and how."""

from __future__ import annotations

from collections.abc import Callable

from dockerlayers.checks.mending.edits import Mend
from dockerlayers.checks.mending.faults import Fault
from dockerlayers.checks.mending.forms import mend_continuation, mend_form, mend_repeated
from dockerlayers.checks.mending.names import (
    mend_as,
    mend_casing,
    mend_description,
    mend_duplicate,
    mend_platform,
    mend_stage_name,
)
from dockerlayers.checks.mending.values import (
    mend_argument,
    mend_legacy_pair,
    mend_maintainer,
    mend_ports,
    mend_protocol,
    mend_secret,
    mend_variable,
    mend_workdir,
)

MENDS: dict[str, Callable[[Fault], Mend | None]] = {
    "ConsistentInstructionCasing": mend_casing,
    "DuplicateStageName": mend_duplicate,
    "ExposeInvalidFormat": mend_ports,
    "ExposeProtoCasing": mend_protocol,
    "FromAsCasing": mend_as,
    "InvalidDefinitionDescription": mend_description,
    "JSONArgsRecommended": mend_form,
    "LegacyKeyValueFormat": mend_legacy_pair,
    "MaintainerDeprecated": mend_maintainer,
    "MultipleInstructionsDisallowed": mend_repeated,
    "NoEmptyContinuation": mend_continuation,
    "RedundantTargetPlatform": mend_platform,
    "SecretsUsedInArgOrEnv": mend_secret,
    "StageNameCasing": mend_stage_name,
    "UndefinedArgInFrom": mend_argument,
    "UndefinedVar": mend_variable,
    "WorkdirRelativePath": mend_workdir,
}
"""What mends a fault; None where no line is certain. A rule that is not here needs its author's choice."""

_AT_FROM = frozenset(
    (
        "ConsistentInstructionCasing",
        "DuplicateStageName",
        "FromAsCasing",
        "InvalidDefinitionDescription",
        "RedundantTargetPlatform",
        "StageNameCasing",
        "UndefinedArgInFrom",
    )
)


def find_mend(fault: Fault) -> Mend | None:
    """Find the lines that mend a fault.

    What a trigger of the base does is reported at FROM, but cannot be mended there.
    """
    mend = MENDS.get(fault.check.rule)
    if not mend or (fault.instruction.name == "FROM" and fault.check.rule not in _AT_FROM):
        return None
    return mend(fault)
