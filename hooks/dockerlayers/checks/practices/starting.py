"""What a container starts: servers that are for development, and programs that leave at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping

from dockerlayers.checks.findings import Finding
from dockerlayers.checks.mending.edits import Edit, Mend, apply_edits
from dockerlayers.checks.practices.practice import Practice
from dockerlayers.checks.practices.scripts import started_service
from dockerlayers.checks.practices.survey import Survey, Visit
from dockerlayers.model.steps import Add, Cmd, Copy, Entrypoint
from dockerlayers.patterns import lazy_pattern
from dockerlayers.programs.calls import Call, find_calls
from dockerlayers.syntax.shell.parser import parse_script

_RUNNERS = frozenset(("npm", "pnpm", "yarn", "bun"))
_SCRIPT = lazy_pattern(r"(?:start:)?dev(?:elop|elopment)?(?::[\w:-]+)?|start:watch|watch")
_SERVERS: Mapping[str, tuple[str, ...]] = {
    "air": (),
    "artisan": ("serve",),
    "dotnet": ("watch",),
    "fastapi": ("dev",),
    "flask": ("run",),
    "gatsby": ("develop",),
    "http.server": (),
    "live-server": (),
    "manage.py": ("runserver",),
    "next": ("dev",),
    "ng": ("serve",),
    "nodemon": (),
    "nuxt": ("dev",),
    "nuxi": ("dev",),
    "react-scripts": ("start",),
    "symfony": ("serve", "server:start"),
    "ts-node-dev": (),
    "vite": ("", "dev", "serve"),
    "vue-cli-service": ("serve",),
    "webpack": ("serve",),
    "webpack-dev-server": (),
}
"""Servers that are for development, with the commands that start them: "" for none, () for any."""
_DEVELOPING = lazy_pattern(
    r"(?i)(?:NODE|FLASK|RAILS|APP|DJANGO|ASPNETCORE)_ENV(?:IRONMENT)?[\s=]+[\"']?dev|FLASK_DEBUG[\s=]1"
)
_STAGE = lazy_pattern(
    r"(?i)(?:^|[-_.])(?:dev|devel|develop|development|devcontainer|local|test|tests|debug|watch)(?:$|[-_.\d])"
)
_MENDED: Mapping[str, str] = {"fastapi": "run"}


def find_development_server(survey: Survey) -> Iterator[Finding]:
    """Find a container that starts a server which is for development, unless the image is for that."""
    target = survey.target
    is_meant = bool(_STAGE.search(target.name or "")) or survey.build.is_fragment
    if not survey.starts or is_meant:
        return
    for call in survey.main_calls:
        server = _development_server(call)
        if server and _DEVELOPING.search(survey.text_of(target)):
            return
        if server:
            visit = survey.starts[-1]
            yield Finding(
                "DevelopmentServer", visit.instruction, {"server": server}, mend=_for_production(visit, call)
            )
            return


def _development_server(call: Call) -> str:
    """Return the server that a call starts as people call it, "" for none."""
    words = [word.value or "" for word in call.operands()]
    if call.name in _RUNNERS:
        script = words[1:2] if words[:1] in (["run"], ["run-script"]) else words[:1]
        return (
            " ".join([call.name, *words[: 2 if words[:1] == ["run"] else 1]])
            if script and _SCRIPT.fullmatch(script[0])
            else ""
        )
    if call.name == "uvicorn" and call.has_option("--reload"):
        return "uvicorn --reload"
    if call.name == "node" and call.has_option("--watch"):
        return "node --watch"
    if call.name.startswith("php") and call.has_option("-S"):
        return "php -S"
    name, *rest = [call.name, *words]
    if name.startswith(("python", "php")) and rest:
        name, *rest = rest
    name = name.rpartition("/")[2]
    commands = _SERVERS.get(name)
    if commands is None:
        return ""
    command = rest[0] if rest else ""
    if not commands:
        return name
    return f"{name} {command}".strip() if command in commands else ""


def _for_production(visit: Visit, call: Call) -> Mend | None:
    """Write the command that the same program has for production, where it has one."""
    words = _plain_words(visit)
    if words and call.name == "fastapi" and words.count("dev") == 1:
        return write_exec(visit, [_MENDED["fastapi"] if word == "dev" else word for word in words])
    if words and call.name == "uvicorn" and "--reload" in words:
        return write_exec(visit, [word for word in words if word != "--reload"])
    return None


def _plain_words(visit: Visit) -> list[str]:
    """List the words of an exec form that stands on one line."""
    does, instruction = visit.step.does, visit.instruction
    is_plain = (
        isinstance(does, Cmd | Entrypoint) and does.is_exec and instruction.line == instruction.end_line
    )
    return list(does.command) if is_plain and isinstance(does, Cmd | Entrypoint) else []


def write_exec(visit: Visit, words: list[str]) -> Mend:
    """Write another command in exec form."""
    text = json.dumps(words, ensure_ascii=False)
    return apply_edits(visit.survey.lines, [Edit(visit.instruction.arguments.span, text)])


_Leaves = Callable[[Call, Survey], bool]


def _nginx(call: Call, survey: Survey) -> bool:
    is_other = call.has_option("-t", "-T", "-s")
    return not is_other and "daemon off" not in survey.text_of(survey.target) and not _copies(survey, "nginx")


def _copies(survey: Survey, name: str) -> bool:
    """Say whether files of a server come from elsewhere: its settings may be among them."""
    does = [one.step.does for one in survey.target_visits]
    texts = [text for one in does if isinstance(one, Copy | Add) for text in (*one.sources, one.destination)]
    return any(name in text or ".conf" in text or text.startswith("/etc") for text in texts)


def _apache(call: Call, _: Survey) -> bool:
    words = [word.value or "" for word in call.words]
    is_kept = any("FOREGROUND" in word or "NO_DETACH" in word or word == "-X" for word in words)
    return not is_kept and ("start" in words or (not words and call.name in ("httpd", "apache2")))


_LEAVING: Mapping[str, _Leaves] = {
    "nginx": _nginx,
    "apache2": _apache,
    "apache2ctl": _apache,
    "apachectl": _apache,
    "httpd": _apache,
    "catalina.sh": lambda call, _: any(word.text == "start" for word in call.words),
    "cron": lambda call, _: not call.has_option("-f", "-n", "-d"),
    "crond": lambda call, _: not call.has_option("-f", "-n", "-d"),
    "gunicorn": lambda call, _: call.has_option("-D", "--daemon"),
    "mongod": lambda call, _: call.has_option("--fork"),
    "php-fpm": lambda call, _: call.has_option("-D", "--daemonize"),
    "pm2": lambda call, _: (
        any(word.text == "start" for word in call.words) and not call.has_option("--no-daemon", "--attach")
    ),
    "redis-server": lambda call, _: " ".join(word.text for word in call.words).endswith("--daemonize yes"),
    "sshd": lambda call, _: not call.has_option("-D", "-d", "-t", "-T"),
    "startup.sh": lambda _, survey: "tomcat" in survey.text_of(survey.target),
}
"""Programs that go on in the background, and how that is seen of a call."""
_STAYING: Mapping[str, tuple[str, ...]] = {
    "apache2": ("apache2ctl", "-D", "FOREGROUND"),
    "apache2ctl": ("apache2ctl", "-D", "FOREGROUND"),
    "apachectl": ("apachectl", "-D", "FOREGROUND"),
    "cron": ("cron", "-f"),
    "crond": ("crond", "-f"),
    "httpd": ("httpd", "-D", "FOREGROUND"),
    "nginx": ("nginx", "-g", "daemon off;"),
    "ssh": ("/usr/sbin/sshd", "-D"),
    "sshd": ("/usr/sbin/sshd", "-D"),
}
"""What starts the same so that it stays."""


def find_left_behind(survey: Survey) -> Iterator[Finding]:
    """Find a shell form whose only command runs in the background, so that its shell ends at once."""
    does = survey.starts[-1].step.does if len(survey.starts) == 1 else None
    if survey.build.is_fragment or not isinstance(does, Cmd | Entrypoint) or does.is_exec or not does.command:
        return
    script = parse_script(does.command[-1])
    calls = find_calls(script.text).calls
    if calls and len(script.commands) == 1 and [one.text for one in script.operators] == ["&"]:
        yield Finding("BackgroundStart", survey.starts[-1].instruction, {"program": calls[-1].name})


def find_leaving(survey: Survey) -> Iterator[Finding]:
    """Find a container whose last command starts something in the background and ends."""
    calls = survey.last_calls
    if survey.build.is_fragment or not calls:
        return
    call = calls[-1]
    service = started_service(call)
    leaves = _LEAVING.get(call.name)
    if service or (leaves and leaves(call, survey)):
        visit = survey.starts[-1]
        name = service or call.name
        is_alone = (
            len(survey.starts) == 1 and len([one for one in calls if one.name not in ("sh", "bash")]) == 1
        )
        words = _STAYING.get(name, ()) if is_alone and not (len(call.words) > 2) else ()
        is_short = visit.instruction.line == visit.instruction.end_line
        mend = write_exec(visit, list(words)) if words and is_short else None
        yield Finding("BackgroundStart", visit.instruction, {"program": name}, mend=mend)


PRACTICES = (
    Practice(
        name="DevelopmentServer",
        url="https://docs.docker.com/build/building/multi-stage/",
        in_file=(find_development_server,),
    ),
    Practice(
        name="BackgroundStart",
        url="https://docs.docker.com/engine/containers/run/#foreground-and-background",
        in_file=(find_leaving, find_left_behind),
    ),
)
