"""The page of parts as it was: each part's boxes, and its picture; what has moved since, and by how much."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops
from playwright.sync_api import Page, expect

from tests.support.visits import UNREADY

Boxes = Mapping[str, tuple[int, int, int, int]]
"""Boxes in px from the part's corner: left, top, width, height; by what the element is, and its number."""

_FOLDER = Path(__file__).parents[1] / "golden/parts"
_COLOURS = 64
_FAR = 64
"""Two colours that differ by more, of 255, in red, green or blue differ; quantising costs less."""
_MOST = 0.002
"""So much of a picture may differ, as a letter's edge does."""
_SAME, _ELSEWHERE = 1, 0.2
"""Boxes may differ by 1 px; with other fonts or another browser, by a fifth of the part."""

_PROBE = """() => {
  const pen = document.createElement("canvas").getContext("2d");
  const style = getComputedStyle(document.body);
  return ["--dl-page-font", "--dl-page-mono"].map((name) => {
    pen.font = `100px ${style.getPropertyValue(name)}`;
    return Math.round(pen.measureText("한글을 읽는 Dockerfile 0123").width);
  });
}"""

_MEASURED = """p, li, i, code, kbd, mark, a, table, th, td, pre, summary, label, input, div, figure,
  blockquote, figcaption, [class*=bd-], .button"""
_ALONE = ".md-header, .md-top { display: none !important } * { scroll-behavior: auto !important }"
"""What sticks to the window would stand in the pictures."""
_PARTS = ".both-schemes"
_BOXES = """([parts, measured]) => Object.fromEntries([...document.querySelectorAll(parts)].map((part) => {
  const corner = part.getBoundingClientRect(), count = {};
  const place = ({ left, top, width, height }) =>
    [left - corner.left, top - corner.top, width, height].map(Math.round);
  const boxes = { part: place(corner) };
  for (const one of part.querySelectorAll(`.scheme--light :is(${measured})`)) {
    const box = one.getBoundingClientRect();
    if (box.width < 2 || box.height < 2 || !one.checkVisibility({ visibilityProperty: true })) continue;
    const name = one.localName + (one.classList[0] ? `.${one.classList[0]}` : "");
    count[name] = (count[name] ?? 0) + 1;
    boxes[`${name} ${count[name]}`] = place(box);
  }
  return [[...part.classList].find((one) => one.startsWith("part-")), boxes];
}))"""


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a page of parts looks: what it was drawn with, and each part's boxes and picture."""

    made_with: list[Any]
    boxes: Mapping[str, Boxes]
    pictures: Mapping[str, Image.Image]


def take_look(page: Page) -> Look:
    """Measure each part, and take its picture."""
    page.add_style_tag(content=_ALONE)
    # The theme puts links into the labels of tabs, late.
    page.wait_for_function(
        "() => [...document.querySelectorAll('.scheme--light .tabbed-labels label')]"
        ".every((one) => one.querySelector('a'))"
    )
    expect(page.locator(UNREADY)).to_have_count(0)
    browser = page.context.browser
    assert browser
    boxes = {
        name: {key: tuple(box) for key, box in found.items()}
        for name, found in page.evaluate(_BOXES, [_PARTS, _MEASURED]).items()
    }
    pictures = {
        name: Image.open(BytesIO(page.locator(f".{name}").screenshot(animations="disabled"))).convert("RGB")
        for name in boxes
    }
    return Look(made_with=[browser.version, *page.evaluate(_PROBE)], boxes=boxes, pictures=pictures)


def keep_look(look: Look, view: str) -> None:
    """Keep how the parts look; a picture that looks the same stays as it is."""
    _FOLDER.mkdir(exist_ok=True)
    lines = ",\n".join(
        f" {json.dumps(name)}: {json.dumps(boxes, separators=(',', ':'))}"
        for name, boxes in look.boxes.items()
    )
    text = f'{{"made_with": {json.dumps(look.made_with)}, "boxes": {{\n{lines}\n}}}}\n'
    _boxes_file(view).write_text(text, encoding="utf-8")
    for name, picture in look.pictures.items():
        path = _picture_file(name, view)
        if not path.exists() or _compare_pictures(Image.open(path).convert("RGB"), picture):
            picture.quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
                path, optimize=True
            )


def load_look(view: str) -> Look:
    """Load how the parts looked when that was kept."""
    kept = json.loads(_boxes_file(view).read_text(encoding="utf-8"))
    boxes = {name: {key: tuple(box) for key, box in found.items()} for name, found in kept["boxes"].items()}
    pictures = {name: Image.open(_picture_file(name, view)).convert("RGB") for name in boxes}
    return Look(made_with=kept["made_with"], boxes=boxes, pictures=pictures)


def tell_changes(kept: Look, look: Look) -> list[str]:
    """Tell which parts look otherwise: which box moved by how much, and where the picture differs.

    Pictures are compared where they were drawn with the same browser and fonts; boxes everywhere, elsewhere
    more leniently.
    """
    is_same = kept.made_with == look.made_with
    told = [
        f"{name}: {'new' if name in look.boxes else 'gone'}" for name in kept.boxes.keys() ^ look.boxes.keys()
    ]
    for name in kept.boxes.keys() & look.boxes.keys():
        moved = [*_compare_boxes(kept.boxes[name], look.boxes[name], is_same=is_same)]
        if moved:
            more = f" and {len(moved) - 3} more" if len(moved) > 3 else ""
            told.append(f"{name}: {'; '.join(moved[:3])}{more}")
        elif is_same and (differs := _compare_pictures(kept.pictures[name], look.pictures[name])):
            told.append(f"{name}: {differs}")
    return sorted(told)


def _compare_boxes(kept: Boxes, found: Boxes, *, is_same: bool) -> Iterator[str]:
    width, height = kept["part"][2:]
    for name in dict.fromkeys([*kept, *found]):
        if name not in kept or name not in found:
            yield f"{name} is {'new' if name in found else 'gone'}"
            continue
        for side, before, after in zip(
            ("left", "top", "width", "height"), kept[name], found[name], strict=True
        ):
            most = _SAME if is_same else (width if side in ("left", "width") else height) * _ELSEWHERE
            if abs(after - before) > most:
                yield f"{name}: {side} {before} → {after} px ({after - before:+})"


def _compare_pictures(kept: Image.Image, found: Image.Image) -> str:
    """Say how much of a picture differs and where; "" where it looks the same."""
    if max(abs(one - other) for one, other in zip(kept.size, found.size, strict=True)) > _SAME:
        return f"the picture is {found.width}×{found.height} px, was {kept.width}×{kept.height}"
    # ImageChops takes what both have: a part that begins between two pixels may be one higher.
    bands = ImageChops.difference(kept, found).split()
    far = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2]).point(
        lambda one: 255 * (one > _FAR)
    )
    share = far.histogram()[255] / (far.width * far.height)
    if share <= _MOST:
        return ""
    left, top, right, bottom = far.getbbox() or (0, 0, 0, 0)
    return f"{share:.1%} of the picture differs, within {left},{top} and {right},{bottom} px"


def _boxes_file(view: str) -> Path:
    return _FOLDER / f"{view}.json"


def _picture_file(name: str, view: str) -> Path:
    return _FOLDER / f"{name.removeprefix('part-')}-{view}.png"
