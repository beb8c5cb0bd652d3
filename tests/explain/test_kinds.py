"""Statements of the kinds that once were false or misleading: what each has to tell, and what it must not.

Each case stands for its kind; none is one that the kind was found by.
"""

from __future__ import annotations

from functools import cache

import pytest

from dockerlayers.analysis import analyze
from dockerlayers.explain.annotations import Annotation
from dockerlayers.explain.breakdown import explain
from dockerlayers.programs.load import find_called, index_programs
from dockerlayers.programs.match import match_command
from dockerlayers.programs.types import OptionStyle
from dockerlayers.syntax.shell.parser import parse_script
from dockerlayers.texts.inline import plain

FREE = (OptionStyle.GNU, OptionStyle.TAR, OptionStyle.LONG)
GRADLE = """FROM maven:3 AS build
COPY pom.xml .
COPY src src
RUN mvn package && java -Djarmode=tools -jar target/a.jar extract --layers --launcher
FROM eclipse-temurin:21-jre
COPY --from=build /a/spring-boot-loader/ ./
COPY --from=build /a/snapshot-dependencies/ ./
COPY --from=build /a/application/ ./"""


@cache
def rows_of(text: str) -> tuple[Annotation, ...]:
    breakdown = explain(analyze(f"FROM debian\n{text}\n" if not text.startswith(("FROM", "ARG")) else text))
    return tuple(row for group in breakdown.groups for row in group.rows if row.instruction)


def told(text: str) -> str:
    """Return all that is said of the last line: its sentence, then that of each word."""
    row = rows_of(text)[-1]
    return "\n".join([plain(row.say), *(f"{one.code}: {plain(one.say)}" for one in row.glosses)])


@pytest.mark.parametrize(
    ("text", "has", "lacks"),
    [
        # asking for a version or for help
        ("RUN redis-server --version", "`redis-server` 버전을 보여 줍니다.", "시작"),
        ("RUN supervisord -v && sshd -V", "`supervisord`, `sshd` 버전을 보여 줍니다.", "서버"),
        ("RUN dockerd --help && containerd --version", "`dockerd` 도움말을 보여 주고", "시작한"),
        (
            "RUN node -v && npm -v && mystery --version",
            "`node`, `npm`, `mystery` 버전을 보여 줍니다.",
            "주고",
        ),
        ("RUN docker compose version", "`docker compose` 버전을 보여 줍니다.", "애플리케이션"),
        ("RUN uvicorn --help | head -1", "`uvicorn` 도움말을 보여 줍니다.", "서버"),
        # copies of directories
        ("COPY rootfs /", "`rootfs` 파일이나 디렉터리 내용을 `/`", ""),
        ("COPY bin conf /srv/", "`bin`, `conf` 파일이나 디렉터리 내용을", ""),
        ("COPY a.txt /srv/", "`a.txt` 파일을", "디렉터리 내용"),
        ("COPY a.tar.gz /etc/passwd /srv/", "`a.tar.gz`, `/etc/passwd` 파일을", "디렉터리 내용"),
        ("ADD dist /srv/", "디렉터리로 복사합니다. tar 파일이면 풀어서 넣습니다.", "(tar"),
        # exec form, quotes and commas
        ('CMD ["npm", "start", "--port=${PORT}"]', "`${PORT}` 변수는 값으로 바뀌지 않고 글자 그대로", ""),
        ('ENTRYPOINT ["bash", "-lc", "exec app $ARGS"]', "`docker run`에", "글자 그대로"),
        ("ENTRYPOINT ['./run.sh']", "큰따옴표로 감싸지 않아 셸 형식으로", "명령을 셸에서"),
        ('CMD ["python", "app.py",]', "끝에 쉼표가 남아 셸 형식으로 읽습니다. 셸이 `[python,` 명령을", ""),
        ("RUN ['apt-get', 'update']", "빌드는 여기서 멈춥니다.", "컨테이너"),
        ('CMD ["node", "a.js"', "배열을 대괄호로 닫지 않아 셸 형식으로", "명령을 셸에서"),
        ('CMD ["node", "a.js"];', "배열의 뒤에 다른 것이 있어 셸 형식으로", "명령을 셸에서"),
        ('CMD ["npm run start:prod"]', "이름이 `npm run start:prod` 전체인 프로그램을 찾다가", ""),
        ('CMD [ "$X" ] && echo y', "명령을 셸에서 실행", "배열"),
        # values from elsewhere
        ("ARG V=1\nFROM a\nENV W=${V:-9}", "다시 선언하지 않았습니다.", ""),
        ("ENV PATH=$PATH:/opt/bin", "PATH)의 맨 뒤에 `/opt/bin` 디렉터리를 더합니다.", "없습니다"),
        ("WORKDIR $APP_HOME", "$APP_HOME: 베이스 이미지가 정한 값으로 바뀝니다.", "값을 정한 곳이 없"),
        ("ARG V=1\nFROM a\nENV W=$V", "다시 선언하지 않았습니다.", "값을 정한 곳이 없"),
        ("ARG V=1\nFROM a\nRUN curl -O https://x/$V", "$V: 첫 `FROM` 앞의 `ARG`를", ""),
        ("ENV A=/a B=$A/b", "같은 줄에서 정하는 값은 다음 줄부터 쓰입니다.", ""),
        # conditions, loops, groups, pipes
        ('RUN [ -z "$SKIP" ] || exit 0; npm ci', "`$SKIP` 값이 있으면", ""),
        ("RUN pip install a || true", "실패해도 계속합니다.", ""),
        ("RUN if [ -f yarn.lock ]; then yarn; else npm ci; fi", "`yarn.lock` 파일이 있으면", "이 스크립트를"),
        (
            'RUN case "$(uname -m)" in x86_64) A=1;; *) A=2;; esac',
            "값에 따라 `A` 변수를 달리",
            "이 스크립트를",
        ),
        ("RUN for v in 8 11 17; do sdk install java $v; done", "`8`, `11`, `17` 값마다", "이 스크립트를"),
        ("RUN { printf a; printf b; } > /etc/a.conf", "`/etc/a.conf` 파일에 내용을 씁니다.", "출력"),
        (
            "RUN wget -qO - https://x | sh",
            "`https://x` 주소의 내용을 내려받고, 그 내용을 스크립트로 실행",
            "출력",
        ),
        (
            "RUN apt-get update && curl -sL https://x | bash - && apt-get install -y nodejs && rm -r /a",
            "스크립트로 실행하고",
            "",
        ),
        ("RUN curl -s https://k | gpg --dearmor -o /etc/k.gpg", "바이너리로 바꿉니다", ""),
        (
            "RUN command -v curl >/dev/null || apk add curl",
            "`curl` 명령이 없으면 `curl` 패키지를 설치",
            "알아보고",
        ),
        ("RUN while ! mysqladmin ping; do sleep 1; done", "`mysqladmin ping` 명령이 성공할 때까지", "!"),
        ("RUN until ! pgrep x; do sleep 1; done", "`pgrep x` 명령이 성공하는 동안", "!"),
        ("RUN curl -o- https://x | bash", "내려받고, 그 내용을 스크립트로", "출력"),
        ("RUN curl https://x | sh -s -- -y", "내려받고, 그 내용을 스크립트로", "표준"),
        (
            'RUN sh -c "$(curl -fsSL https://x/i.sh)"',
            "`https://x/i.sh` 주소의 내용을 내려받고, 그 내용을 스크립트로",
            "뒤에",
        ),
        (
            "RUN bash <(wget -qO- https://x/i.sh) && make",
            "주소의 내용을 내려받고, 그 내용을 스크립트로",
            "<(",
        ),
        ('RUN sh -c "$(cat x)"', "셸에서 실행", "내려받"),
        ("RUN cat a.sql | mysql -u root", "`a.sql` 파일의 내용을 다음 명령에 넘기고", "출력"),
        ("RUN cat a.txt | xargs apt-get install -y", "`a.txt` 파일의 내용을 다음 명령에 넘기고", "출력"),
        ("RUN cat x.sh | bash", "다음 명령에 넘기고, 그 내용을 스크립트로 실행", "출력"),
        ("RUN cat a.txt | grep b", "`a.txt` 파일의 내용을 출력합니다.", "넘기"),
        # what removes
        ("RUN npm prune --production", "개발 의존성을 지웁니다.", "설치하지"),
        ("RUN pnpm prune --prod", "개발 의존성을 지웁니다.", "설치하지"),
        (
            "RUN apk add --virtual .d gcc g++ make musl-dev && pip install x && make && apk del .d",
            "묶어 설치한 패키지를 한꺼번에 지웁니다. 그 밖에 명령 1개를 실행합니다.",
            "",
        ),
        (
            "RUN apt-get update && apt-get install -y gcc && make && make install && apt-get purge -y gcc",
            "`gcc` 패키지를 설정 파일까지 지웁니다. 그 밖에",
            "",
        ),
        # what ends with the line
        ("RUN . /venv/bin/activate", "이 `RUN`이 끝나면 사라지고", ""),
        ("RUN alias k=kubectl", "이 `RUN`이 끝나면 사라지고", ""),
        ("RUN export A=1 && make", "빌드", "사라지고"),
        ("RUN service postgresql start && psql -c x", "`RUN`이 끝나면 함께 끝나고", ""),
        ("RUN set -a; . /env; set +a", "이 `RUN`이 끝나면 사라지고", ""),
        ("RUN A=1", "이 `RUN`이 끝나면 사라지고", ""),
        ("RUN A=1; make", "빌드", "사라지고"),
        ("RUN > /etc/a", "/etc/a", "사라지고"),
        ("RUN nvm use 20", "이 `RUN`이 끝나면 사라지고", ""),
        ("RUN /etc/init.d/mysql start", "`RUN`이 끝나면 함께 끝나고", ""),
        ("RUN pg_ctl -D /data start && createdb x", "`RUN`이 끝나면 함께 끝나고", ""),
        ("RUN redis-server --daemonize yes", "`RUN`이 끝나면 함께 끝나고", ""),
        ("RUN (mongod &) && sleep 3 && mongo x.js", "`RUN`이 끝나면 함께 끝나고", ""),
        ("RUN nohup java -jar a.jar &", "`RUN`이 끝나면 함께 끝나고", ""),
        ("RUN make a & make b & wait", "빌드", "함께 끝나고"),
        ("RUN rm a & rm b", "지웁니다", "함께 끝나고"),
        ("RUN nginx -t && sshd -t && redis-server -v", "검사", "함께 끝나고"),
        ("RUN mysqld --initialize-insecure", "처음 만듭니다.", "서버를 시작"),
        ("RUN service mysql stop", "멈춥니다.", "함께 끝나고"),
        ("RUN memcached -V", "memcached", "함께 끝나고"),
        ("RUN update-rc.d cron enable", "컨테이너는 부팅하지 않으므로", ""),
        ("RUN systemctl enable ssh", "컨테이너는 부팅하지 않으므로", ""),
        # named contexts, heredocs, JARs, fetching ahead, remote archives
        ("COPY --from=assets logo.svg /srv/", "`--build-context`로 같은 이름을 주면", ""),
        ("RUN <<END sh\nset -e\napk add curl\nrm -r /x\nEND", "`curl` 패키지를 설치하고", "셸을 실행"),
        (
            "RUN java -Djarmode=tools -jar a.jar extract --layers",
            "레이어별 디렉터리로 풉니다.",
            "자바 프로그램을 실행합",
        ),
        (
            "RUN java -Djarmode=layertools -jar a.jar extract",
            "-jar: 실행할 클래스를 `a.jar` 파일에서",
            "실행합",
        ),
        ("RUN ./gradlew dependencies", "미리 내려받아 레이어에 캐시", ""),
        ("RUN mvn -B dependency:go-offline", "미리 내려받아 레이어에 캐시", ""),
        ("ADD https://x/y.tgz /opt/", "압축 파일을 풀지 않고", ""),
        ("ADD a.tar.gz https://x/y.tgz /opt/", "tar 파일은 풀고, 내려받은 것은 풀지 않습니다.", ""),
        (
            "RUN apk add --virtual build-deps gcc && make && apk del build-deps",
            "묶어 설치한 패키지를 한꺼번에",
            "",
        ),
        ("RUN npm ci --omit=dev", "개발 의존성은 빼고 의존 패키지를 새로", ""),
        ("ENV HIKARI_VERSION=5 JAVA_OPTS=-Xmx1g", "JVM 옵션을 `-Xmx1g` 값으로", ""),
        # summaries
        ("RUN apt-get install -y a && apt-get install -y b", "`a`, `b` 패키지를 설치합니다.", "설치하고"),
        (
            "RUN apt-get update && apt-get install -y ca-certificates curl gnupg nodejs && rm -r /x /y",
            "`nodejs`, `ca-certificates` 등 4개 패키지",
            "",
        ),
    ],
)
def test_a_statement_of_a_kind(text: str, has: str, lacks: str) -> None:
    said = told(text)
    assert has in said, said
    assert not lacks or lacks not in said.splitlines()[0], said


def test_what_layers_take_is_told_of_each_by_itself() -> None:
    change = rows_of(GRADLE)[2].change
    assert change
    assert "저마다 가져오는 파일이 달라지면 그 줄부터" in plain(change.say)


def test_more_than_ten_commands_are_told_by_their_purposes() -> None:
    text = (
        "RUN apk add --virtual .d gcc; wget -O a.tgz https://u; echo x a.tgz | sha256sum -c; mkdir b; "
        "tar -xf a.tgz -C b; cd b; ./configure; make; make install; adduser -D app; rm -r b; apk del .d"
    )
    said = told(text).splitlines()[0]
    for part in ("`gcc` 패키지를 설치", "`https://u` 주소", "빌드", "`app` 사용자", "한꺼번에 지웁니다. "):
        assert part in said, said


def test_every_program_only_tells_its_version_or_help_when_it_is_asked() -> None:
    for name in index_programs():
        called = name.replace("#", "3")
        program = find_called(called)
        if (
            not program
            or program.style not in FREE
            or called in ("ar", "dotnet-install.sh", "ps", "stty", "time")
        ):
            continue  # they read such words as letters or as commands of theirs
        for option in ("--version", "--help"):
            words = parse_script(f"{called} {option}").commands[0].words
            assert match_command(words, program).asking, (called, option)
