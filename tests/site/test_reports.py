"""What a build tells its authors: in Korean, by file, at most a screen, all of it in a file, and strictly."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from unittest.mock import patch

import click
import pytest

from dockerlayers_site.fences import renderer
from tests.support.building import build_by_command, build_in_process

_CONFIG = """\
site_name: 시험
theme: {name: material, font: false, language: ko}
plugins: [search, dockerlayers]
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(_CONFIG, encoding="utf-8")
    (tmp_path / "docs" / "index.md").write_text("# 처음\n\n글입니다.\n", encoding="utf-8")
    return tmp_path


def add(project: Path, name: str, text: str | bytes) -> None:
    (project / "docs" / name).write_bytes(text if isinstance(text, bytes) else text.encode())


def read(project: Path, name: str) -> str:
    return (project / "site" / name).read_text(encoding="utf-8")


def test_few_problems_are_told_whole(project: Path) -> None:
    add(project, "a.md", "# 글\n\n<script>1</script>\n\n```dockerfile\nFORM x\n```\n")
    built = build_in_process(project / "mkdocs.yml")
    assert built.status == 1
    assert "docs/a.md:3:1: script 요소는 GitHub처럼 뺐습니다." in built.output
    assert "docs/a.md:6:1: FORM 인스트럭션은 없습니다. (unknown instruction: FORM)" in built.output
    assert "Aborted with 2 warnings in strict mode" in built.output


def test_many_fit_a_screen_and_all_stand_in_a_file(project: Path) -> None:
    for page in range(20):
        add(project, f"p{page}.md", "".join(f"[a](none{line}.md)\n\n" for line in range(20)))
    add(project, "worst.md", "```dockerfile\nFROM a\n")
    built = build_in_process(project / "mkdocs.yml")
    told = built.output.partition("WARNING")[2]
    assert built.status == 1
    assert len(told.splitlines()) <= 30
    assert told.startswith(" -  dockerlayers: docs/worst.md: 고칠 곳")
    assert "모두 401군데(파일 21개)" in told
    assert read(project, "problems.txt").count("파일이 없습니다.") == 400


@pytest.mark.parametrize("quiet", [(), ("-q",)])
def test_strict_fails_with_the_summary_also_where_it_is_quiet(project: Path, quiet: tuple[str, ...]) -> None:
    add(project, "a.md", "[a](none.md)\n")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", *quiet]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "docs/a.md:1:5: 링크가 가리키는 none.md 파일이 없습니다." in done.stderr
    assert (project / "site" / "index.html").exists()


def test_without_strict_a_build_passes(project: Path) -> None:
    add(project, "a.md", "[a](none.md)\n")
    assert build_by_command(project / "mkdocs.yml", strict=False).status == 0


def test_a_mistake_of_ours_costs_no_page(project: Path) -> None:
    add(project, "a.md", "# 글\n\n```dockerfile\nFROM a\n```\n\n끝\n")
    with patch.object(renderer, "read_block", side_effect=KeyError("x.y")):
        built = build_in_process(project / "mkdocs.yml")
    assert built.status == 1
    assert "dockerlayers의 잘못으로" in built.output
    assert "FROM a" in read(project, "a/index.html")
    assert "글입니다." in read(project, "index.html")


def test_cp949_beyond_doubt_is_read_and_told(project: Path) -> None:
    add(project, "a.md", "# 도커 시작\r\n\r\n컨테이너를 배웁니다.\r\n".encode("cp949"))
    built = build_in_process(project / "mkdocs.yml")
    assert "컨테이너를 배웁니다." in read(project, "a/index.html")
    assert "docs/a.md:1:1: 이 파일은 UTF-8이 아니라 CP949입니다." in built.output


@pytest.mark.parametrize(
    "data", [b"# \xff\xfe\xfa", "# 도커를 배웁니다".encode()[:-1], "# Café déjà".encode("latin-1")]
)
def test_another_encoding_is_named_with_its_cure(project: Path, data: bytes) -> None:
    add(project, "a.md", data)
    built = build_in_process(project / "mkdocs.yml")
    assert built.status == 1
    assert "docs/a.md:1:1: 이 파일은 UTF-8이 아니고" in built.output
    assert "Traceback" not in built.output
    assert "글입니다." in read(project, "index.html")


@contextmanager
def serving() -> Iterator[None]:
    with click.Context(click.Command("serve"), info_name="serve"):
        yield


def test_a_page_shows_its_problems_while_it_is_written(project: Path) -> None:
    add(project, "a.md", "# 글\n\n## 둘째\n\n[a](none.md)\n")
    with serving():
        build_in_process(project / "mkdocs.yml", strict=False)
    html = read(project, "a/index.html")
    assert "이 글에서 고칠 곳 1군데" in html
    assert '<a href="#duljjae">5:5</a>: 링크가 가리키는 none.md 파일이 없습니다.' in html
    build_in_process(project / "mkdocs.yml", strict=False)
    assert "고칠 곳" not in read(project, "a/index.html")


@pytest.mark.parametrize("text", ["[" * 10_000, "![" * 5_000, "[a](" * 2_500, "*a " * 3_300, "{: " * 3_300])
def test_what_would_take_seconds_is_shown_as_it_is(project: Path, text: str) -> None:
    add(project, "a.md", f"# 글\n\n{text}\n")
    built = build_in_process(project / "mkdocs.yml")
    assert "docs/a.md:3:1: 기호가 너무 많이 되풀이되어" in built.output
    assert text.strip() in read(project, "a/index.html")


def test_what_stands_too_deep_is_shown_as_it_is_and_told(project: Path) -> None:
    add(
        project,
        "a.md",
        "# 글\n\n" + "".join(f"{'  ' * depth}- 말{depth}\n" for depth in range(60)) + "\n끝\n",
    )
    built = build_in_process(project / "mkdocs.yml")
    assert built.status == 1
    assert "docs/a.md:52:1: 목록이나 인용이 너무 여러 겹이어서" in built.output
    assert "- 말59\n" in unescape(re.sub(r"<[^>]*>", "", read(project, "a/index.html")))


_WRONG = """\
# 글 {#a}

[가](없는글.md) ![나](none.png) [다](b.png) <a href="#nowhere">라</a> [마](파일 이름.md)

```dockerfile foo=1
FROM a
```

```dockerfile lines="9"
FROM a
```

```dockerfile build-arg="A"
FROM a
```

```dockerfile file=none/Dockerfile
```

```dockerfile
FROM a b
```

```dockerfile
FRMO a
```

```dockerfile explain=ful
FROM a
```

<script>1</script> <div onclick="1">바</div>

# 둘 {#a}

{% raw %}

```dockerfile
FROM a
"""
_LATIN_SENTENCE = re.compile(r"(?:[a-z]+ ){4}")


def test_all_that_authors_are_told_is_korean(project: Path) -> None:
    """Docker's own words stand behind a Korean lead."""
    add(project, "a.md", _WRONG)
    add(project, "GUIDE.md", "# 글\n")
    add(project, "guide.md", "# 글\n")
    built = build_in_process(project / "mkdocs.yml")
    assert built.status == 1
    blocks = re.split(r"\n(?=docs/)", read(project, "problems.txt"))
    assert len(blocks) > 12
    for block in blocks:
        said = [line for line in block.splitlines() if _LATIN_SENTENCE.search(line)]
        assert [line for line in said if not re.search("[가-힣]", line)] == [], block


def test_a_record_that_cannot_be_read_is_told_in_korean(project: Path) -> None:
    (project / "docs/.links").mkdir()
    (project / "docs/.links/published.jsonl").write_text("<<<<<<< HEAD\n", encoding="utf-8")
    add(project, "a.md", "# 글\n")
    built = build_in_process(project / "mkdocs.yml")
    assert "published.jsonl:1: 두 브랜치가 같은 자리를 고쳐서" in built.output
