"""What layers hold, do to each other and waste, over archives that are made up here."""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from dockerlayers.measured.types import Cause, MeasuredFile, Waste
from dockerlayers_site.measures.errors import MeasureError
from dockerlayers_site.measures.layers import ImageLayer, LayerFile, read_layer, read_saved
from dockerlayers_site.measures.stack import measure_layers


def pack(files: Mapping[str, bytes | None]) -> bytes:
    """Write a layer's archive; None is a folder."""
    output = io.BytesIO()
    with tarfile.open(fileobj=output, mode="w") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.type = tarfile.DIRTYPE if content is None else tarfile.REGTYPE
            member.size = len(content or b"")
            archive.addfile(member, io.BytesIO(content or b""))
    return output.getvalue()


def layer(**files: str | None) -> ImageLayer:
    """Make a layer of files with some text; `__` in a name is a slash, None deletes, `/` empties a folder."""
    members: dict[str, bytes | None] = {}
    for key, text in files.items():
        path = key.replace("__", "/")
        folder, _, name = path.rpartition("/")
        if text is None:
            members[f"{folder}/.wh.{name}".lstrip("/")] = b""
        elif text == "/":
            members[f"{path}/.wh..wh..opq"] = b""
        else:
            members[f"./{path}"] = text.encode()
    return read_layer(io.BytesIO(pack(members)))


def waste_of(*layers: ImageLayer, base_count: int = 1) -> tuple[Waste, ...]:
    """Return what is wasted; the layers above the base are of lines 10, 20 and so on."""
    lines = [10 * number for number in range(1, len(layers) - base_count + 1)]
    return measure_layers(layers, base_count, lines)[1]


def test_a_layer_is_read_with_what_it_deletes() -> None:
    content = pack(
        {
            "./": None,
            "./app/": None,
            "./app/main.py": b"print(1)\n",
            "etc/.wh.motd": b"",
            "var/lib/.wh..wh..opq": b"",
            ".wh..wh..opq": b"",
        }
    )
    found = read_layer(io.BytesIO(content))
    assert {path: file.byte_count for path, file in found.files.items()} == {"app/main.py": 9}
    assert (found.deleted, found.emptied, found.byte_count) == (("etc/motd",), ("var/lib", ""), 9)
    assert found.hides("anything/at/all")
    folder = layer(etc__motd=None)
    assert folder.hides("etc/motd")
    assert folder.hides("etc/motd/inside")
    assert not folder.hides("etc/motd.tail")


def test_links_have_no_bytes_of_their_own() -> None:
    output = io.BytesIO()
    with tarfile.open(fileobj=output, mode="w") as archive:
        for name, kind in (("soft", tarfile.SYMTYPE), ("hard", tarfile.LNKTYPE)):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "app/main.py"
            archive.addfile(member)
    found = read_layer(io.BytesIO(output.getvalue()))
    assert {path: file.byte_count for path, file in found.files.items()} == {"soft": 0, "hard": 0}


def test_layers_are_counted_with_what_they_do_to_those_below() -> None:
    base = layer(etc__passwd="root", bin__sh="shell")
    first = layer(app__a="aaaa", app__b="bb", app__c="c", app__d="d", etc__passwd="root app")
    second = layer(app__a="aaaaa", app__b=None)
    [one, two], _ = measure_layers([base, first, second], 1, [3, 7])
    assert (one.line, one.byte_count, one.added, one.changed, one.deleted) == (3, 16, 4, 1, 0)
    assert one.largest == (
        MeasuredFile("etc/passwd", 8),
        MeasuredFile("app/a", 4),
        MeasuredFile("app/b", 2),
    )
    assert (two.line, two.byte_count, two.added, two.changed, two.deleted) == (7, 5, 0, 1, 1)


def test_files_are_named_without_the_mirror_they_came_from() -> None:
    lists, package = "var/lib/apt/lists/mirror.example_debian_dists", "usr/lib/python3/zope.interface/a"
    content = ImageLayer(files={lists: LayerFile(2, 0), package: LayerFile(1, 0)})
    [one], _ = measure_layers([content], 0, [1])
    assert [file.path for file in one.largest] == ["var/lib/apt/lists/…_debian_dists", package]


def test_what_a_later_layer_deletes_is_lost_by_the_one_that_wrote_it() -> None:
    found = waste_of(
        layer(base="12345"), layer(tmp__a="aaa", tmp__b="bb", keep="k"), layer(tmp=None, base=None)
    )
    assert found == (Waste(line=10, cause=Cause.DELETED, byte_count=5, file_count=2, by_line=20),)


def test_what_is_written_once_more_is_lost_by_the_second() -> None:
    found = waste_of(layer(), layer(app__a="aaa"), layer(app__a="aaa"))
    assert found == (Waste(line=20, cause=Cause.REPLACED, byte_count=3, file_count=1, by_line=10),)


def test_an_emptied_folder_that_is_filled_again_is_a_replacement() -> None:
    found = waste_of(layer(), layer(app__a="aaa", app__b="bb"), layer(app="/", app__a="AAA"))
    assert found == (
        Waste(line=20, cause=Cause.REPLACED, byte_count=3, file_count=1, by_line=10),
        Waste(line=10, cause=Cause.DELETED, byte_count=2, file_count=1, by_line=20),
    )


def test_each_byte_is_counted_once() -> None:
    found = waste_of(layer(), layer(a="aaaa"), layer(a="bb"), layer(a=None), layer(a="cc"))
    assert sum(waste.byte_count for waste in found) == 6
    assert [(waste.line, waste.cause, waste.byte_count) for waste in found] == [
        (20, Cause.REPLACED, 4),
        (20, Cause.DELETED, 2),
    ]


def test_of_the_base_image_only_a_copy_of_the_same_is_a_loss() -> None:
    found = waste_of(layer(a="same", b="old"), layer(a="same", b="new"))
    assert found == (Waste(line=10, cause=Cause.REPLACED, byte_count=4, file_count=1, by_line=None),)


def test_what_package_managers_keep_is_left_over_unless_it_is_deleted_in_time() -> None:
    lists = {"var__lib__apt__lists__main": "lllll"}
    assert waste_of(layer(**lists), layer(root__npm="", **lists)) == (
        Waste(line=10, cause=Cause.REPLACED, byte_count=5, file_count=1),
        Waste(line=10, cause=Cause.LEFTOVER, byte_count=5, file_count=1),
    )
    assert waste_of(layer(), layer(**lists)) == (
        Waste(line=10, cause=Cause.LEFTOVER, byte_count=5, file_count=1),
    )
    [lost] = waste_of(layer(), layer(**lists), layer(var__lib__apt__lists="/"))
    assert (lost.line, lost.cause, lost.by_line) == (10, Cause.DELETED, 20)


def save(path: Path, members: Mapping[str, bytes | None]) -> Path:
    path.write_bytes(pack(members))
    return path


def test_a_saved_image_is_read_in_both_forms(tmp_path: Path) -> None:
    config = b'{"os": "linux"}'
    for name in (f"{'ab' * 32}.json", f"blobs/sha256/{'ab' * 32}"):
        manifest = json.dumps([{"Config": name, "Layers": ["one/layer.tar"]}]).encode()
        members = {"manifest.json": manifest, name: config, "one/layer.tar": pack({"a": b"aa"})}
        image = read_saved(save(tmp_path / "image.tar", members))
        assert image.document == {"os": "linux"}
        assert image.digest == f"sha256:{'ab' * 32}"
        assert [one.byte_count for one in image.layers] == [2]


def test_an_image_that_lacks_a_part_is_refused(tmp_path: Path) -> None:
    manifest = json.dumps([{"Config": "config", "Layers": []}]).encode()
    path = save(tmp_path / "image.tar", {"manifest.json": manifest, "config": None})
    with pytest.raises(MeasureError, match="an image without config was saved"):
        read_saved(path)
