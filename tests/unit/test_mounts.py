"""The value of `RUN --mount`."""

import pytest

from dockerlayers.errors import DockerfileError
from dockerlayers.model.mount_values import MountType
from dockerlayers.model.mounts import Mount, parse_mount, source_name


def parse(text: str) -> Mount:
    return parse_mount(text, lambda word: word.replace("$A", "one"))


@pytest.mark.parametrize(
    ("text", "mount"),
    [
        ("target=/x", Mount(target="/x")),
        ("TYPE=Bind,src=a,dst=/x,rw", Mount(source="a", target="/x", is_read_only=False)),
        ("from=build,source=/a,destination=/x", Mount(source_name="build", source="/a", target="/x")),
        ("target=/x,readwrite=true", Mount(target="/x", is_read_only=False)),
        ("target=/x,rw=0", Mount(target="/x")),
        ("target=/x,readonly=F", Mount(target="/x", is_read_only=False)),
        (
            "type=cache,target=/x,id=$A,sharing=LOCKED,mode=0755,uid=1,gid=2",
            Mount(
                type=MountType.CACHE,
                target="/x",
                id="one",
                sharing="locked",
                mode="0755",
                uid="1",
                gid="2",
                is_read_only=False,
            ),
        ),
        ("target=/x,ro=true,rw", Mount(target="/x", is_read_only=False)),
        ("from=a,FROM=,src=a,source=b,dst=/y,target=/x", Mount(source="b", target="/x")),
        ("type=cache,target=/x,ro", Mount(type=MountType.CACHE, target="/x")),
        (
            "type=tmpfs,target=/x,size=64m",
            Mount(type=MountType.TMPFS, target="/x", size="64m", is_read_only=False),
        ),
        ("type=secret,id=k,required", Mount(type=MountType.SECRET, id="k", is_required=True)),
        ("type=secret,id=k,required=false,env=K", Mount(type=MountType.SECRET, id="k", env="K")),
        (
            "type=secret,src=k,target=/run/k,mode=400",
            Mount(type=MountType.SECRET, source="k", target="/run/k", mode="400"),
        ),
        ("type=ssh,required=1", Mount(type=MountType.SSH, is_required=True)),
        ('type=bind,"source=a,b",target=/x', Mount(source="a,b", target="/x")),
    ],
)
def test_mount(text: str, mount: Mount) -> None:
    assert parse(text)._replace(fields=()) == mount


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("type=cache,target=/x", ["type=cache", "target=/x"]),
        ("source=a,target=/x,src=b", ["target=/x", "src=b"]),
        ("ro,target=/x,rw", ["target=/x", "rw"]),
        ('"source=a,b",target=/x', ['"source=a,b"', "target=/x"]),
    ],
)
def test_fields_that_count_and_where_they_stand(text: str, fields: list[str]) -> None:
    assert [text[one.start : one.end] for one in parse(text).fields] == fields


def test_a_number_that_only_an_unknown_base_knows() -> None:
    assert parse("type=cache,target=/x,uid=$B").uid == "$B"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("target", "invalid field 'target' must be a key=value pair"),
        ("", "failed to parse csv mounts: EOF"),
        ("type=bind,", "invalid field '' must be a key=value pair"),
        ("type=foo", 'unsupported mount type "foo"'),
        ("ro=maybe", "invalid value for ro: maybe"),
        ("rw=maybe", "invalid value for rw: maybe"),
        ("type=secret,required=maybe", "invalid value for required: maybe"),
        ("required", "unexpected key 'required' for mount type 'bind'"),
        ("required=true", "unexpected key 'required' for mount type 'bind'"),
        ("type=cache,size=1", "unexpected key 'size' for mount type 'cache'"),
        ("type=tmpfs,size=big", "invalid value for size: big"),
        ("type=cache,mode=9", "invalid value 9 for mode"),
        ("type=cache,uid=-1", "invalid value -1 for uid"),
        ("type=cache,gid=", "invalid value  for gid"),
        ("type=cache,uid=4294967296", "invalid value 4294967296 for uid"),
        ("mode=1", 'mode not allowed for "bind" type mounts'),
        ("type=tmpfs,gid=1", 'gid not allowed for "tmpfs" type mounts'),
        ("type=cache,sharing=none", 'unsupported sharing value "none"'),
        ("sharing=shared", "invalid cache sharing set for bind mount"),
        ("bogus=1", "unexpected key 'bogus' in 'bogus=1'"),
        ("type=secret", "invalid secret mount. one of source, target required"),
        ("type=secret,from=a,id=b", "secret mount should not have a from"),
        ("type=secret,src=a,id=b", "both source and id can't be set"),
        ("from=$A", "'from' doesn't support variable expansion, define alias stage instead"),
    ],
)
def test_refuses(text: str, message: str) -> None:
    with pytest.raises(DockerfileError) as caught:
        parse(text)
    assert caught.value.message == message


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("type=secre", "did you mean secret?"),
        ("type=cache,sharing=lock", "did you mean locked?"),
        ("trget=/x", "did you mean target?"),
    ],
)
def test_suggests(text: str, hint: str) -> None:
    with pytest.raises(DockerfileError) as caught:
        parse(text)
    assert caught.value.hint == hint
    assert caught.value.engine_text == f"{caught.value.message} ({hint})"


def test_source_is_known_before_the_variables() -> None:
    assert source_name("type=$A,FROM=one,from=two,target=/x") == "two"
    assert source_name("target=/x") == ""


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('type=bind,"a', 'column 11: extraneous or missing " in quoted-field'),
        ('"a"b', 'column 4: extraneous or missing " in quoted-field'),
        ('target=/x,source="a b"', 'column 18: bare " in non-quoted-field'),
        ('가="', 'column 5: bare " in non-quoted-field'),
    ],
)
def test_fields_that_no_csv_reader_takes(text: str, fault: str) -> None:
    with pytest.raises(DockerfileError) as caught:
        source_name(text)
    assert caught.value.message == f"failed to parse csv mounts: parse error on line 1, {fault}"
