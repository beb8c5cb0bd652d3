"""The small languages inside a Dockerfile: durations, ports, signals, modes, references, platforms."""

import pytest

from dockerlayers.errors import DockerfileError
from dockerlayers.model.devices import check_device
from dockerlayers.model.digests import check_digest
from dockerlayers.model.durations import format_duration, parse_duration
from dockerlayers.model.git import GitRef, parse_git
from dockerlayers.model.places import is_absolute, resolve_directory
from dockerlayers.model.ports import list_ports, split_port
from dockerlayers.model.references import Platform, parse_platform, parse_reference
from dockerlayers.model.signals import is_signal
from dockerlayers.model.sources import check_chmod, is_git, is_url
from dockerlayers.model.suggestions import edit_distance, suggest
from dockerlayers.syntax.characters import quote

SECOND = 10**9
DIGEST = f"sha256:{'0123456789abcdef' * 4}"


@pytest.mark.parametrize(
    ("text", "nanoseconds"),
    [
        ("0", 0),
        ("-0", 0),
        ("30s", 30 * SECOND),
        ("1m30s", 90 * SECOND),
        ("1h", 3600 * SECOND),
        ("1.5s", 1500 * 10**6),
        (".5s", 500 * 10**6),
        ("1.s", SECOND),
        ("+2ms", 2 * 10**6),
        ("-1s", -SECOND),
        ("1us", 1000),
        ("1\u00b5s", 1000),
        ("1\u03bcs", 1000),
        ("7ns", 7),
        ("0.3ns", 0),
    ],
)
def test_duration_as_go_reads_it(text: str, nanoseconds: int) -> None:
    assert parse_duration(text) == nanoseconds


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", 'time: invalid duration ""'),
        ("-", 'time: invalid duration "-"'),
        ("s", 'time: invalid duration "s"'),
        (".s", 'time: invalid duration ".s"'),
        ("5", 'time: missing unit in duration "5"'),
        ("1m5", 'time: missing unit in duration "1m5"'),
        ("5d", 'time: unknown unit "d" in duration "5d"'),
        ("3000000h", 'time: invalid duration "3000000h"'),
    ],
)
def test_duration_that_go_refuses(text: str, message: str) -> None:
    with pytest.raises(DockerfileError) as caught:
        parse_duration(text)
    assert caught.value.message == message


@pytest.mark.parametrize(
    ("nanoseconds", "text"),
    [
        (0, "0s"),
        (7, "7ns"),
        (1500, "1.5\u00b5s"),
        (2 * 10**6, "2ms"),
        (30 * SECOND, "30s"),
        (1500 * 10**6, "1.5s"),
        (90 * SECOND, "1m30s"),
        (60 * SECOND, "1m0s"),
        (3600 * SECOND, "1h0m0s"),
        (3661 * SECOND + 1, "1h1m1.000000001s"),
        (-SECOND, "-1s"),
    ],
)
def test_duration_as_go_prints_it(nanoseconds: int, text: str) -> None:
    assert format_duration(nanoseconds) == text


@pytest.mark.parametrize(
    ("text", "ports"),
    [
        ("80", ["80/tcp"]),
        ("80/", ["80/tcp"]),
        ("53/UDP", ["53/udp"]),
        ("9/sctp", ["9/sctp"]),
        ("7000-7002", ["7000/tcp", "7001/tcp", "7002/tcp"]),
        ("8080:80", ["80/tcp"]),
        ("8000-8001:80", ["80/tcp"]),
        ("8000-8001:80-81", ["80/tcp", "81/tcp"]),
        ("127.0.0.1:8080:80/udp", ["80/udp"]),
        ("127.0.0.1::80", ["80/tcp"]),
        ("[::1]:8080:80", ["80/tcp"]),
        ("::1:8080:80", ["80/tcp"]),
        ("0", ["0/tcp"]),
        ("65535", ["65535/tcp"]),
        ("+80", ["80/tcp"]),
        ("080", ["80/tcp"]),
        (":80", ["80/tcp"]),
        ("::80", ["80/tcp"]),
        ("+80-+82/Tcp", ["80/tcp", "81/tcp", "82/tcp"]),
    ],
)
def test_ports_of_expose(text: str, ports: list[str]) -> None:
    assert list_ports(split_port(text)) == ports


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("80/foo", 'invalid port: "80/foo": invalid proto: foo'),
        ("/tcp", 'invalid port: "/tcp": no port specified'),
        ("8080:", 'invalid port: "8080:": no port specified'),
        ("70000", "invalid containerPort: 70000"),
        ("web", "invalid containerPort: web"),
        ("-1", "invalid containerPort: -1"),
        ("1-2-3", "invalid containerPort: 1-2-3"),
        ("81-80", "invalid containerPort: 81-80"),
        ("\u0661", "invalid containerPort: \u0661"),
        ("web:80", "invalid hostPort: web"),
        ("80-81:90-95", "invalid ranges specified for container and host Ports: 90-95 and 80-81"),
        ("localhost:80:80", "invalid IP address: localhost"),
        ("80/FOO", 'invalid port: "80/FOO": invalid proto: FOO'),
        ("80-", "invalid containerPort: 80-"),
        ("[::1:80:80", "invalid IP address [::1: address [::1:: missing ']' in address"),
        ("[::1]x:80:80", "invalid IP address [::1]x: address [::1]x:: missing port in address"),
        ("[::1]::80:80", "invalid IP address [::1]:: address [::1]::: too many colons in address"),
        ("[[::1]:80:80", "invalid IP address [[::1]: address [[::1]:: unexpected '[' in address"),
        ("[x]:80:80", "invalid IP address: x"),
        ("fe80::1%lo:80:80", "invalid IP address: fe80::1%lo"),
    ],
)
def test_ports_that_are_refused(text: str, reason: str) -> None:
    with pytest.raises(DockerfileError) as caught:
        list_ports(split_port(text))
    assert caught.value.message == reason


@pytest.mark.parametrize(
    "text", ["SIGTERM", "TERM", "sigint", "9", "-9", "+15", "RTMIN", "SIGRTMIN+15", "rtmax-14"]
)
def test_signal(text: str) -> None:
    assert is_signal(text)


@pytest.mark.parametrize(
    "text", ["", "SIG", "SIGFOO", "0", "+0", "SIGRTMIN+16", "RTMAX-15", " TERM", "9.5", "\u0669"]
)
def test_no_signal(text: str) -> None:
    assert not is_signal(text)


@pytest.mark.parametrize("mode", ["0", "644", "07777", "u+x", "u+x,g=r", "=", "a-w+X", "go=u", "$MODE"])
def test_mode(mode: str) -> None:
    check_chmod(mode, None)


@pytest.mark.parametrize("mode", ["999", "10000", "08", "777777777777"])
def test_no_mode(mode: str) -> None:
    with pytest.raises(DockerfileError) as caught:
        check_chmod(mode, None)
    assert caught.value.message == (
        f"invalid chmod parameter: '{mode}'. it should be octal string and between 0 and 07777"
    )


@pytest.mark.parametrize("mode", ["rwx", "u+y", "u+x,", "x+u", "-1", "u"])
def test_no_symbolic_mode(mode: str) -> None:
    with pytest.raises(DockerfileError) as caught:
        check_chmod(mode, None)
    assert caught.value.message == "invalid syntax"


@pytest.mark.parametrize(
    ("source", "ref"),
    [
        ("https://a.b/c.git", GitRef()),
        ("HTTPS://a.b/c.git#v1:dir", GitRef()),
        ("https://a.b/c.git?checksum=1&ref=v1#v1", GitRef(checksum="1")),
        ("git@a.b:c?commit=2#x", GitRef(checksum="2")),
        ("https://a.b/c.git?keep-git-dir&submodules=false", GitRef(keeps_git=True)),
        ("https://a.b/c.git?keep-git-dir=0&tag=v1", GitRef(keeps_git=False)),
        ("https://a.b/c.git?branch=refs/heads/x#refs/heads/x", GitRef()),
        ("github.com/a/b", GitRef(is_local=True)),
        ("https://a.b/c", None),
        ("https://a.b]/c.git", None),
        ("ftp://a.b/c.git", None),
        ("../git@a:b", None),
        ("a b:c", None),
    ],
)
def test_address_of_a_repository(source: str, ref: GitRef | None) -> None:
    assert parse_git(source) == ref


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("ref=", 'query "ref" has no value'),
        ("ref=a&ref=b", 'query "ref" has multiple values'),
        ("foo=1", 'unexpected query "foo"'),
        ("keep-git-dir=maybe", 'invalid keep-git-dir value: "maybe"'),
        ("submodules=2", 'invalid submodules value: "2"'),
        ("ref=a#b", 'ref conflicts: "b" vs "a"'),
        ("subdir=a#r:b", 'subdir conflicts: "b" vs "a"'),
        ("tag=a&ref=b", 'ref conflicts: "b" vs "refs/tags/a"'),
        ("tag=a&branch=b", "branch conflicts with tag"),
    ],
)
def test_bad_options_of_a_repository(query: str, message: str) -> None:
    for place in ("https://a.b/c.git?", "github.com/a/b?"):
        with pytest.raises(DockerfileError) as caught:
            parse_git(place + query)
        assert caught.value.message == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "invalid checksum digest format"),
        ("sha256:", "invalid checksum digest format"),
        (":a", "invalid checksum digest format"),
        ("md5:a", "unsupported digest algorithm"),
        ("SHA256:a", "invalid checksum digest format"),
        ("sha256:a", "invalid checksum digest length"),
        (DIGEST.upper().replace("SHA", "sha"), "invalid checksum digest format"),
    ],
)
def test_bad_digest(text: str, message: str) -> None:
    with pytest.raises(DockerfileError) as caught:
        check_digest(text)
    assert caught.value.message == message


@pytest.mark.parametrize("text", ["a", "a.b/c=d", "name=a", "a,required", "required=true,a.b/c=d", '"a"'])
def test_device(text: str) -> None:
    check_device(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "failed to parse csv devices: EOF"),
        ('a"', 'failed to parse csv devices: parse error on line 1, column 2: bare " in non-quoted-field'),
        ("a,b", "invalid field 'b' must be a key=value pair"),
        ("a,nam=b", "unexpected key 'nam' in 'nam=b'"),
        ("a,name=b", "device name already set to a"),
        ("a,required=maybe", "invalid value for required: maybe"),
    ],
)
def test_bad_device(text: str, message: str) -> None:
    with pytest.raises(DockerfileError) as caught:
        check_device(text)
    assert caught.value.message == message


@pytest.mark.parametrize(
    ("current", "path", "system", "expected"),
    [
        ("/a", "b/../c", "linux", "/a/c"),
        ("", "b", "linux", "/b"),
        ("/a", "", "linux", "/a"),
        ("/a", "/x//y/", "linux", "/x//y/"),
        ("\\a", "b", "windows", "/a/b"),
        ("", "C:\\x\\y\\", "windows", "/x/y"),
        ("\\a", "c:b", "windows", "/a/b"),
        ("\\a", "", "windows", "/a"),
        ("", "/x/../y", "windows", "/y"),
    ],
)
def test_directory(current: str, path: str, system: str, expected: str) -> None:
    assert resolve_directory(current, path, system) == expected


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("C:", 'No relative path specified in "C:"'),
        ("D:\\x", "The specified path is not on the system drive (C:)"),
        ("\\\\host\\x", "UNC paths are not supported"),
    ],
)
def test_bad_directory(path: str, message: str) -> None:
    assert not is_absolute(path, "windows")
    with pytest.raises(DockerfileError) as caught:
        resolve_directory("", path, "windows")
    prefix = "normalizing workdir: normalizing working directory: removing drive letter: "
    assert caught.value.message == prefix + message


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("git://a.b/c", "git"),
        ("ssh://git@a.b/c", "git"),
        ("git@github.com:a/b.git", "git"),
        ("https://github.com/a/b.git", "git"),
        ("http://github.com/a/b.git#v1:dir", "git"),
        ("https://github.com/a/b", "url"),
        ("http://a.b/c.tar.gz", "url"),
        ("https://a.b/c.git/d", "url"),
        ("ftp://a.b/c", "path"),
        ("github.com/a/b", "path"),
        ("./a:b", "path"),
    ],
)
def test_kinds_of_sources(source: str, kind: str) -> None:
    assert (is_git(source), is_url(source)) == (kind == "git", kind == "url")


@pytest.mark.parametrize(
    ("text", "name", "familiar"),
    [
        ("alpine", "docker.io/library/alpine", "alpine:latest"),
        ("alpine:3.22", "docker.io/library/alpine", "alpine:3.22"),
        ("docker.io/library/alpine", "docker.io/library/alpine", "alpine:latest"),
        ("index.docker.io/alpine", "docker.io/library/alpine", "alpine:latest"),
        ("user/app", "docker.io/user/app", "user/app:latest"),
        ("ghcr.io/a/b_c/d--e:v1", "ghcr.io/a/b_c/d--e", "ghcr.io/a/b_c/d--e:v1"),
        ("localhost/app", "localhost/app", "localhost/app:latest"),
        ("localhost:5000/app", "localhost:5000/app", "localhost:5000/app:latest"),
        ("[::1]:5000/app", "[::1]:5000/app", "[::1]:5000/app:latest"),
        ("Registry/app", "Registry/app", "Registry/app:latest"),
        (f"alpine@{DIGEST}", "docker.io/library/alpine", f"alpine@{DIGEST}"),
        (f"a/b:c@{DIGEST}", "docker.io/a/b", f"a/b:c@{DIGEST}"),
    ],
)
def test_reference(text: str, name: str, familiar: str) -> None:
    reference = parse_reference(text)
    assert (reference.name, reference.familiar) == (name, familiar)


INVALID = "invalid reference format"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", INVALID),
        ("a:b:c", INVALID),
        ("a//b", INVALID),
        ("-a", INVALID),
        ("a__ _b", INVALID),
        ("a:", INVALID),
        (f"a:{'t' * 129}", INVALID),
        ("a@sha256:12", INVALID),
        ("파이썬", INVALID),
        ("Alpine", f"{INVALID}: repository name (library/Alpine) must be lowercase"),
        ("a.b/C:Tag", f"{INVALID}: repository name (C) must be lowercase"),
        ("a" * 240 + "/" + "b" * 20, "repository name must not be more than 255 characters"),
        ("ab" * 32, f"invalid repository name ({'ab' * 32}), cannot specify 64-byte hexadecimal strings"),
        (f"a@md5:{'0' * 32}", "unsupported digest algorithm"),
        (f"a@sha256:{'0' * 63}", "invalid checksum digest length"),
        (f"a@sha256:{'A' * 64}", "invalid checksum digest format"),
    ],
)
def test_no_reference(text: str, message: str) -> None:
    with pytest.raises(DockerfileError) as caught:
        parse_reference(text)
    assert caught.value.message == message


@pytest.mark.parametrize(
    ("text", "platform"),
    [
        ("linux", "linux/amd64"),
        ("macOS", "darwin/amd64"),
        ("arm64", "linux/arm64"),
        ("armhf", "linux/arm/v7"),
        ("armel", "linux/arm/v6"),
        ("x86_64", "linux/amd64"),
        ("i386", "linux/386"),
        ("linux/x86-64", "linux/amd64"),
        ("Linux/AArch64", "linux/arm64"),
        ("linux/arm64/v8", "linux/arm64"),
        ("linux/arm", "linux/arm/v7"),
        ("linux/arm/6", "linux/arm/v6"),
        ("windows/amd64", "windows/amd64"),
        ("plan9/none", "plan9/none"),
    ],
)
def test_platform(text: str, platform: str) -> None:
    assert str(parse_platform(text)) == platform


def test_default_platform() -> None:
    assert str(Platform()) == "linux/amd64"


@pytest.mark.parametrize(
    ("word", "nearest"),
    [
        ("mont", "mount"),
        ("networks", "network"),
        ("netwrok", "network"),
        ("secure", None),
        ("mount", None),
        ("", None),
    ],
)
def test_suggestion(word: str, nearest: str | None) -> None:
    assert suggest(word, ["mount", "network", "security"]) == nearest


@pytest.mark.parametrize(
    ("word", "nearest"), [("rum", "run"), ("RUM", "RUN"), ("Rum", "run"), ("r\uac00n", "run"), ("RUN", None)]
)
def test_suggestion_takes_the_case_of_the_word(word: str, nearest: str | None) -> None:
    assert suggest(word, ["run", "user"], case_sensitive=False) == nearest


def test_nearest_of_several_is_suggested() -> None:
    assert suggest("abcd", ["abxx", "abcx", "axxd"]) == "abcx"


@pytest.mark.parametrize(
    ("first", "second", "distance"),
    [("", "", 0), ("", "abc", 3), ("kitten", "sitting", 3), ("가나다", "가다", 1)],
)
def test_edit_distance(first: str, second: str, distance: int) -> None:
    assert edit_distance(first, second) == edit_distance(second, first) == distance


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("", '""'),
        ("a b", '"a b"'),
        ('say "hi"\\', '"say \\"hi\\"\\\\"'),
        ("\a\b\f\n\r\t\v", '"\\a\\b\\f\\n\\r\\t\\v"'),
        ("\0\x1b\x7f", '"\\x00\\x1b\\x7f"'),
        ("도커 \u00e9", '"도커 \u00e9"'),
        ("\u00a0\ufeff\u200b", '"\\u00a0\\ufeff\\u200b"'),
        ("\U000e0001", '"\\U000e0001"'),
    ],
)
def test_quote_as_go_does(text: str, quoted: str) -> None:
    assert quote(text) == quoted
