"""The extension `dockerlayers` alone: styled breakdowns, and what is wrong is told, without a plugin."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

_PAGE = "# 글\n\n```dockerfile\nFROM alpine\n```\n"
_BROKEN = "# 글\n\n```dockerfile\nFORM alpine\n```\n"
_LOGGER = "mkdocs.plugins.dockerlayers.fences"


def _convert(text: str, *others: Any, **options: Any) -> str:
    md = Markdown(extensions=["dockerlayers", *others], extension_configs={"dockerlayers": options})
    return md.convert(text)


def test_a_page_brings_styles_and_script_once() -> None:
    html = _convert(_PAGE + "\n" + _PAGE.removeprefix("# 글\n"))
    assert html.count('<figure class="bd"') == 2
    assert html.count("<style>") == html.count('<script type="module">') == 1
    assert ".bd.bd" in html
    assert "window.dockerlayers = {" in html


def test_a_page_without_a_breakdown_brings_nothing() -> None:
    assert _convert("# 글\n\n```python\nx\n```\n").count("<style>") == 0


def test_what_a_page_brings_can_be_left_to_the_site() -> None:
    html = _convert(_PAGE, inline=False)
    assert '<figure class="bd"' in html
    assert "<style>" not in html


@pytest.mark.parametrize("others", [["pymdownx.superfences"], ["fenced_code", "pymdownx.superfences", "toc"]])
def test_the_order_of_extensions_does_not_matter(others: list[str]) -> None:
    assert '<figure class="bd"' in _convert(_PAGE, *others)


def test_the_sites_own_fences_stay() -> None:
    fence = {"name": "own", "class": "own", "format": lambda source, *_, **__: f"<p>own {source}</p>"}
    md = Markdown(
        extensions=["dockerlayers", "pymdownx.superfences"],
        extension_configs={"pymdownx.superfences": {"custom_fences": [fence]}},
    )
    html = md.convert(f"{_PAGE}\n```own\nx\n```\n")
    assert "<p>own x</p>" in html
    assert '<figure class="bd"' in html


def test_what_is_wrong_is_told_where_strict_counts_it(caplog: pytest.LogCaptureFixture) -> None:
    assert "unknown instruction: FORM" in _convert(_BROKEN)
    assert [(one.name, one.levelname) for one in caplog.records] == [(_LOGGER, "WARNING")]
    assert caplog.messages[0].startswith("<page>:4:1: unknown instruction: FORM\n    FORM alpine\n    ^^^^\n")


def test_each_page_is_told_of_alone(caplog: pytest.LogCaptureFixture) -> None:
    md = Markdown(extensions=["dockerlayers"])
    for text in (_BROKEN, _PAGE, _BROKEN):
        md.reset().convert(text)
    assert len(caplog.records) == 2


class _Context(Extension):
    """Says which page it is, as Zensical does."""

    def __init__(self, root: Path, path: str) -> None:
        super().__init__()
        self.root, self.path = root, path

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        processor: Any = Preprocessor(md)
        processor.run = list
        processor.config = {"root_dir": str(self.root), "docs_dir": "docs"}
        processor.page = SimpleNamespace(path=self.path)
        md.preprocessors.register(processor, "rendering_context", 0)


def test_in_zensical_the_page_and_its_front_matter_are_known(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_text(f"---\ntitle: 글\n---\n\n{_BROKEN}", encoding="utf-8")
    _convert(_BROKEN, _Context(tmp_path, "a.md"))
    assert caplog.messages[0].startswith("docs/a.md:8:1: unknown instruction: FORM\n")


def test_in_zensical_a_file_begins_at_the_project(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text("FROM busybox\n", encoding="utf-8")
    html = _convert('```dockerfile file="Dockerfile"\n```\n', _Context(tmp_path, "made-by-another.md"))
    assert "busybox" in html


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"explian": "brief"}, "explian: 이런 설정은 없습니다. 혹시 이것인가요? explain"),
        ({"explain": "breif"}, "explain: 'breif' 값은 쓸 수 없습니다. 혹시 이것인가요? brief"),
        ({"language": "kor"}, "language: 'kor' 언어로 된 글이 없습니다. 혹시 이것인가요? ko"),
        ({"checks": "perhaps"}, "perhaps"),
    ],
)
def test_a_wrong_option_is_told_with_the_nearest(options: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message.replace("?", r"\?")):
        _convert(_PAGE, **options)


def test_options_are_what_fences_without_their_own_show() -> None:
    many = "# 글\n\n```dockerfile\nFROM python\nRUN pip install flask\n```\n"
    assert len(_convert(many, explain="brief", inline=False)) < len(_convert(many, inline=False))
    assert "고칠 점" in _convert(many)
    assert "고칠 점" not in _convert(many, checks=False)
    assert "고칠 점" in _convert(many.replace("dockerfile", "dockerfile checks=on"), checks=False)
