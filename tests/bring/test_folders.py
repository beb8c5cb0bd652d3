"""Folders are brought in at once, a second time changes nothing, and the site builds strictly."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import pytest
import yaml

from dockerlayers_site.bring.command import main
from tests.support.building import build_in_process

_ID = "0123456789abcdef0123456789abcdef"
_OTHER = "fedcba9876543210fedcba9876543210"
_PNG = b"\x89PNG\r\n\x1a\n"

VAULT = {
    ".obsidian/app.json": "{}",
    ".trash/버린 글.md": "# 버림\n",
    "01 시작/02 노트.md": (
        "# `<none>` 지우기\n\n[[01 도커]] ![[그림.png]] [둘](../a/둘.md#둘) [셋](<../b/셋.md>)\n"
    ),
    "01 시작/01 도커.md": "# 도커 엔진\n\n![a](image.png)\n\n[[셋|세 번째]]\n",
    "01 시작/그림.png": "같은 그림",
    "01 시작/image.png": "같은 그림",
    "a/둘.md": "# 둘\n\n![](image.png) ![](../b/image.png)\n",
    "a/image.png": "a",
    "b/셋.md": "# 셋\n\n![](image.png) [표](표.csv)\n",
    "b/image.png": "b",
    "b/표.csv": "가,나\n",
    "b/안 쓰는 그림.png": "x",
}
NOTION = {
    f"도커 {_ID}.md": f"# 도커\n\n[볼륨](%EB%8F%84%EC%BB%A4%20{_ID}/%EB%B3%BC%EB%A5%A8%20{_OTHER}.md)\n",
    f"도커 {_ID}/볼륨 {_OTHER}.md": (
        f"# 볼륨\n\n![그림](%EB%B3%BC%EB%A5%A8%20{_OTHER}/Untitled.png)\n\n"
        f"[위](../%EB%8F%84%EC%BB%A4%20{_ID}.md)\n"
    ),
    f"도커 {_ID}/볼륨 {_OTHER}/Untitled.png": "그림",
    f"도커 {_ID}/볼륨 {'1' * 32}.md": "# 또 볼륨\n",
}
HUGO = {
    "hugo.toml": "title = 'x'\n",
    "archetypes/default.md": "x\n",
    "static/images/whale.png": "고래",
    "content/_index.md": "---\ntitle: 블로그\n---\n\n글을 모았습니다.\n",
    "content/posts/b.md": (
        "---\ntitle: 먼저\nweight: 1\n---\n\n![고래](/images/whale.png)\n\n"
        '[다음]({{< ref "a.md#x" >}}) [묶음](/posts/bundle/)\n\n## x\n'
    ),
    "content/posts/a.md": "---\ntitle: 다음\nweight: 2\n---\n\n## x\n\n글\n",
    "content/posts/bundle/index.md": "---\ntitle: 묶음\nweight: 3\n---\n\n![p](p.png)\n",
    "content/posts/bundle/p.png": "p",
    "content/posts/draft.md": "---\ntitle: 초안\ndraft: true\n---\n",
    "themes/x/README.md": "# 남의 것\n",
}
HEXO = {
    "_config.yml": "title: x\n",
    "scaffolds/post.md": "x\n",
    "source/images/whale.png": "고래",
    "source/_drafts/draft.md": "# 초안\n",
    "source/_posts/2024-02-01-second.md": (
        "---\ntitle: 둘째\ndate: 2024-02-01\n---\n\n![고래](/images/whale.png) ![점](dot.png)\n\n"
        "{% post_link 2024-01-01-first %} {% asset_img dot.png 점 %}\n"
    ),
    "source/_posts/2024-02-01-second/dot.png": "점",
    "source/_posts/2024-01-01-first.md": "---\ntitle: 첫째\ndate: 2024-01-01\n---\n\n글\n",
}
REPOSITORY = {
    ".git/config": "",
    "images/logo.png": "로고",
    "docs/README.md": "# 안내\n\n[설치](install.md) [심화](advanced/) ![로고](../images/logo.png)\n",
    "docs/install.md": "# 설치\n\n![화면](/docs/images/screen.png) <img src='images/screen.png'>\n",
    "docs/advanced/README.md": (
        "# 심화\n\n[안내](../README.md) ![화면](../images/screen.png)\n\n[ref]\n\n[ref]: ../install.md\n"
    ),
    "docs/advanced/10-net.md": "# 네트워크\n",
    "docs/advanced/9-volume.md": "# 볼륨\n",
    "docs/images/screen.png": "화면",
}


def write_tree(folder: Path, files: dict[str, str]) -> Path:
    """Write files below a folder, pictures with what makes them such."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_PNG * name.endswith(".png") + text.encode())
    return folder


class _Unmarked(ZipInfo):
    """A file whose name is written in an encoding that the zip does not tell."""

    encoding = "utf-8"

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - a name of zipfile's
        return self.filename.encode(self.encoding), self.flag_bits & ~0x800


def write_zip(path: Path, files: dict[str, str], *, encoding: str = "utf-8") -> Path:
    """Write a zip as macOS does, with decomposed names, or as Windows does with names in CP949."""
    with ZipFile(path, "w") as archive:
        for name, text in files.items():
            info = _Unmarked(unicodedata.normalize("NFD", name) if encoding == "utf-8" else name)
            info.encoding = encoding
            archive.writestr(info, _PNG * name.endswith(".png") + text.encode())
    return path


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    (root / "docs").mkdir(parents=True)
    (root / "docs/index.md").write_text("# 처음\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text(
        "site_name: x\nsite_url: https://x.example/\ntheme:\n  name: material\n  font: false\n"
        "plugins: [search, dockerlayers]\nnav:\n  - 처음: index.md\n  # 뒤에 더합니다.\n\n# 끝\n",
        encoding="utf-8",
    )
    return root


def state(site: Path) -> dict[str, bytes]:
    """Return all files of a site."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file() and path.relative_to(site).parts[0] != "site"
    }


def bring(site: Path, source: Path, *options: str) -> list[object]:
    """Bring a source in twice, see that the second time changes nothing, and return the new navigation."""
    assert main([str(source), "--project", str(site), *options]) == 0
    before = state(site)
    assert main([str(source), "--project", str(site), *options]) == 0
    assert state(site) == before
    nav: list[object] = yaml.safe_load((site / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    assert nav[0] == {"처음": "index.md"}
    assert (site / "mkdocs.yml").read_text(encoding="utf-8").endswith("\n\n# 끝\n")
    return nav[1:]


def build(site: Path) -> None:
    """Build a site strictly."""
    built = build_in_process(site / "mkdocs.yml")
    assert (built.status, built.warnings) == (0, []), built.output


def page(site: Path, name: str) -> str:
    """Return the text of a page."""
    return (site / "docs" / name).read_text(encoding="utf-8")


def test_a_vault(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nav = bring(site, write_tree(tmp_path / "우리 볼트", VAULT))
    assert nav == [
        {
            "우리 볼트": [
                {
                    "시작": [
                        {"도커 엔진": "우리 볼트/01 시작/01 도커.md"},
                        {"<none> 지우기": "우리 볼트/01 시작/02 노트.md"},
                    ]
                },
                {"a": [{"둘": "우리 볼트/a/둘.md"}]},
                {"b": [{"셋": "우리 볼트/b/셋.md"}]},
            ]
        }
    ]  # fmt: skip
    files = {name.removeprefix("docs/우리 볼트/") for name in state(site) if name.startswith("docs/우리")}
    assert files == {
        "01 시작/01 도커.md", "01 시작/02 노트.md", "01 시작/image.png", "a/둘.md", "a/image.png",
        "b/셋.md", "b/image.png", "b/표.csv",
    }  # fmt: skip
    # Equal pictures are there once, and a wiki link leads to the one that is there.
    assert "![[우리 볼트/01 시작/image.png]]" in page(site, "우리 볼트/01 시작/02 노트.md")
    assert "[둘](../a/둘.md#둘) [셋](<../b/셋.md>)" in page(site, "우리 볼트/01 시작/02 노트.md")
    assert "b/안 쓰는 그림.png" in capsys.readouterr().out
    build(site)


def test_a_zip_of_notion(site: Path, tmp_path: Path) -> None:
    nav = bring(site, write_zip(tmp_path / f"{_ID[:8]}-aaaa-bbbb-cccc-dddddddddddd_Export.zip", NOTION))
    assert nav == [
        {"도커": [{"도커": "도커.md"}, {"또 볼륨": "도커/볼륨.md"}, {"볼륨": "도커/볼륨-2.md"}]}
    ] or nav == [{"도커": [{"도커": "도커.md"}, {"볼륨": "도커/볼륨-2.md"}, {"또 볼륨": "도커/볼륨.md"}]}]
    assert "[볼륨](도커/볼륨-2.md)" in page(site, "도커.md")
    assert "![그림](볼륨-2/Untitled.png)" in page(site, "도커/볼륨-2.md")
    assert "[위](../도커.md)" in page(site, "도커/볼륨-2.md")
    assert (site / "docs/도커/볼륨-2/Untitled.png").exists()
    build(site)


def test_a_folder_of_notion_exported_anew_is_the_same_one(site: Path, tmp_path: Path) -> None:
    bring(site, write_tree(tmp_path / "Export-1", NOTION))
    before = state(site)
    changed = {**NOTION, f"도커 {_ID}/볼륨 {_OTHER}.md": "# 볼륨 이야기\n"}
    assert main([str(write_tree(tmp_path / "Export-2", changed)), "--project", str(site)]) == 0
    after = state(site)
    assert {name for name in after if after[name] != before.get(name)} == {
        "docs/도커/볼륨-2.md",
        "docs/.links/brought.jsonl",
    }


def test_a_zip_that_notion_has_parted(site: Path, tmp_path: Path) -> None:
    part = write_zip(tmp_path / "part.zip", NOTION)
    whole = tmp_path / "Export.zip"
    with ZipFile(whole, "w") as archive:
        archive.write(part, "ExportBlock-Part-1.zip")
    assert bring(site, whole)
    assert (site / "docs/도커.md").exists()


def test_a_zip_with_names_in_cp949(site: Path, tmp_path: Path) -> None:
    files = {
        "메모/가.md": "# 가\n\n[나](나.md) ![](그림.png)\n",
        "메모/나.md": "# 나\n",
        "메모/그림.png": "x",
    }
    nav = bring(site, write_zip(tmp_path / "윈도.zip", files, encoding="cp949"))
    assert nav == [{"메모": [{"가": "메모/가.md"}, {"나": "메모/나.md"}]}]
    build(site)


@pytest.mark.parametrize("inner", ["", "content/posts"])
def test_a_blog_of_hugo(site: Path, tmp_path: Path, inner: str, capsys: pytest.CaptureFixture[str]) -> None:
    nav = bring(site, write_tree(tmp_path / "blog", HUGO) / inner)
    posts = "blog" if inner else "blog/posts"
    section = [{"먼저": f"{posts}/b.md"}, {"다음": f"{posts}/a.md"}, {"묶음": f"{posts}/bundle/index.md"}]
    whole = [{"블로그": [{"블로그": "blog/index.md"}, {"posts": section}]}]
    assert nav == ([{"blog": section}] if inner else whole)
    text = page(site, f"{posts}/b.md")
    images = "images/whale.png" if inner else "../images/whale.png"
    assert f"![고래]({images})" in text
    assert "[다음](a.md#x) [묶음](bundle/index.md)" in text
    assert "draft.md" in capsys.readouterr().out
    assert not (site / "docs" / posts / "draft.md").exists()
    build(site)


@pytest.mark.parametrize("inner", ["", "source/_posts"])
def test_the_posts_of_hexo(site: Path, tmp_path: Path, inner: str) -> None:
    bring(site, write_tree(tmp_path / "blog", HEXO) / inner)
    posts = "blog" if inner else "blog/_posts"
    text = page(site, f"{posts}/2024-02-01-second.md")
    assert "![점](2024-02-01-second/dot.png)" in text
    assert "[첫째](2024-01-01-first.md) ![점](2024-02-01-second/dot.png)" in text
    config = (site / "mkdocs.yml").read_text(encoding="utf-8")
    assert config.index("2024-01-01-first.md") < config.index("2024-02-01-second.md")
    assert not [name for name in state(site) if "draft" in name]
    build(site)


def test_the_docs_of_a_repository(site: Path, tmp_path: Path) -> None:
    nav = bring(site, write_tree(tmp_path / "app", REPOSITORY) / "docs")
    assert nav == [
        {
            "안내": [
                {"안내": "app/README.md"},
                {
                    "심화": [
                        {"심화": "app/advanced/README.md"},
                        {"볼륨": "app/advanced/9-volume.md"},
                        {"네트워크": "app/advanced/10-net.md"},
                    ]
                },
                {"설치": "app/install.md"},
            ]
        }
    ]
    assert "[심화](advanced/) ![로고](images/logo.png)" in page(site, "app/README.md")
    assert "![화면](images/screen.png)" in page(site, "app/install.md")
    assert "[ref]: ../install.md" in page(site, "app/advanced/README.md")
    build(site)


def test_pages_added_later_join_their_section(site: Path, tmp_path: Path) -> None:
    folder = write_tree(tmp_path / "notes-a", {"b/하나.md": "# 하나\n", "나.md": "# 나\n"})
    bring(site, folder)
    write_tree(folder, {"b/둘.md": "# 둘\n", "c/셋.md": "# 셋\n"})
    nav = bring(site, folder)
    assert nav == [
        {
            "notes-a": [
                {"b": [{"하나": "notes-a/b/하나.md"}, {"둘": "notes-a/b/둘.md"}]},
                {"나": "notes-a/나.md"},
                {"c": [{"셋": "notes-a/c/셋.md"}]},
            ]
        }
    ]
    build(site)


def test_two_sources_of_one_name_are_not_mixed(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for place in ("x", "y"):
        write_tree(tmp_path / place / "메모", {"가.md": f"# {place}\n", "그림.png": place})
    assert main([str(tmp_path / "x/메모"), "--project", str(site)]) == 0
    before = state(site)
    assert main([str(tmp_path / "y/메모"), "--project", str(site)]) == 1
    assert state(site) == before
    assert "NAME=" in capsys.readouterr().out
    assert main([str(tmp_path / "y/메모"), "--project", str(site), "--name", "y의 메모"]) == 0
    assert "# y" in page(site, "y의 메모/가.md")


def test_names_that_other_systems_refuse_or_cannot_tell_apart(site: Path, tmp_path: Path) -> None:
    files = {
        "Guide.md": "# 하나\n\n[둘](guide.md) [셋](what%3F.md)\n",
        "guide.md": "# 둘\n\n[하나](Guide.md)\n",
        "what?.md": "# 셋\n",
        "same.md": "# 넷\n",
        "same/index.md": "# 다섯\n\n[넷](../same.md)\n",
        "index.md": "# 여섯\n",
        "README.md": "# 일곱\n",
    }
    bring(site, write_tree(tmp_path / "names", files))
    assert "[둘](guide-2.md) [셋](what-.md)" in page(site, "names/Guide.md")
    build(site)


def test_a_link_out_of_the_folder_is_not_followed(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = write_tree(tmp_path / "secret", {"key.png": "비밀", "key.md": "비밀"})
    folder = write_tree(tmp_path / "in/notes-b", {"a.md": "# 가\n\n![](key.png)\n"})
    (folder / "key.png").symlink_to(secret / "key.png")
    (folder / "key.md").symlink_to(secret / "key.md")
    (folder / "folder").symlink_to(secret)
    assert main([str(folder), "--project", str(site)]) == 0
    assert not [name for name, data in state(site).items() if "비밀".encode() in data]
    assert "링크 파일이라 열지 않았습니다(2개)" in capsys.readouterr().out


def test_progress_is_told_for_a_large_folder(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_tree(tmp_path / "large", {f"{number}.md": f"# {number}\n" for number in range(250)})
    assert main([str(folder), "--project", str(site)]) == 0
    output = capsys.readouterr()
    assert output.err == "글을 읽고 있습니다: 100/250\n글을 읽고 있습니다: 200/250\n"
    assert "그 밖에 230개" in output.out
