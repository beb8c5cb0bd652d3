"""A site in a language that has all texts: no page of it, no script and no index holds a word in Korean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from dockerlayers_site.plugin import project
from dockerlayers_site.texts import SiteTexts, load_site_texts, load_table
from tests.support.building import build_in_process
from tests.texts.pseudo import LANGUAGE, list_korean, make_pseudo, translate_table

SITE_TEXTS = Path(__file__).parents[2] / "hooks/dockerlayers_site/texts"
SLOT = re.compile(r"\{[a-z]+\}")
CONFIG = """\
site_name: Notes
theme: {name: material, font: false, language: en}
plugins: [search, dockerlayers]
"""
PAGE = """\
# Notes

> [!WARNING]
> Look out.

![a picture](missing.png) and [a note](nowhere.md) and <img src="other.png" alt="x">.

```dockerfile
FROM alpine
RUN apk add curl
COPY --from=nowhere a b
```

```dockerfile {expect-error}
FORM alpine
```

```dockerfile {nonsense=yes}
FROM alpine
```
"""
LEDGER = """\
{"page": "old/", "title": "Old"}
{"page": "old/", "id": "part", "text": "Part", "level": 2, "path": []}
{"page": "lost/", "title": "Lost"}
{"page": "", "title": "Notes"}
{"page": "", "id": "away", "text": "Away", "level": 2, "path": []}
{"page": "", "id": "gone", "text": "Gone", "level": 2, "path": []}
{"page": "two/", "title": "Two"}
"""
DECISIONS = """\
[[moved]]
from = "old/"
to = "two/"

[[moved]]
from = "old/#part"
to = "/"

[[moved]]
from = "/#away"
to = "two/"

[[gone]]
address = "/#gone"
reason = "It was wrong."
instead = "two/"

[[gone]]
address = "lost/"
reason = "It was wrong."
instead = "two/"
"""


def load_pseudo(path: str) -> Mapping[str, Any]:
    # How a problem is said in English is what its words are found by.
    return translate_table(load_table(path.replace(f"texts/{LANGUAGE}/", "texts/ko/")), ("says",))


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Build a site in the language: whatever its packages can say is said in it."""
    pseudo = SiteTexts(make_pseudo(), load_pseudo)
    monkeypatch.setattr(project, "load_site_texts", lambda _: pseudo)
    for name, text in {
        "mkdocs.yml": CONFIG,
        "docs/index.md": PAGE,
        "docs/two.md": "# Two\n",
        "docs/.links/published.jsonl": LEDGER,
        "docs/.links/decisions.toml": DECISIONS,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    built = build_in_process(tmp_path / "mkdocs.yml", strict=False)
    assert built.status == 0, built.output
    return tmp_path / "site"


def test_nothing_on_the_site_is_korean(site: Path) -> None:
    pages = {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in site.rglob("*.html")
    }
    assert {"index.html", "old/index.html", "lost/index.html", "two/index.html"} <= pages.keys()
    assert f'lang="{LANGUAGE}"' in pages["old/index.html"]
    for name, html in pages.items():
        assert list_korean(html) == [], name
    for word in (
        "[word word: Lost]",
        "&#x27;Away&#x27;",
        "&#x27;Gone&#x27;",
        "bd-fault",
        "admonition failure",
        "data-gap",
    ):
        assert any(word in html for html in pages.values()), word
    index = (site / "search/search_index.json").read_text(encoding="utf-8")
    assert '"line":"[Dockerfile {line}word]"' in index
    scripts = [path for path in site.rglob("*.js") if path.name in ("panel.js", "page.js")]
    assert len(scripts) == 2
    for path in scripts:
        assert "[word" in path.read_text(encoding="utf-8")
        assert list_korean(path.read_text(encoding="utf-8")) == [], path


@pytest.mark.parametrize(
    "language", [path.name for path in SITE_TEXTS.iterdir() if path.joinpath("site.toml").is_file()]
)
def test_a_language_of_the_site_asks_for_what_the_korean_one_does(language: str) -> None:
    korean, own = load_table("texts/ko/site.toml"), load_table(f"texts/{language}/site.toml")
    for name, text in own.items():
        assert set(SLOT.findall(text)) == set(SLOT.findall(korean[name.partition("#")[0]])), name


def test_a_language_without_texts_is_korean() -> None:
    assert load_site_texts("xx").language == "ko"
