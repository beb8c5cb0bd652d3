"""Golden cases of shell scripts: the text, and the commands in it."""

import pytest

from dockerlayers.syntax.shell.parser import parse_script
from tests.golden import GoldenCase, check_golden, golden_cases
from tests.shell.outline import outline_script


@pytest.mark.parametrize("case", golden_cases("shell"), ids=str)
def test_shell(case: GoldenCase, request: pytest.FixtureRequest) -> None:
    check_golden(case, {"outline": outline_script(parse_script(case.fields["script"]))}, request)
