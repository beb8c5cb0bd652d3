"""A fence tagged `docker` holds a Dockerfile, or something else."""

from __future__ import annotations

import pytest

from dockerlayers_site.fences.content import guess_language, is_dockerfile

_DOCKERFILES = (
    "FROM alpine",
    "from node:22 as build\nrun npm ci",
    "# 주석\n\nFROM alpine\nRUN true",
    "# syntax=docker/dockerfile:1\nARG A=1\nFROM alpine:$A",
    "COPY --from=build /out /app",
    "RUN apt-get update && \\\n    apt-get install -y curl",
    'ENTRYPOINT ["top"]\nCMD ["-d", "5"]',
    "FROM alpine\nCOPPY . .",
    "FROM alpine\nENV A",
    "RUN <<EOF\ntrue",
    "ONBUILD RUN true",
)
_OTHERS = {
    "docker run -it alpine": "bash",
    "# 컨테이너 실행\ndocker run alpine": "bash",
    "sudo docker ps": "bash",
    "$ docker ps": "console",
    "FROM alpine\n$ docker build .": "console",
    "REPOSITORY   TAG\nalpine       3.22": "text",
    "USER   PID\nroot   1": "docker",
    "DRIVER    VOLUME NAME\nlocal     web": "text",
    "services:\n  web:\n    image: alpine": "text",
    "run the image": "text",
    "env A=b sh": "text",
    "RUN a\n...\nRUN b": "docker",
    "registry.example/web:1": "text",
    "FROM the beginning of this text": "docker",
    "": "text",
    "# 주석뿐": "text",
    "📌 도커는 컨테이너를 실행합니다.": "text",
}


@pytest.mark.parametrize("text", _DOCKERFILES)
def test_a_dockerfile_is_one(text: str) -> None:
    assert is_dockerfile(text)


@pytest.mark.parametrize(("text", "language"), _OTHERS.items())
def test_other_text_is_none(text: str, language: str) -> None:
    assert not is_dockerfile(text)
    assert guess_language(text) == language
