"""What notes draw: formulas without a script, diagrams by Mermaid from the site itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request

from dockerlayers_site.vendor.installed import find_package
from tests.support.building import build_in_process
from tests.support.site import ROOT, ServedSite, serve_folder

_CONFIG = """\
site_name: 시험
site_url: {address}
theme:
  name: material
  font: false
  language: ko
  features: [navigation.instant]
  palette:
    - {{scheme: default, toggle: {{icon: material/weather-night, name: 어둡게}}}}
    - {{scheme: slate, toggle: {{icon: material/weather-sunny, name: 밝게}}}}
plugins: [search, dockerlayers]
"""
_LONG = " + ".join(f"x_{{{number}}}" for number in range(40))
_PAGES = {
    "index.md": "# 홈\n\n[다이어그램](drawn.md)\n",
    "formulas.md": "# 수식\n\n값은 $\\frac{a}{b}$이고 `$HOME`은 $HOME입니다. "
    f"${_LONG}$ 끝.\n\n$$\n{_LONG}\n$$\n",
    "drawn.md": """\
# 다이어그램

```mermaid
flowchart LR
  accTitle: 빌드의 차례
  A[소스] -->|빌드| B["이미지 <b>굵게</b>"]
```

```mermaid
flowchart LR
  A -->
```
""",
}
# One of each kind that sets words on colours in a way of its own.
_KINDS = (
    'flowchart LR\n  A[소스] -->|빌드| B["이미지"]\n  subgraph S [묶음]\n  B -.->|아니요| C{고름}\n  end',
    "sequenceDiagram\n  actor A as 사람\n  A->>B: 보냄\n  Note over A,B: 쪽지\n"
    "  loop 되풀이\n  B-->>A: 답\n  end",
    'classDiagram\n  class A {\n    +pull() bool\n  }\n  A "1" --> "*" B : 쌓음\n  note "쪽지"',
    "stateDiagram-v2\n  [*] --> a: create\n  state b {\n    c --> d: 넘어감\n  }\n"
    "  a --> b\n  note right of a : 쪽지",
    'erDiagram\n  IMAGE ||--o{ LAYER : "쌓음"\n  IMAGE {\n    string name PK "이름"\n  }',
    "gantt\n  title 일정\n  section 첫째\n  가 :done, a, 2024-01-01, 3d\n  나 :active, b, after a, 3d\n"
    "  다 :crit, c, after b, 3d\n  라 : d, after c, 3d",
    'pie\n  title 크기\n  "베이스" : 40\n  "의존성" : 30\n  "소스" : 20',
    'gitGraph\n  commit id: "첫 커밋"\n  branch dev\n  commit tag: "v1"\n  branch b\n  commit',
    "mindmap\n  root((도커))\n    이미지\n      레이어\n    컨테이너",
    "timeline\n  title 역사\n  section 처음\n  2013 : 도커\n  section 다음\n  2017 : moby",
    'C4Context\n  Person(a, "사람", "쓰는 이")\n  System_Ext(b, "남의 것", "x")\n  Rel(a, b, "씀")',
    "kanban\n  할 일\n    [빌드]\n  한 일\n    [커밋]",
)
# Words of a drawing that stand out too little from what lies below their middle: axe-core reads HTML alone.
_FAINT = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const read = (colour, opacity) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return { of: [red, green, blue], alpha: alpha / 255 * opacity };
  };
  const over = (top, below) =>
    ({ alpha: 1, of: top.of.map((one, nth) => one * top.alpha + below.of[nth] * (1 - top.alpha)) });
  const light = ({ of }) => of
    .map((one) => (one <= 10 ? one / 255 / 12.92 : ((one / 255 + .055) / 1.055) ** 2.4))
    .reduce((sum, one, nth) => sum + one * [.2126, .7152, .0722][nth], 0);
  const FOLLOWING = Node.DOCUMENT_POSITION_FOLLOWING; // also of what it is in
  const isDrawn = (one) => one instanceof SVGElement && !/^(svg|g|foreignObject)$/.test(one.localName);
  const paint = (one) => {
    const { fill, fillOpacity, color, backgroundColor } = getComputedStyle(one);
    const isWords = /^(text|tspan)$/.test(one.localName);
    if (!isDrawn(one)) return read(backgroundColor, 1);
    return read(fill === "none" || isWords ? "transparent" : fill, fillOpacity);
  };
  const page = read(getComputedStyle(document.body).backgroundColor, 1);
  const faint = [];
  for (const { shadowRoot } of document.querySelectorAll(".note-diagram-drawing")) {
    const hit = shadowRoot.appendChild(document.createElement("style"));
    hit.textContent = "* { pointer-events: all !important; }";
    const walk = document.createTreeWalker(shadowRoot.querySelector("svg"), NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const words = walk.currentNode.parentElement;
      if (!walk.currentNode.textContent.trim() || words.closest("style, title, desc, defs")) continue;
      words.scrollIntoView({ block: "center" });
      const { left, top, width, height } = words.getBoundingClientRect();
      if (!width) continue;
      const { fill, color } = getComputedStyle(words);
      const below = shadowRoot.elementsFromPoint(left + width / 2, top + height / 2)
        .filter((one) => shadowRoot.contains(one) && one.compareDocumentPosition(words) & FOLLOWING)
        .reverse().reduce((ground, one) => over(paint(one), ground), page);
      const both = [light(over(read(isDrawn(words) ? fill : color, 1), below)), light(below)];
      const contrast = (Math.max(...both) + .05) / (Math.min(...both) + .05);
      if (contrast < 4.5) faint.push(`${walk.currentNode.textContent.trim()}: ${contrast.toFixed(2)}`);
    }
    hit.remove();
  }
  return faint;
}"""
# Each would run a script or ask another host.
_HOSTILE = (
    'flowchart LR\n  A --> B\n  click A "javascript:pwn()"',
    'flowchart LR\n  A --> B\n  click A call pwn()\n  click B href "javascript:pwn()" "말"',
    'flowchart LR\n  A["<img src=x onerror=pwn()>"] --> B["<script>pwn()</script>"]',
    'flowchart LR\n  A["<img src=https://evil.example/a.png>"] --> B["<iframe src=https://evil.example>"]',
    'flowchart LR\n  A@{ "im\\u0067": "https://evil.example/a.png", label: "x", w: 60, h: 60 }',
    '%%{init: {"securityLevel": "loose"}}%%\nflowchart LR\n  A["<img src=x onerror=pwn()>"]',
    "---\nconfig:\n  securityLevel: loose\n---\nflowchart LR\n  A[\"<b onclick='pwn()'>x</b>\"]",
    '%%{init: {"themeCSS": "@import url(https://evil.example/a.css);"}}%%\nflowchart LR\n  A --> B',
    '%%{init: {"themeCSS": ".node{background:url(https://evil.example/a)}"}}%%\nflowchart LR\n  A --> B',
    '%%{init: {"themeVariables": {"primaryColor": "url(https://evil.example/a)"}}}%%\nflowchart LR\n  A',
    '%%{init: {"fontFamily": "x;}@font-face{font-family:y;src:url(https://evil.example)}"}}%%\npie',
    "flowchart LR\n  A --> B\n  style A fill:url(https://evil.example/a)",
    "flowchart LR\n  A --> B\n  classDef x background-image:url(https://evil.example/a)\n  class A x",
    "sequenceDiagram\n  participant A\n  link A: 눌러 @ javascript:pwn()\n  A->>A: <img src=x onerror=pwn()>",
    'classDiagram\n  class A\n  link A "javascript:pwn()"\n  callback A "pwn"',
    'gantt\n  section A\n  B :b, 2024-01-01, 1d\n  click b href "javascript:pwn()"',
    'mindmap\n  root(("<img src=x onerror=pwn()>"))',
    "</code></pre><script>pwn()</script>",
    "journey\n  title <svg onload=pwn()>\n  section A\n    B: 5: C",
    'C4Context\n  Person(a, "x", "y", $sprite="https://evil.example/a.png", $link="javascript:pwn()")',
)

# What in a drawing would run or ask for something.
_FIND = """() => {
  const found = [];
  const bad = /^(script|iframe|img|image|object|embed|form|input|link)$/i;
  for (const drawing of document.querySelectorAll(".note-diagram-drawing")) {
    for (const one of drawing.shadowRoot.querySelectorAll("*")) {
      if (bad.test(one.localName)) found.push(one.localName);
      for (const { name, value } of one.attributes) {
        if (name.startsWith("on") || /javascript:|evil/i.test(value)) found.push(`${name}=${value}`);
      }
      if (one.localName === "style" && /evil/.test(one.textContent)) found.push(one.textContent);
    }
  }
  return found;
}"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    assert find_package(ROOT, "mermaid"), "Mermaid is not installed: run `make vendor`."
    root = tmp_path_factory.mktemp("drawn")
    (root / ".cache").symlink_to(ROOT / ".cache")
    (root / "docs").mkdir()
    hostile, kinds = (
        "".join(f"```mermaid\n{source}\n```\n\n" for source in sources) for sources in (_HOSTILE, _KINDS)
    )
    pages = {**_PAGES, "hostile.md": f"# 남의 글\n\n{hostile}", "kinds.md": f"# 여러 그림\n\n{kinds}"}
    for name, text in pages.items():
        (root / "docs" / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def drawn(project: Path) -> Iterator[ServedSite]:
    with serve_folder(project / "site") as site:
        (project / "mkdocs.yml").write_text(_CONFIG.format(address=site.address), encoding="utf-8")
        built = build_in_process(project / "mkdocs.yml", strict=False)
        assert built.status == 0, built.output
        yield site


@contextmanager
def opened(
    browser: Browser, site: ServedSite, name: str, *, width: int = 1280, script: bool = True
) -> Iterator[tuple[Page, list[str]]]:
    """Open a page; the list gets what asks another host, save what the policy of our frame has refused."""
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=script)
    context.set_default_timeout(20_000)
    context.add_init_script("window.pwn = () => { top.ran = true; }")
    asked: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith((site.address, "data:", "blob:")):
            asked.append(request.url)

    def refused(request: Request) -> None:
        if request.failure == "csp" and request.url in asked:
            asked.remove(request.url)

    context.on("request", note)
    context.on("requestfailed", refused)
    page = context.new_page()
    page.on("dialog", lambda dialog: asked.append(f"a dialog: {dialog.message}"))
    page.goto(f"{site.address}{name}", wait_until="load")
    yield page, asked
    context.close()


@pytest.mark.parametrize("width", [1280, 360])
def test_formulas_are_drawn_without_a_script_and_scroll_in_their_own_box(
    drawn: ServedSite, browser: Browser, width: int
) -> None:
    with opened(browser, drawn, "formulas/", width=width, script=False) as (page, _):
        short = page.locator(".note-math mfrac").first
        box = short.bounding_box()
        above = short.locator("mi").nth(0).bounding_box()
        below = short.locator("mi").nth(1).bounding_box()
        assert box
        assert above
        assert below
        assert above["y"] + above["height"] <= below["y"] + 1
        assert not page.locator("annotation").first.is_visible()
    with opened(browser, drawn, "formulas/", width=width) as (page, asked):
        assert page.evaluate("document.documentElement.scrollWidth") == width
        block = page.locator(".note-math--block")
        assert block.evaluate("one => one.scrollWidth > one.clientWidth") is True
        block.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("document.querySelector('.note-math--block').scrollLeft > 0")
        assert "$HOME입니다" in page.inner_text("article")
        assert asked == []


def test_a_diagram_is_drawn_without_another_host(drawn: ServedSite, browser: Browser) -> None:
    with opened(browser, drawn, "drawn/") as (page, asked):
        drawing = page.get_by_role("img", name="다이어그램: 빌드의 차례")
        drawing.wait_for()
        words = drawing.evaluate("one => one.shadowRoot.querySelector('svg').textContent")
        assert "소스" in words
        assert "빌드" in words
        assert drawing.evaluate("one => one.getBoundingClientRect().height") > 40
        fold = page.locator(".note-diagram details").first
        assert fold.evaluate("one => one.open") is False
        fold.locator("summary").focus()
        page.keyboard.press("Enter")
        assert "A[소스] -->|빌드| B" in fold.inner_text()
        failed = page.locator(".note-diagram").nth(1)
        failed.locator(".note-diagram-failed").wait_for()
        assert "다이어그램을 그리지 못해" in failed.inner_text()
        assert "A -->" in failed.inner_text()
        assert page.locator(".mermaid").count() == 0
        assert asked == []


def test_it_is_drawn_anew_when_the_colours_change(drawn: ServedSite, browser: Browser) -> None:
    node = "document.querySelector('.note-diagram-drawing').shadowRoot.querySelector('.node rect')"
    colour = f"getComputedStyle({node}).fill"
    with opened(browser, drawn, "drawn/") as (page, asked):
        page.locator(".note-diagram-drawing svg").first.wait_for()
        light = page.evaluate(colour)
        page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
        page.wait_for_function(f"{colour} !== {light!r}")
        page.evaluate("document.body.dataset.mdColorScheme = 'default'")
        page.wait_for_function(f"{colour} === {light!r}")
        assert page.locator(".note-diagram-drawing").count() == 1
        assert page.locator(".note-diagram").first.locator("summary").count() == 1
        assert asked == []


def test_words_of_every_kind_can_be_read_in_both_schemes(drawn: ServedSite, browser: Browser) -> None:
    svg = "one.querySelector('.note-diagram-drawing')?.shadowRoot.querySelector('svg:not([data-old])')"
    done = f"[...document.querySelectorAll('.note-diagram')].every((one) => {svg})"
    with opened(browser, drawn, "kinds/") as (page, _):
        page.wait_for_function(done, timeout=60_000)
        assert page.evaluate(_FAINT) == []
        for one in page.locator(".note-diagram").all():
            one.evaluate(f"one => {{ const svg = {svg}; svg.dataset.old = ''; }}")
        page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
        page.wait_for_function(done, timeout=60_000)
        assert page.evaluate(_FAINT) == []
        page.locator(".note-diagram-drawing style").first.evaluate(
            "one => one.append('.nodeLabel { color: #777 !important; }')"
        )
        assert len(page.evaluate(_FAINT)) == 4


def test_it_is_drawn_when_pages_are_swapped(drawn: ServedSite, browser: Browser) -> None:
    with opened(browser, drawn, "") as (page, asked):
        # Material swaps pages from when it has the sitemap.
        page.wait_for_load_state("networkidle")
        page.evaluate("window.same = true")
        assert page.locator("iframe").count() == 0
        page.get_by_role("link", name="다이어그램").last.click()
        page.locator(".note-diagram-drawing svg").first.wait_for()
        assert page.evaluate("window.same") is True
        page.locator(".md-header .md-logo").first.click()
        page.wait_for_url(drawn.address)
        page.get_by_role("link", name="다이어그램").last.click()
        page.locator(".note-diagram-drawing svg").first.wait_for()
        assert page.evaluate("window.same") is True
        assert page.locator("iframe.note-diagram-frame").count() == 1
        assert asked == []


def test_without_a_script_the_source_is_read(drawn: ServedSite, browser: Browser) -> None:
    with opened(browser, drawn, "drawn/", script=False) as (page, asked):
        source = page.locator(".note-diagram pre").first
        assert source.is_visible()
        assert "flowchart LR" in source.inner_text()
        assert page.locator(".note-diagram svg").count() == 0
        assert asked == []


@pytest.mark.parametrize("width", [1280, 360])
def test_a_page_with_diagrams_is_no_wider_than_the_screen(
    drawn: ServedSite, browser: Browser, width: int
) -> None:
    with opened(browser, drawn, "drawn/", width=width) as (page, _):
        page.locator(".note-diagram-drawing svg").first.wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_no_hostile_diagram_runs_or_asks(drawn: ServedSite, browser: Browser) -> None:
    with opened(browser, drawn, "hostile/") as (page, asked):
        done = "one => one.querySelector('.note-diagram-failed, details')"
        page.wait_for_function(
            f"[...document.querySelectorAll('.note-diagram')].every({done})", timeout=60_000
        )
        page.wait_for_timeout(500)
        assert page.locator(".note-diagram").count() == len(_HOSTILE)
        assert page.locator(".note-diagram-drawing").count() > len(_HOSTILE) / 2
        found = page.evaluate(_FIND)
        for drawing in page.locator(".note-diagram-drawing").all():
            drawing.click(force=True)
        assert found == []
        assert page.evaluate("window.ran") is None
        assert asked == []
