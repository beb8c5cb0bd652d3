"""What ENV is told to be for, and the data behind it."""

from __future__ import annotations

import re

import pytest

from dockerlayers.analysis import analyze
from dockerlayers.explain.annotations import Annotation
from dockerlayers.explain.breakdown import explain
from dockerlayers.texts.grammars.ko import KoreanGrammar
from dockerlayers.texts.inline import Piece, plain
from dockerlayers.texts.texts import load_texts

TEXTS = load_texts()


def explain_last(*lines: str) -> Annotation:
    breakdown = explain(analyze("\n".join(("FROM debian", *lines, ""))))
    return breakdown.groups[-1].rows[-1]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ENV A=1", "이후 명령과 컨테이너에서 쓸 `A` 환경 변수를 `1` 값으로 정합니다."),
        ("ENV A=", "이후 명령과 컨테이너에서 쓸 `A` 환경 변수를 빈 값으로 정합니다."),
        ("ENV A=1 B=2", "이후 명령과 컨테이너에서 쓸 환경 변수를 `A=1`, `B=2` 값으로 정합니다."),
        ("ENV CGO_ENABLED=0", "cgo를 꺼서, Go가 C 라이브러리 없이 실행되는 실행 파일을 만들게 합니다."),
        ("ENV PIP_NO_CACHE_DIR=True", "pip이 내려받은 패키지를 캐시에 남기지 않게 합니다."),
        ("ENV PIP_NO_CACHE_DIR=off", "pip의 캐시를 끌지 `off` 값으로 정합니다."),
        (
            "ENV PYTHONUNBUFFERED=",
            "이후 명령과 컨테이너에서 쓸 `PYTHONUNBUFFERED` 환경 변수를 빈 값으로 정합니다.",
        ),
        ("ENV NGINX_VERSION 1.27", "이후 명령과 컨테이너에서 쓸 nginx 버전을 `1.27` 값으로 정합니다."),
        ("ENV FOO_VERSION=1", "이후 명령과 컨테이너에서 쓸 `FOO` 버전을 `1` 값으로 정합니다."),
        ("ENV RUBY_DOWNLOAD_SHA256=ab", "내려받은 Ruby 파일이 맞는지 확인할 `SHA256` 체크섬을 정합니다."),
        ("ENV PATH=/a/bin:$PATH", "명령을 찾는 경로(PATH)의 맨 앞에 `/a/bin` 디렉터리를 더합니다."),
        ('ENV PATH="${PATH}:/b"', "명령을 찾는 경로(PATH)의 맨 뒤에 `/b` 디렉터리를 더합니다."),
        ("ENV PATH=/a:${PATH:+:$PATH}", "명령을 찾는 경로(PATH)의 맨 앞에 `/a` 디렉터리를 더합니다."),
        ("ENV PATH=/a:$PATH:/b", "명령을 찾는 경로(PATH)의 앞에 `/a`, 뒤에 `/b` 디렉터리를 더합니다."),
        ("ENV PATH=$PATH", "명령을 찾는 경로(PATH)를 그대로 둡니다."),
        (
            "ENV PATH=/a:'$PATH'",
            "명령을 찾는 경로(PATH)를 `/a:$PATH` 값으로 새로 정합니다.",
        ),
        (
            "ENV PATH=${X:-/a:$PATH}",
            "명령을 찾는 경로(PATH)를 `${X:-/a:$PATH}` 값으로 새로 정합니다.",
        ),
        ("ENV PATH=/bin:/usr/bin", "명령을 찾는 경로(PATH)를 `/bin:/usr/bin` 값으로 새로 정합니다."),
        ("ENV PATH='/a:$PATH'", "명령을 찾는 경로(PATH)를 `/a:$PATH` 값으로 새로 정합니다."),
    ],
)
def test_a_value_or_a_purpose_is_told(line: str, said: str) -> None:
    assert plain(explain_last(line).say) == said


def test_variables_in_path_are_those_that_hold() -> None:
    row = explain_last("ENV JAVA_HOME=/opt/java", "ENV PATH=$JAVA_HOME/bin:$OTHER/bin:$PATH")
    assert "`/opt/java/bin`, `$OTHER/bin` 디렉터리" in plain(row.say)


def test_purposes_are_joined_and_the_rest_is_counted() -> None:
    both = explain_last("ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1")
    assert plain(both.say) == (
        "파이썬이 출력을 모아 두지 않고 바로 내보내게 하고, 파이썬이 `.pyc` 파일을 쓰지 않게 합니다."
    )
    many = explain_last("ENV A=1 TZ=UTC B=2 C=3")
    assert plain(many.say) == (
        "프로그램이 쓸 시간대를 `UTC` 값으로 정합니다. 그 밖에 환경 변수 3개를 정합니다."
    )
    assert [gloss.code for gloss in many.glosses] == ["A", "TZ", "B", "C"]
    mixed = explain_last("ENV A=1 TZ=UTC")
    assert [gloss.code for gloss in mixed.glosses] == ["TZ"]
    purposes = explain_last("ENV TZ=UTC CI=1 HOME=/a LANG=C")
    assert plain(purposes.say).count("고, ") == 1
    none = explain_last("ENV A=1 B=2 C=3 D=4")
    assert "`A=1`, `B=2`" in plain(none.say)
    assert "4개" in plain(none.say)
    two = explain_last("ENV TZ=UTC CI=1 TZ=UTC CI=1")
    assert "그 밖에" not in plain(two.say)


@pytest.mark.parametrize("key", TEXTS.variables)
def test_what_is_known_of_a_variable_is_told_well(key: str) -> None:
    entry = TEXTS.variables[key]
    name, _, value = key.partition(" ")
    last = entry.template.parts[-1]
    assert re.fullmatch(r"[A-Za-z]\w*", name)
    assert re.fullmatch(r"https://\S+", entry.source)
    assert entry.template.slots <= {"value"}
    assert not (value and entry.template.slots)
    assert isinstance(last, Piece)
    assert last.text.endswith("니다.")
    assert isinstance(TEXTS.grammar, KoreanGrammar)
    assert TEXTS.grammar.connect(last.text).endswith("고, ")
    for part, following in zip(entry.template.parts, entry.template.parts[1:], strict=False):
        assert isinstance(part, Piece) or (isinstance(following, Piece) and following.text[0] in " 번초개")


def test_no_variable_is_described_twice() -> None:
    names = [name for table in TEXTS.read("variables.toml").values() for name in table if name != "source"]
    assert len(names) == len(set(names))
