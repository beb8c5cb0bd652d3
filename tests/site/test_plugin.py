"""The plugin's options: each feature can be switched off or set; a wrong word is told with the nearest."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config

from dockerlayers_site.links.folder import read_site
from dockerlayers_site.plugin import project
from dockerlayers_site.plugin.plugin import DockerlayersPlugin
from dockerlayers_site.texts import SiteTexts, load_site_texts
from tests.support.building import Built, build_in_process
from tests.support.commands import run_command
from tests.support.site import ROOT


def _load(options: Any) -> tuple[DockerlayersPlugin, list[str]]:
    plugin = DockerlayersPlugin()
    errors, _ = plugin.load_config(options)
    return plugin, [f"{name}: {error}" for name, error in errors]


def _events(options: Any) -> dict[str, list[str]]:
    plugin, errors = _load(options)
    assert errors == []
    return {
        # Each stands in what catches its mistakes.
        name: [getattr(one, "__wrapped__", one).__self__.__class__.__name__ for one in event.methods]
        for name, event in vars(plugin).items()
        if name.startswith("on_")
    }


def test_what_makes_a_page_is_not_loaded_before_one_is_made() -> None:
    """Of a build that finds all pages kept, what is loaded is a third."""
    names = ["dockerlayers.model.types", "dockerlayers.analysis", "markdown_it"]
    code = f"import sys, dockerlayers_site.plugin.plugin; print(sys.modules.keys() & {names})"
    assert run_command([sys.executable, "-c", code], os.environ, ROOT).stdout == "set()\n"


def test_all_features_are_on_and_in_order() -> None:
    assert _events({})["on_config"] == [
        "Guards",
        "Theme",
        "Names",
        "Access",
        "Notes",
        "Fences",
        "Search",
        "Links",
        "Previews",
        "Missing",
        "Live",
        "Typography",
        *["StylesOfSome"] * 3,
        "Cache",
        "PreparedPages",
    ]
    assert _events({"links": {}, "search": True})["on_config"] == _events({})["on_config"]


@pytest.mark.parametrize(
    "feature", ["fences", "notes", "search", "links", "previews", "missing", "live", "pages", "typography"]
)
def test_a_feature_is_switched_off(feature: str) -> None:
    classes = {name for names in _events({feature: False}).values() for name in names}
    assert classes == {
        "Guards",
        "Garbage",
        "Reports",
        "Encodings",
        "Access",
        "SessionRecords",
        "Contents",
        "Theme",
        "SystemScheme",
        "CheckedDays",
        "Names",
        "Titles",
        "Notes",
        "Fences",
        "Search",
        "Links",
        "Previews",
        "Missing",
        "Live",
        "Pages",
        "Typography",
        "StylesOfSome",
        "Bundles",
        "Cache",
        "PreparedPages",
        "WholePages",
        "Serving",
        "LeftFiles",
        "Diagrams",
    } - ({"Notes", "Diagrams"} if feature == "notes" else {feature.capitalize()})


def test_what_changes_a_page_says_what_that_hangs_on() -> None:
    """Without it no page would be kept, or one that is to be another."""
    plugin, _ = _load({})
    for event, name in (("on_page_context", "seen_in_context"), ("on_post_page", "seen_at_end")):
        owners = [getattr(one, "__wrapped__", one).__self__ for one in vars(plugin)[event].methods]
        features = [one for one in owners if type(one).__name__ != "WholePages"]
        assert len(features) > 3
        assert [one for one in features if not hasattr(one, name)] == []


def test_diagrams_are_switched_off_by_themselves() -> None:
    classes = {name for names in _events({"notes": {"diagrams": False}}).values() for name in names}
    assert "Notes" in classes
    assert "Diagrams" not in classes


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"serach": False}, "serach: 이런 설정은 없습니다. 혹시 이것인가요? search"),
        (
            {"x": 1},
            "x: 이런 설정은 없습니다. 있는 것: "
            "language, cache, fences, notes, search, glossary, links, previews, missing, live, pages,"
            " typography",
        ),
        ({"language": "kor"}, "language: 'kor' 언어로 된 글이 없습니다. 혹시 이것인가요? ko"),
        ({"language": ["ko"]}, "language: ['ko'] 언어로 된 글이 없습니다. 있는 것: ko"),
        ({"notes": {"allow": []}}, "notes: allow: 이름과 값으로 적어 주세요. 지금 값: []"),
        (
            {"notes": {"allow": {"host": []}}},
            "notes: allow: host: 이런 설정은 없습니다. 혹시 이것인가요? hosts",
        ),
        (
            {"notes": {"allow": {"hosts": ["https://img.host/"]}}},
            "notes: allow: hosts: img.example.com처럼 적어 주세요. 지금 값: 'https://img.host/'",
        ),
        (
            {"notes": {"allow": {"pages": "a.md"}}},
            "notes: allow: pages: [team/*.md]처럼 목록으로 적어 주세요. 지금 값: 'a.md'",
        ),
        ({"links": {"id": "slug"}}, "links: id: 이런 설정은 없습니다. 혹시 이것인가요? ids"),
        ({"links": {"ids": "slugs"}}, "links: ids: 'slugs' 값은 쓸 수 없습니다. 혹시 이것인가요? slug"),
        ({"fences": {"explain": 3}}, "fences: explain: 3 값은 쓸 수 없습니다. 있는 것: auto, brief, full"),
        ({"fences": {"checks": "no"}}, "fences: checks: true나 false를 적어 주세요. 지금 값: 'no'"),
        (
            {"pages": {"checks": "../checks"}},
            "pages: checks: build/checks, https://example.com/checks/처럼 적어 주세요. 지금 값: '../checks'",
        ),
        (
            {"pages": {"instructions": True}},
            "pages: instructions: build/checks, https://example.com/checks/처럼 적어 주세요. 지금 값: True",
        ),
        ({"notes": "off"}, "notes: true나 false, 또는 이 기능의 설정을 적어 주세요. 지금 값: 'off'"),
    ],
)
def test_a_wrong_option_is_told_with_the_nearest(options: Any, message: str) -> None:
    assert _load(options)[1] == [message]


def _build(
    folder: Path, plugins: str, *, theme: str = "material", more: str = "", page: str = "# 글\n"
) -> Built:
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "docs/index.md").write_text(page, encoding="utf-8")
    config = folder / "mkdocs.yml"
    config.write_text(f"site_name: 시험\ntheme: {theme}\nplugins: [{plugins}]\n{more}", encoding="utf-8")
    return build_in_process(config)


def _site(folder: Path, *, theme: str = "material", more: str = "", page: str = "# 글\n") -> Built:
    return _build(folder, "search, dockerlayers", theme=theme, more=more, page=page)


def test_mkdocs_stops_at_a_wrong_option(tmp_path: Path) -> None:
    built = _build(tmp_path, "search, dockerlayers: {serach: false}")
    assert built.status != 0
    assert (
        "Plugin 'dockerlayers' option 'serach': 이런 설정은 없습니다. 혹시 이것인가요? search" in built.output
    )


_FULL = """\
# 글

목록입니다.
- 하나 :tada:

## 이미지 만들기

~~지움~~ [위로](#이미지-만들기)

> [!NOTE]
> 알림

| 이름 | 뜻 |
| --- | --- |
| 층 | 레이어 |

```dockerfile
FROM alpine
```
"""
_SIGNS = (
    '<figure class="bd"',
    "<table",
    "<del>",
    "🎉",
    'class="admonition note"',
    'id="이미지-만들기"',
    "og:title",
)


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_two_lines_are_enough_in_any_theme(tmp_path: Path, theme: str) -> None:
    built = _site(tmp_path, theme=theme, page=_FULL)
    assert (built.status, built.warnings) == (0, []), built.output
    html = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert [sign for sign in _SIGNS if sign not in html] == []
    linked = re.findall(r'(?:href|src)="(assets/dockerlayers/[^"]+)"', html)
    assert {"assets/dockerlayers/site.css", "assets/dockerlayers/site.js"} <= {*linked}
    assert [path for path in linked if not (tmp_path / "site" / path).is_file()] == []


def test_another_theme_is_told_once_what_it_does_not_get(tmp_path: Path) -> None:
    told = [line for line in _site(tmp_path, theme="mkdocs").output.splitlines() if "dockerlayers:" in line]
    assert [line for line in told if "make vendor" not in line] == [
        "INFO    -  dockerlayers: no Korean search with the theme mkdocs: it is made for Material's"
    ]


def test_another_theme_can_record_its_addresses(tmp_path: Path) -> None:
    _site(tmp_path, theme="mkdocs", page=_FULL)
    site = read_site(tmp_path / "site", tmp_path / "docs")
    assert [one.text for one in site.pages[""].sections] == ["글", "이미지 만들기"]
    assert "mkdocs_search_modal" not in site.pages[""].ids


def test_what_a_site_has_configured_stays(tmp_path: Path) -> None:
    extensions = "[toc: {permalink: '§'}, pymdownx.superfences: {preserve_tabs: false}]"
    assert _site(tmp_path, more=f"markdown_extensions: {extensions}\n", page=_FULL).status == 0
    assert "§</a>" in (tmp_path / "site/index.html").read_text(encoding="utf-8")
    config = load_config(str(tmp_path / "mkdocs.yml"))
    config.plugins.on_config(config)
    assert config.mdx_configs["pymdownx.superfences"] == {"preserve_tabs": False, "relaxed_headers": True}
    assert config.mdx_configs["toc"]["permalink"] == "§"


def test_the_styles_of_a_site_have_the_last_word(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/team.css").write_text("/* Ours. */ .bd { color: red }\n", encoding="utf-8")
    (tmp_path / "docs/bound.css").write_text(".bd { background: url(a.png) }\n", encoding="utf-8")
    _site(tmp_path, more="extra_css: [team.css, bound.css]\n")
    html = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert "team.css" not in html
    assert html.index("bound.css") > html.index("assets/dockerlayers/site.css")
    folder = tmp_path / "site/assets/dockerlayers"
    styles = (folder / "site.css").read_text(encoding="utf-8")
    assert styles.index(".link-notes") > styles.index(".bd")
    assert styles.endswith(".bd{color: red}")
    assert "/*" not in styles


def test_a_config_for_zensical_as_well_is_read(tmp_path: Path) -> None:
    assert _site(tmp_path, more="markdown_extensions: [dockerlayers]\n", page=_FULL).status == 0
    html = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert html.count('<figure class="bd"') == 1
    assert 'type="module"' not in html


def test_a_plugin_and_a_hook_are_one_too_many(tmp_path: Path) -> None:
    built = _site(tmp_path, more=f"hooks: [{ROOT}/hooks/github_notes.py]\n")
    assert built.status != 0
    assert "GitHubNotes 기능을 두 번 켰습니다. mkdocs.yml에 dockerlayers 플러그인과" in built.output


def test_material_without_its_search_is_told_what_to_do(tmp_path: Path) -> None:
    told = "`search`를 적거나, 검색을 쓰지 않으면 `dockerlayers: {search: false}`로"
    assert told in _build(tmp_path, "dockerlayers").output
    assert _build(tmp_path, "dockerlayers: {search: false}").status == 0


def test_a_site_has_synonyms_of_its_own(tmp_path: Path) -> None:
    words, plugins = tmp_path / "words.toml", "search, dockerlayers: {search: {synonyms: words.toml}}"
    words.write_text('[[synonyms]]\nwords = ["우리말", "ours"]\n', encoding="utf-8")
    assert _build(tmp_path, plugins, page="# 우리말\n").status == 0
    index = json.loads((tmp_path / "site/search/search_index.json").read_text(encoding="utf-8"))
    assert ["우리말", "ours"] in index["config"]["korean"]["synonyms"]
    words.write_text('[[synonyms]]\nword = ["우리말"]\n', encoding="utf-8")
    told = "words.toml 파일의 동의어를 읽을 수 없습니다: [[synonyms]]에는 words만 적습니다. 적힌 것: word"
    assert told in _build(tmp_path, plugins).output


@pytest.mark.parametrize(
    ("options", "sign", "is_there"),
    [
        ("links: {ids: slug}", '<h2 id="이미지-만들기"', True),
        ("links: {ids: short}", '<h2 id="이미지-만들기"', False),
        ("links: false", "assets/dockerlayers/links", False),
        ("notes: false", 'class="admonition', False),
        ("notes: {anchors: false}", "note-anchor", False),
        ("fences: false", '<figure class="bd"', False),
        ("previews: false", "og:title", False),
        ("search: false", "korean-", False),
    ],
)
def test_a_feature_is_off_or_set(tmp_path: Path, options: str, sign: str, is_there: bool) -> None:
    assert _build(tmp_path, f"search, dockerlayers: {{{options}}}", page=_FULL).status == 0
    assert (sign in (tmp_path / "site/index.html").read_text(encoding="utf-8")) is is_there


@pytest.mark.parametrize(
    ("options", "language"), [("", "en"), (": {language: ko}", "ko"), (": {links: false}", "en")]
)
def test_the_plugins_language_comes_before_the_themes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: str, language: str
) -> None:
    asked: list[str] = []

    def load(name: str) -> SiteTexts:
        asked.append(name)
        return load_site_texts(name)

    monkeypatch.setattr(project, "load_site_texts", load)
    theme = "{name: material, font: false, language: en}"
    assert _build(tmp_path, f"search, dockerlayers{options}", theme=theme, page=_FULL).status == 0
    assert set(asked) == {language}
    assert 'lang="en"' in (tmp_path / "site/index.html").read_text(encoding="utf-8")


def test_a_page_with_tags_of_its_own_keeps_them(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    tag = '<meta property="og:title" content="own">'
    block = f'{{% extends "base.html" %}}{{% block extrahead %}}{tag}{{% endblock %}}'
    (tmp_path / "own/main.html").write_text(block, encoding="utf-8")
    assert _site(tmp_path, theme="{name: material, custom_dir: own}").status == 0
    html = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert re.findall(r"<meta property=\"og:[^>]*>", html) == [tag]


def test_a_site_may_have_hooks_of_its_own(tmp_path: Path) -> None:
    hook = "def on_page_content(html, **_):\n    return html + '<p>hooked</p>'\n"
    (tmp_path / "hook.py").write_text(hook, encoding="utf-8")
    for _ in range(2):  # the second is made of what was kept
        built = _site(tmp_path, more="hooks: [hook.py]\n", page=_FULL)
        assert (built.status, built.warnings) == (0, []), built.output
        assert "<p>hooked</p>" in (tmp_path / "site/index.html").read_text(encoding="utf-8")
