"""The cases themselves: what they need is in the table, and nothing in the table is needed by none."""

from tests.engine.cases import all_cases
from tests.engine.differences import ERRORS, FEATURES, HISTORY, missing_feature, of_today

LONG_AGO, FAR_AHEAD = (20, 10), (99, 0)


def test_every_need_is_in_the_table_and_every_row_is_needed() -> None:
    assert {need for case in all_cases() for need in case.needs} == FEATURES.keys()


def test_names_are_unique_so_that_no_image_hides_another() -> None:
    tags = [case.tag for case in all_cases()]
    assert len(tags) == len(set(tags))


def test_a_feature_is_missing_until_its_version() -> None:
    assert missing_feature(["heredoc"], (20, 10)) == "heredoc is new in Docker 23.0 (frontend 1.4)"
    assert missing_feature(["heredoc"], (23, 0)) is None


def test_words_of_an_older_engine_become_those_of_today() -> None:
    old = 'HEALTHCHECK &{["CMD" "a \\"b\\""] "1m30s" "5s" "0s" \'\\x03\'}'
    new = 'HEALTHCHECK {Test:[CMD a "b"] Interval:1m30s Timeout:5s StartPeriod:0s StartInterval:0s Retries:3}'
    assert of_today(old, "", HISTORY, LONG_AGO) == new
    assert of_today(old, new, HISTORY, FAR_AHEAD) == old


def test_what_an_older_engine_tells_is_not_forgiven() -> None:
    today = "COPY --chown=app a.txt /x # buildkit"
    assert of_today("COPY a.txt /x # buildkit", today, HISTORY, LONG_AGO) == today
    assert of_today("COPY b.txt /x # buildkit", today, HISTORY, LONG_AGO) == "COPY b.txt /x # buildkit"
    assert of_today("ARG A=1 B", "ARG A=2", HISTORY, LONG_AGO) == "ARG A=1 B"
    assert of_today("EXPOSE map[80/tcp:{}]", "EXPOSE [81/tcp]", HISTORY, LONG_AGO) == "EXPOSE map[80/tcp:{}]"
    assert of_today("invalid signal: A", "invalid signal: B", ERRORS, LONG_AGO) == "invalid signal: A"
