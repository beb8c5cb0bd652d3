"""The goals of exercises: how they are read, and judged."""

from __future__ import annotations

import pytest

from dockerlayers.analysis import analyze
from dockerlayers.errors import DockerfileError
from dockerlayers.goals.judge import judge
from dockerlayers.goals.read import read_goal
from dockerlayers.goals.render import render_goals
from dockerlayers.goals.types import ConfigHas, FewLayers, FewRebuilds, Kept, NoFinding, NoRoot
from dockerlayers.texts.inline import plain

SOURCE = """\
FROM python:3.13-slim
WORKDIR /srv
COPY . .
RUN pip install --no-cache-dir  -r requirements.txt
ENV A=1
LABEL team=web
EXPOSE 80
CMD ["python", "app.py"]
"""


def test_goals_are_read() -> None:
    texts = {
        "rebuild src/app.py <= 1": FewRebuilds(path="src/app.py", most=1),
        "  layers <= 4 ": FewLayers(most=4),
        "no RootUser": NoFinding(rule="RootUser"),
        "no StageNameCasing": NoFinding(rule="StageNameCasing"),
        "user  not root": NoRoot(),
        "keep RUN  npm ci": Kept(text="RUN npm ci"),
        'config Cmd = ["a", "b"]': ConfigHas(key="Cmd", value='["a", "b"]'),
    }
    assert {text: read_goal(text) for text in texts} == texts


@pytest.mark.parametrize(
    ("text", "message", "columns", "hint"),
    [
        ("rebild app.py <= 1", "unknown goal: rebild", (1, 7), "did you mean rebuild?"),
        ("zzzzz", "unknown goal: zzzzz", (1, 6), "the goals are rebuild, layers, no, user, keep, config"),
        (" rebuild app.py", "this goal is incomplete: rebuild", (2, 16), "write it as rebuild app.py <= 1"),
        ("layers < 3", "this goal is incomplete: layers", (1, 11), "write it as layers <= 4"),
        ("no RotUser", "unknown rule: RotUser", (4, 11), "did you mean RootUser?"),
        (
            "no xxxxxxxxxxxx",
            "unknown rule: xxxxxxxxxxxx",
            (4, 16),
            "see the names below findings in a breakdown",
        ),
        ("config user = a", "unknown key of the image config: user", (8, 12), "did you mean User?"),
    ],
)
def test_what_is_no_goal_is_told_with_its_place(
    text: str, message: str, columns: tuple[int, int], hint: str
) -> None:
    with pytest.raises(DockerfileError) as caught:
        read_goal(text)
    error = caught.value
    assert error.span
    assert (error.message, (error.span.column, error.span.end_column), error.hint) == (message, columns, hint)


def test_a_key_like_no_other_is_told_with_all_keys() -> None:
    with pytest.raises(DockerfileError) as caught:
        read_goal("config Zzzzzzzzzz = a")
    assert (caught.value.hint or "").startswith("the keys are User, ExposedPorts, ")


def judged(goal: str, source: str = SOURCE) -> tuple[bool, str]:
    (verdict,) = judge([read_goal(goal)], analyze(source))
    assert verdict.say
    return verdict.is_met, plain(verdict.because)


@pytest.mark.parametrize(
    ("goal", "because"),
    [
        ("rebuild app.py <= 1", "지금은 2개를 다시 빌드합니다: 3행, 4행"),
        ("layers <= 2", "지금은 3개입니다."),
        ("no RootUser", "지금은 8행에 이 지적이 있습니다."),
        ("user not root", "`USER` 인스트럭션이 없어 베이스 이미지의 사용자로 실행됩니다."),
        ("keep RUN npm ci", "지금은 남아 있지 않습니다."),
        ("config User = nobody", "지금은 정하지 않았습니다."),
        ('config Cmd = ["app.py"]', '지금 값은 `["python", "app.py"]`입니다.'),
        ("config Cmd = [app.py", '지금 값은 `["python", "app.py"]`입니다.'),
        ("config ExposedPorts = 81/tcp", "지금 값은 `80/tcp`입니다."),
        ("config Labels = team=app", "지금 값은 `team=web`입니다."),
        ("config WorkingDir = /app", "지금 값은 `/srv`입니다."),
    ],
)
def test_a_goal_that_is_missed_says_why(goal: str, because: str) -> None:
    assert judged(goal) == (False, because)


def test_a_finding_is_named_in_words() -> None:
    [verdict] = judge([read_goal("no PackageUpdateAlone")], analyze(SOURCE))
    assert plain(verdict.say) == "‘따로 떨어진 apt-get update’(`PackageUpdateAlone`) 지적이 없습니다."


@pytest.mark.parametrize(
    "goal",
    [
        "rebuild app.py <= 2",
        "layers <= 3",
        "no JSONArgsRecommended",
        "no DuplicateStageName",
        "keep RUN pip install --no-cache-dir -r requirements.txt",
        "config Env = A=1",
        'config Cmd = ["python", "app.py"]',
        "config ExposedPorts = 80/tcp",
        "config Labels = team=web",
        "config Labels = team",
        "config WorkingDir = /srv",
    ],
)
def test_a_goal_is_met(goal: str) -> None:
    assert judged(goal) == (True, "")


def test_docker_s_own_checks_count() -> None:
    source = "FROM scratch AS a\nFROM scratch AS a\n"
    assert judged("no DuplicateStageName", source) == (False, "지금은 2행에 이 지적이 있습니다.")
    assert judged("no StageNameCasing", source) == (True, "")


def test_users_are_told_apart() -> None:
    assert judged("user not root", f"{SOURCE}USER root\n") == (False, "지금 사용자는 `root`입니다.")
    assert judged("user not root", f"{SOURCE}USER 0:0\n")[0] is False
    assert judged("user not root", f"{SOURCE}USER 1000\n")[0] is True


def test_what_is_not_built_keeps_nothing() -> None:
    source = "FROM scratch AS unused\nCOPY a b\nFROM scratch\nCOPY c d\n"
    assert judged("keep COPY a b", source)[0] is False


def test_an_error_meets_no_goal() -> None:
    assert judged("layers <= 9", "FORM scratch\n") == (
        False,
        "지금은 도커가 이 Dockerfile을 읽을 수 없습니다.",
    )


def test_verdicts_are_rendered_with_their_count() -> None:
    goals = [read_goal("layers <= 1"), read_goal("config WorkingDir = /srv")]
    html = render_goals(judge(goals, analyze(SOURCE)), "ko")
    assert "목표 2개 가운데 1개를 달성했습니다." in html
    assert html.count("live-met") == 1
    assert "지금은 3개입니다." in html
    assert "모두 달성했습니다" in render_goals(judge(goals[1:], analyze(SOURCE)), "ko")
