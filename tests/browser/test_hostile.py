"""One site of hostile notes: in a browser nothing of them runs, and no page asks another host."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Request

from tests.support.building import Built, build_in_process
from tests.support.hostile import HOST, MARKDOWN, RAW, RUN, TITLES
from tests.support.site import ROOT, serve_folder

_CONFIG = """\
site_name: 시험
theme: {name: material, font: false, language: ko, features: [navigation.footer, navigation.path]}
plugins: [search, dockerlayers]
markdown_extensions: [pymdownx.highlight, {pymdownx.tabbed: {alternate_style: true}}]
"""
_NOTES = (*RAW, *MARKDOWN)
# What in a page would run or load something, and comes from an author: Material puts none of it there.
_FIND = """() => {
  const found = [];
  for (const one of document.querySelectorAll(".md-content *, .md-nav *, .md-header *, .md-footer *")) {
    for (const {name, value} of one.attributes) {
      if (name.startsWith("on") || name === "srcdoc") found.push(`${one.localName} ${name}`);
      if (/^\\s*(java|vb)script:|^data:text/i.test(value.replace(/[\\x00-\\x20]/g, ""))) found.push(value);
    }
  }
  const frames = "script, iframe, object, embed, form:not([name=search]), link, meta, base, style";
  for (const one of document.querySelectorAll(`.md-content :is(${frames})`)) found.push(one.localName);
  if (window.ran) found.push("it ran");
  if (typeof document.querySelector !== "function") found.push("a function of the page's is gone");
  if (!window.document$) found.push("the theme did not start");
  return found;
}"""


def _note(index: int) -> str:
    note = f"# 글 {index}\n\n{_NOTES[index]}\n\n끝까지 보입니다.\n"
    title = TITLES[index] if index < len(TITLES) else ""
    return (
        f"---\ntitle: {json.dumps(title)}\ndescription: {json.dumps(title)}\n---\n{note}" if title else note
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Built]:
    root = tmp_path_factory.mktemp("hostile")
    docs = root / "docs"
    docs.mkdir()
    (root / "mkdocs.yml").write_text(_CONFIG + f"nav: {json.dumps(_navigation())}\n", encoding="utf-8")
    for index in range(len(_NOTES)):
        (docs / f"p{index}.md").write_text(_note(index), encoding="utf-8")
    for name in ("index", "<img src=x onerror=pwn()>"):
        (docs / f"{name}.md").write_text(f"{MARKDOWN[0]}\n", encoding="utf-8")
    (docs / "a.png").write_bytes((ROOT / "docs/assets/images/logo.svg").read_bytes())
    return root, build_in_process(root / "mkdocs.yml", strict=False)


def _navigation() -> list[object]:
    labels = [{title: f"p{len(TITLES) + index}.md"} for index, title in enumerate(TITLES)]
    sections = [{title: [f"p{2 * len(TITLES) + index}.md"]} for index, title in enumerate(TITLES)]
    others = [f"p{index}.md" for index in (*range(len(TITLES)), *range(3 * len(TITLES), len(_NOTES)))]
    return ["index.md", "<img src=x onerror=pwn()>.md", *labels, *sections, *others]


def test_nothing_runs_and_no_request_leaves(hostile: tuple[Path, Built], browser: Browser) -> None:
    root, built = hostile
    assert built.status == 0, built.output
    assert len(_NOTES) + 4 * len(TITLES) >= 60
    problems: list[str] = []
    with serve_folder(root / "site") as site:
        context = browser.new_context()
        context.set_default_timeout(30_000)
        context.add_init_script("window.pwn = () => { window.ran = true; }")
        page = context.new_page()
        name = ""

        def note_request(request: Request) -> None:
            if not request.url.startswith((site.address, "data:", "blob:")):
                problems.append(f"{name}: asks {request.url}")

        def note_dialog(dialog: Dialog) -> None:
            problems.append(f"{name}: a dialog")
            dialog.dismiss()

        context.on("request", note_request)
        page.on("dialog", note_dialog)
        for path in sorted((root / "site").glob("*/index.html")):
            name = path.parent.name
            page.goto(f"{site.address}{name.replace('<', '%3C').replace('>', '%3E')}/", wait_until="load")
            problems += [f"{name}: {one}: {_of(name)}" for one in page.evaluate(_FIND)]
            is_open = _of(name) == f"<script>{RUN}"
            if (
                "끝까지 보입니다" not in page.inner_text(".md-content")
                and name.startswith("p")
                and name != "playground"
                and not is_open
            ):
                problems.append(f"{name}: the note ends early: {_of(name)}")
        context.close()
    assert not problems, "\n".join(problems)


def _of(name: str) -> str:
    return _NOTES[int(name[1:])] if name[1:].isdigit() else name


@pytest.mark.parametrize("index", range(len(RAW)))
def test_it_is_told_or_there_was_nothing_to_tell(hostile: tuple[Path, Built], index: int) -> None:
    """Silent are comments, reserved names, and what is no HTML in Markdown, and so text."""
    root, _ = hostile
    told = (root / "site" / "problems.txt").read_text(encoding="utf-8")
    silent = ("<!--", "<a title", "<div id=", "<img name", "<div class=", "<pre class=", "<table background")
    text = ("<img/src", "<img src=x oNeRrOr")
    assert RAW[index].startswith((*silent, *text)) or f"docs/p{index}.md:" in told


def test_a_picture_of_another_host_is_a_link_with_its_words(hostile: tuple[Path, Built]) -> None:
    root, _ = hostile
    index = _NOTES.index(f"![그림](https://{HOST}/a.png)")
    told = (root / "site" / "problems.txt").read_text(encoding="utf-8")
    html = (root / "site" / f"p{index}" / "index.html").read_text(encoding="utf-8")
    assert f'<a href="https://{HOST}/a.png" class="note-foreign">그림</a>' in html
    assert f"docs/p{index}.md:{7 if index < len(TITLES) else 3}:" in told
