"""The note with which this handbook began: each of its facts is there, put right where it is stale."""

from __future__ import annotations

import re

import pytest

from tests.support.site import DOCS

PAGE = (DOCS / "containers-and-docker.md").read_text(encoding="utf-8")
# The note's words, the section that answers, and what it says there.
FACTS = [
    ("엄청난 관심을 받고 있는 오픈 소스", "what-docker-does", "오픈소스로 공개"),
    ("경량 컨테이너로 패키징해 배포하고 구동", "what-docker-does", "경량 컨테이너"),
    ("일관성 있게 표준화된 형태로 전달", "what-docker-does", "같은 크레인으로"),
    ("캡슐화해 독립적인 운영 환경을 제공", "what-is-a-container", "캡슐화"),
    ("가상 머신의 대안", "what-is-a-container", "가상 머신을 쓰던 자리"),
    ("리눅스 컨테이너(LXC)를 기반으로", "what-is-a-container", "LXC 위에서 돌지 않습니다"),
    ("강력한 API와 간결한 도구", "what-is-a-container", "API와 간결한 명령"),
    ("하이퍼바이저란", "container-and-virtual-machine", "하이퍼바이저(hypervisor)는"),
    ("같은 머신에서 여러 컨테이너를 구동해도 커널은 같다", "shared-kernel", "커널은 하나뿐"),
    ("속도가 빠르고 성능 오버헤드도 거의 없다", "why-containers-are-light", "오버헤드(overhead)"),
    ("OS 컨테이너는 가상 머신과 비슷하다", "system-containers", "OS 컨테이너라고도"),
    ("유저 스페이스 격리", "system-containers", "사용자 공간만 격리"),
    ("전용 리소스를 할당", "system-containers", "전용 자원"),
    ("확장성 테스트", "system-containers", "확장성 테스트"),
    ("다양한 배포판, 가볍다", "system-containers", "훨씬 가볍습니다"),
    ("이미지나 템플릿을 통해 생성", "system-containers", "이미지나 템플릿"),
    ("동일한 실행 환경과 버전, 패키지", "system-containers", "같은 버전의 패키지"),
    ("LXC, OpenVZ, Docker, BSD Jail", "system-containers", "FreeBSD jail"),
    ("하나의 서비스를 패키지로", "application-containers", "**서비스 하나**"),
    ("하나의 프로세스만 구동", "application-containers", "그런 제약은 없습니다"),
    ("계층으로 중복을 최소화하고 재사용성", "why-layers", "재사용"),
    ("베이스 이미지의 컨테이너를 먼저 구동", "why-layers", "먼저 컨테이너로 띄워 놓는 것은 아닙니다"),
    ("예전 레이어로 쉽게 되돌아갈 수 있다", "why-layers", "되돌릴 수는 없습니다"),
    ("RUN이 실행될 때마다 컨테이너에 레이어", "what-makes-a-layer", "컨테이너가 아니라"),
    ("API나 서비스를 통해 상호작용", "microservices-and-scaling", "API로 이야기합니다"),
    ("분산 멀티 컴포넌트 시스템", "microservices-and-scaling", "분산 시스템"),
    ("개발자와 IT팀", "microservices-and-scaling", "운영 담당자"),
    ("수평적으로나 수직적으로 확장", "microservices-and-scaling", "수직 확장"),
]  # fmt: skip


def _section(id_: str) -> str:
    found = re.search(rf"^#+ .*\{{#{id_}\}}\n(.*?)(?=^#+ .*\{{#|\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, id_
    return found[1]


@pytest.mark.parametrize(("note", "section", "words"), FACTS, ids=[fact for fact, _, _ in FACTS])
def test_a_fact_of_the_note_is_in_its_section(note: str, section: str, words: str) -> None:
    del note
    assert words in _section(section)
