"""The step of the build: rows of breakdowns, the index, the one place in the pages, the scripts."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from dockerlayers.texts.texts import load_texts
from dockerlayers_site.glossary import load_synonyms
from dockerlayers_site.plugin.search import Search
from dockerlayers_site.search import (
    Dictionary,
    Row,
    SearchIndexError,
    SearchPlaceError,
    find_rows,
    load_assets,
    prepare_index,
    redirect_worker,
    synonyms_of_use,
    without_excluded,
)
from dockerlayers_site.search.index import INDEXED_ROW
from dockerlayers_site.texts import load_site_texts
from tests.support.site import ROOT, BuiltSite, build_site

ROW = (
    '<li class="bd-row" id="{id}" value="{line}"><div class="bd-src"><a data-search-exclude>1</a>'
    '<pre class="bd-code"><span class="bd-line"><span class="k">{code}</span>'
    "<b data-search-exclude>표시<i>!</i></b></span></pre></div><p>풀이</p></li>"
)
CODES = ("FROM alpine", "RUN echo &lt;b&gt;", "RUN echo &lt;b&gt;")
HTML = "<h1 id=x>글</h1><ol>" + "".join(
    ROW.format(id=f"a-{n}", line=n, code=code) for n, code in enumerate(CODES, 1)
)
ROWS = (
    Row(id="a-1", line=1, code="FROM alpine"),
    Row(id="a-2", line=2, code="RUN echo <b>"),
    Row(id="a-3", line=3, code="RUN echo <b>"),
)
CONFIG = '{"base": "..", "search": "../assets/javascripts/workers/search.a7633da7.min.js", "tags": null}'
PAGE = f'<script id="__config" type="application/json">{CONFIG}</script>'
DICTIONARY = Dictionary(
    groups=(
        ("도커", "docker"),
        ("이미지", "image"),
        ("빌드", "build"),
        ("태그", "tag"),
        ("볼륨", "volume"),
    )
)
PATHS = {"worker": "korean-1/worker.js", "before": "korean-1/start.js"}


def index(*texts: str) -> str:
    docs = [{"location": f"page/#{n}", "title": "제목", "text": text} for n, text in enumerate(texts)]
    return json.dumps({"config": {"lang": ["en"]}, "docs": docs})


def prepared(text: str, **more: Any) -> str:
    return b"".join(prepare_index(text, **more)).decode()


def test_rows_have_the_code_without_what_is_excluded() -> None:
    assert find_rows(HTML + "</ol><pre>no row</pre>") == ROWS


def test_a_row_of_a_comparison_has_the_number_of_the_line_with_its_link() -> None:
    line = '<span class="bd-line" data-n="{}">{}</span>'
    code = line.format(8, "# 까닭\n") + line.format(9, '<a class="bd-no"></a>USER app')
    html = (
        f'<li class="bd-pair" id="a"><div data-search-exclude><pre>USER x</pre></div><pre>{code}</pre></li>'
    )
    assert find_rows(html) == (Row(id="a", line=9, code="# 까닭\nUSER app"),)


def test_a_page_without_breakdowns_has_no_rows() -> None:
    assert find_rows("<ul><li id='a'><pre>FROM alpine</pre></li></ul>") == ()


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p>가</p>", "<p>가</p>"),
        ("<div data-search-exclude><div>가</div>나</div>다", "다"),
        ("가<div data-search-exclude><p>나<div>다</div></div>라", "가라"),
        ("<p>가\n<b data-search-exclude>나</b >\n<img data-search-exclude alt=x>다</p>", "<p>가\n\n다</p>"),
        ("<svg><path data-search-exclude /></svg>가", "<svg></svg>가"),
        ("<div data-search-exclude>가<br><svg><path/></svg></i></div>나", "나"),
        ("<div><p data-search-exclude>가</div>나", "<div></div>나"),
        ("<div data-search-exclude>가", "<div data-search-exclude>가"),
        ("<h2 data-search-exclude>가</h2>나", "<h2 data-search-exclude>가</h2>나"),
    ],
)
def test_what_is_excluded_is_cut_out_however_it_is_nested(html: str, kept: str) -> None:
    assert without_excluded(html) == kept


def test_a_breakdown_is_indexed_without_what_is_generated_for_it(built_site: BuiltSite) -> None:
    index = json.loads((built_site.folder / "search/search_index.json").read_text(encoding="utf-8"))
    breakdowns = [entry for entry in index["docs"] if entry.get("rows")]
    asked = load_texts().label("change")
    assert breakdowns
    for entry in breakdowns:
        assert len(entry["rows"]) == len(INDEXED_ROW.findall(entry["text"]))
        told = re.sub("<pre>.*?</pre>|<p>.*?</p>", "", entry["text"])
        assert not re.search(f"[0-9]행 자세히|{asked}|용어", told)
    pages = (path.read_text(encoding="utf-8") for path in built_site.folder.rglob("*.html"))
    assert any(asked in page for page in pages)


def test_every_row_of_the_site_has_a_place_in_the_index(built_site: BuiltSite) -> None:
    index = json.loads((built_site.folder / "search/search_index.json").read_text(encoding="utf-8"))
    for path in built_site.folder.rglob("*.html"):
        url = path.parent.relative_to(built_site.folder).as_posix().removeprefix(".")
        of_page = [one for one in index["docs"] if one["location"].partition("#")[0].strip("/") == url]
        if not of_page:  # A page that is left out of the search.
            continue
        known = {anchor for entry in of_page for anchor, _ in entry.get("rows", [])}
        assert {row.id for row in find_rows(path.read_text(encoding="utf-8"))} <= known, path


def test_sections_get_the_ids_of_their_rows() -> None:
    first = "<ol><li><pre>FROM alpine</pre></li><li><pre>RUN echo &lt;b&gt;</pre></li></ol>"
    second = "<li><pre><code>FROM alpine</code></pre></li><ol><li><pre>RUN echo &lt;b&gt;</pre></li></ol>"
    text = prepared(
        index(first, second, "<p>글</p>"),
        rows={"page/": ROWS},
        synonyms=[("도커", "docker")],
        line="{line}행",
    )
    data = json.loads(text)
    assert data["config"] == {
        "lang": ["en"],
        "korean": {"synonyms": [["도커", "docker"]], "line": "{line}행"},
    }
    assert [entry.get("rows") for entry in data["docs"]] == [
        [["a-1", 1], ["a-2", 2]],
        [["a-3", 3]],
        None,
    ]
    assert "도커" in text


def test_of_synonyms_that_the_scripts_have_an_index_tells_which() -> None:
    others = Dictionary(groups=(*DICTIONARY.groups, ("레이어", "layer")))
    text = prepared(
        index("<p>글</p>"),
        rows={},
        synonyms=[("도커", "docker"), ("우리말", "ours"), ("볼륨", "volume")],
        line="",
        dictionary=DICTIONARY,
    )
    korean = json.loads(text)["config"]["korean"]
    # The first and the fifth of five, the first of four in the lowest bit.
    assert (korean["dictionary"], korean["known"]) == (DICTIONARY.name, "11")
    assert korean["synonyms"] == [["우리말", "ours"]]
    assert others.name != DICTIONARY.name


def test_the_scripts_have_the_dictionary_as_its_index_counts_it() -> None:
    assets = load_assets(load_site_texts(), material_worker="search.1.min.js", dictionary=DICTIONARY)
    whole = json.dumps(DICTIONARY.text, ensure_ascii=False)
    assert whole in assets.scripts["engine.js"]
    assert DICTIONARY.text.split("\n")[:2] == [DICTIONARY.name, "도커,docker"]


def test_no_word_of_the_dictionary_is_parted_where_it_is_read() -> None:
    words = [word for group in load_synonyms() for word in group]
    assert len(words) > 500
    assert [word for word in words if re.search(r"[,\n]", word)] == []


def test_a_row_that_no_page_has_gets_no_id() -> None:
    text = prepared(index("<li><pre>USER nobody</pre></li>"), rows={"page/": ROWS}, synonyms=[], line="")
    assert json.loads(text)["docs"][0]["rows"] == [["", 0]]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "no `config`"),
        ('{"docs": []}', "no `config`"),
        ('{"config": {}}', "no `docs`"),
        ('{"config": {}, "docs": [{"location": "a"}]}', "no `docs`"),
    ],
)
def test_an_index_of_another_form_is_refused(text: str, message: str) -> None:
    with pytest.raises(SearchIndexError, match=message):
        prepared(text, rows={}, synonyms=[], line="")


def test_the_page_starts_our_worker() -> None:
    before, _, rest = redirect_worker(PAGE, **PATHS).partition(
        '<script id="__config" type="application/json">'
    )
    assert before == '<script src="../assets/javascripts/korean-1/start.js"></script>'
    config = json.loads(rest.removesuffix("</script>"))
    assert config == json.loads(CONFIG) | {"search": "../assets/javascripts/korean-1/worker.js"}


@pytest.mark.parametrize("html", ["", PAGE.replace("workers", "worker"), PAGE + PAGE])
def test_a_page_without_the_one_place_is_refused(html: str) -> None:
    with pytest.raises(SearchPlaceError, match="expected one address of Material's search worker"):
        redirect_worker(html, **PATHS)


def test_the_scripts_know_the_worker_to_fall_back_to_and_change_their_folder_with_it() -> None:
    one, other = (
        load_assets(load_site_texts(), material_worker=f"search.{name}.min.js", dictionary=DICTIONARY)
        for name in ("1", "2")
    )
    assert "workers/search.1.min.js" in one.scripts["worker.js"]
    assert one.folder != other.folder
    assert {one.worker, one.start_script, *one.page_scripts, one.page_styles} == {
        f"{one.folder}/{name}" for name in ("worker.js", "start.js", "page.js", "marks.js", "page.css")
    }


def test_no_script_is_longer_than_200_lines() -> None:
    scripts = list((ROOT / "hooks/dockerlayers_site/search/browser").glob("*.js"))
    lengths = {path.name: path.read_text(encoding="utf-8").count("\n") for path in scripts}
    assert scripts
    assert {name: length for name, length in lengths.items() if length > 200} == {}


@pytest.fixture
def config() -> MkDocsConfig:
    return load_config(str(ROOT / "mkdocs.yml"))


def test_the_build_fails_with_a_reason_when_a_page_names_no_worker(config: MkDocsConfig) -> None:
    search = Search()
    search.on_config(config)
    with pytest.raises(
        PluginError,
        match=r"404\.html: .* 0개가 있습니다\. Material이 새",
    ):
        search.on_post_template("<html></html>", template_name="404.html", config=config)


def test_the_build_fails_with_a_reason_when_the_theme_has_no_worker(config: MkDocsConfig) -> None:
    config.theme.dirs = [str(ROOT / "docs")]
    with pytest.raises(PluginError, match=r"테마에 assets/javascripts/workers/search\.\*\.min\.js 파일"):
        Search().on_config(config)


def test_the_build_fails_with_a_reason_without_the_plugin(config: MkDocsConfig) -> None:
    del config.plugins["material/search"]
    with pytest.raises(PluginError, match=r"material/search 플러그인.*`dockerlayers: \{search: false\}`"):
        Search().on_config(config)


def test_the_build_fails_with_a_reason_without_an_index(
    config: MkDocsConfig, tmp_path_factory: pytest.TempPathFactory
) -> None:
    config.site_dir = str(tmp_path_factory.mktemp("empty"))
    search = Search()
    search.on_config(config)
    with pytest.raises(PluginError, match=r"search_index\.json"):
        search.prepare(config=config)


def test_a_real_build_with_another_theme_stops_and_says_which_page_and_what_is_missing(
    tmp_path: Path,
) -> None:
    for name in ("docs", "examples", "hooks", "overrides"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    for template in ("main.html", "404.html"):
        other = '{% extends "base.html" %}{% block config %}{% endblock %}'
        (tmp_path / "overrides" / template).write_text(other, encoding="utf-8")
    with pytest.raises(subprocess.CalledProcessError) as stopped:
        build_site(tmp_path / "site", config=tmp_path / "mkdocs.yml")
    assert re.search(
        r"한국어 검색: [\w./-]+: 글의 설정에 .* 0개가 있습니다\. Material이 새 버전인가요\?",
        stopped.value.output,
    )


def test_only_synonyms_of_the_site_are_given() -> None:
    text = index("<p>컨테이너를 지웁니다. 지우기, specific</p>")
    groups = [("컨테이너", "container"), ("삭제", "지우다"), ("지속적 통합", "CI"), ("볼륨", "volume")]
    assert synonyms_of_use(text, groups) == (("컨테이너", "container"), ("삭제", "지우다"))


def test_a_text_loses_the_tags_that_no_one_uses() -> None:
    text = index(
        "<p><code>RUN</code>은\n <em>실행</em>합니다.</p> <pre><code>a\n b</code></pre><ul><li>다</li></ul>"
    )
    data = json.loads(prepared(text, rows={}, synonyms=(), line=""))
    assert data["docs"][0]["text"] == "RUN은 실행합니다. <pre><code>a\nb</code></pre> 다"


def test_what_no_one_sees_is_no_part_of_the_index() -> None:
    text = index(
        "<p>컨\u2060테\u2060이너\u2060를 지웁니다. 소\u00ad프트웨어, docker<wbr>file</p>",
        "<li><pre>US\u2060ER a</pre></li>",
    )
    text = text.replace("제목", "제\u2060목")
    rows = (Row(id="user", line=1, code="US\u2060ER a"),)
    data = json.loads(prepared(text, rows={"page/": rows}, synonyms=(), line=""))
    assert data["docs"][0]["text"] == "컨테이너를 지웁니다. 소프트웨어, dockerfile"
    assert data["docs"][1]["rows"] == [["user", 1]]
    assert {entry["title"] for entry in data["docs"]} == {"제목"}
    assert synonyms_of_use(text, [("컨테이너", "container")]) == (("컨테이너", "container"),)


def test_a_sample_loses_what_no_one_looks_for() -> None:
    sample = "<pre><code>ID   이름\n───  ───\n\n50eb54860a04  web\ndefaced</code></pre>"
    rows = "<ol><li><pre>RUN  echo \\\n    a</pre></li></ol>"
    data = json.loads(prepared(index(sample + rows), rows={}, synonyms=(), line=""))
    kept, row = "<pre><code>ID 이름\nweb\ndefaced</code></pre>", "<li><pre>RUN  echo \\\n    a</pre></li>"
    assert data["docs"][0]["text"] == f"{kept} {row}"


def test_the_english_name_behind_a_term_that_has_it_is_left_out() -> None:
    text = "<p>레이어(layer)와 <em>빌드 캐시</em>(build cache), 열쇠(key), 다른 것(layer)입니다.</p>"
    synonyms = [["레이어", "layer", "계층"], ["빌드 캐시", "build cache"]]
    data = json.loads(prepared(index(text), rows={}, synonyms=synonyms, line=""))
    assert data["docs"][0]["text"] == "레이어와 빌드 캐시, 열쇠(key), 다른 것(layer)입니다."


def test_synonyms_that_differ_in_blanks_are_one() -> None:
    groups = [("네임스페이스", "namespace", "네임 스페이스")]
    assert synonyms_of_use(index("<p>네임스페이스</p>"), groups) == (("네임 스페이스", "namespace"),)


def test_a_group_of_synonyms_that_comes_twice_is_one() -> None:
    groups = [("볼륨", "volume"), ["볼륨", "volume"]]
    assert synonyms_of_use(index("<p>볼륨</p>"), groups) == (("볼륨", "volume"),)


def test_entries_are_known_by_what_they_are_made_of_where_that_is_told() -> None:
    told: list[object] = []

    def keep(make: Callable[[], Any], kind: str, url: str, entries: object, *_: object) -> Any:
        told.append((kind, url, entries))
        return make()

    docs = [{"location": name, "title": "가", "text": "볼륨"} for name in ("a/", "b/", "b/#c")]
    text, made_of = json.dumps({"config": {}, "docs": docs}), {"a/": "digest"}
    assert synonyms_of_use(text, [("볼륨", "volume")], made_of, keep) == (("볼륨", "volume"),)
    data = json.loads(prepared(text, rows={}, synonyms=(), line="", made_of=made_of, keep=keep))
    assert [entry["location"] for entry in data["docs"]] == ["a/", "b/", "b/#c"]
    assert told == [
        (kind, *pair) for kind in ("synonyms", "prepared") for pair in (("a/", "digest"), ("b/", docs[1:]))
    ]


def test_what_is_said_of_a_page_elsewhere_is_for_all_of_it() -> None:
    docs = [
        {"location": "build/clean-up/", "title": "정리하기", "text": "<p>글</p>"},
        {"location": "build/clean-up/#look-first", "title": "먼저 봅니다", "text": "<p>보기</p>"},
        {"location": "build/clean-up/#deoyop", "title": "더욥", "text": "<p>끝. 다른 말: prune, 정돈.</p>"},
        {"location": "gul/", "title": "굴", "text": "<p>다른 말은 없습니다.</p>"},
    ]
    text = prepared(
        json.dumps({"config": {}, "docs": docs}),
        rows={},
        synonyms=(),
        line="",
        descriptions={"build/clean-up/": "무엇을 지우나", "gul/": ""},
        lead="다른 말",
    )
    about = [(entry["text"], entry.get("about")) for entry in json.loads(text)["docs"]]
    assert about == [
        ("글", "무엇을 지우나 prune, 정돈 clean"),
        ("보기", "look first"),
        ("끝.", None),
        ("다른 말은 없습니다.", None),
    ]
