"""Draw the picture that a pasted link shows: the handbook, the page's section, title and description.

The font is a part of the project, so that the picture is the same on every machine; what it has no sign for,
such as an emoji, is left out.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageColor, ImageDraw

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.previews.letters import find_degrees, measure, write_line
from dockerlayers_site.previews.tags import HEIGHT, WIDTH

SIGNS = "–—‘’“”•…‹›→←↑↓「」『』《》〈〉、。·×÷−≤≥≠✓※₩€™"
"""What the font has beside Hangul, Basic Latin and Latin-1."""

_UNKNOWN = lazy_pattern(rf"[^ -~\u00a1-\u00ac\u00ae-\u00ff\u3131-\u3163\uac00-\ud7a3{SIGNS}]+")
_BACK, _TITLE, _TEXT, _NAME = "#283593", "#ffffff", "#c5cae9", "#e8eaf6"
_LOGO, _GROUND = ("#9fa8da", "#7986cb", "#5c6bc0"), ("#3949ab", "#3343a3", "#2e3d9c")
_EDGE = 80
_SPACE = WIDTH - 2 * _EDGE
_TITLE_SIZES = (92, 80, 68, 58)
_TITLE_TOP, _TITLE_SPACE = 190, 250
_TEXT_SIZE, _TEXT_LINES = 32, 2
_NAME_SIZE = 34
# What is behind the words is drawn larger and made smaller: slanted edges become smooth. Letters are already.
_SCALE = 4
_AROUND = 16
_BAND = 48
# So many colors lie between a letter and what is behind it, at its edge: with all others they are sixteen,
# and a point takes half a byte.
_TITLE_STEPS, _TEXT_STEPS = 5, 1
_BITS = 4


@dataclass(frozen=True, kw_only=True)
class Picture:
    """What is written on a picture."""

    site_name: str
    title: str
    section: str = ""
    description: str = ""


def draw_picture(picture: Picture) -> bytes:
    """Draw a picture as PNG."""
    image = _back().copy()
    name = " › ".join(filter(None, (picture.site_name, picture.section)))
    _write(image, _fit(clean(name), _NAME_SIZE, lines=1), _NAME_SIZE, x=_EDGE + 96, y=_EDGE, color=_NAME)
    title = clean(picture.title)
    size = next((size for size in _TITLE_SIZES if len(_wrap(title, size)) <= _rows(size)), _TITLE_SIZES[-1])
    _write(image, _fit(title, size, lines=_rows(size)), size, x=_EDGE, y=_TITLE_TOP, color=_TITLE)
    text = _fit(clean(picture.description), _TEXT_SIZE, lines=_TEXT_LINES)
    _write(image, text, _TEXT_SIZE, x=_EDGE, y=HEIGHT - _EDGE - _height(_TEXT_SIZE) * len(text), color=_TEXT)
    file = io.BytesIO()
    image.putpalette(_colors())
    # Looking for runs alone takes two thirds of the time, and comes to a few percent more.
    image.save(file, "PNG", bits=_BITS, compress_type=Image.RLE)
    return file.getvalue()


@lru_cache
def _back() -> Image.Image:
    """Draw what is behind the words: the same for all pages. Its points are the numbers of their colors."""
    image = Image.new("L", (WIDTH, HEIGHT), 0)
    _draw_layers(image, _GROUND, x=WIDTH - 210, y=HEIGHT - 330, width=620)
    _draw_layers(image, _LOGO, x=_EDGE + 36, y=_EDGE - 6, width=72)
    return image


@lru_cache
def _colors() -> bytes:
    """Return the colors that can be on a picture: finding them in each one takes longer than to draw it."""
    whole = [ImageColor.getrgb(color) for color in (_BACK, *_GROUND, *_LOGO, _TITLE, _TEXT, _NAME)]
    colors = [*whole, *_between(_TITLE, _TITLE_STEPS), *_between(_TEXT, _TEXT_STEPS)]
    return bytes(part for color in colors for part in color)


@lru_cache
def _palette() -> Image.Image:
    image = Image.new("P", (1, 1))
    image.putpalette(_colors())
    return image


def _between(color: str, steps: int) -> Iterator[tuple[int, ...]]:
    """Yield colors between one and that behind it, at the same distances."""
    pairs = list(zip(ImageColor.getrgb(color), ImageColor.getrgb(_BACK), strict=True))
    for step in range(1, steps + 1):
        yield tuple(round(behind + (own - behind) * step / (steps + 1)) for own, behind in pairs)


def clean(text: str) -> str:
    """Leave out what the font has no sign for."""
    return " ".join(_UNKNOWN.sub(" ", text).split())


def _draw_layers(image: Image.Image, colors: tuple[str, str, str], *, x: int, y: int, width: int) -> None:
    """Draw three layers, the topmost last, around a point at their top."""
    half, rise = width // 2, width // 4
    # In this scale, all at once would be the most that a build has in memory.
    box = (max(x - half - _AROUND, 0), y - _AROUND, min(x + half + _AROUND, WIDTH), min(y + 4 * rise, HEIGHT))
    size = (box[2] - box[0], box[3] - box[1])
    for begin in range(0, size[1], _BAND):
        end = min(begin + _BAND, size[1])
        first, last = max(begin - _AROUND, 0), min(end + _AROUND, size[1])
        large = Image.new("RGB", (size[0] * _SCALE, (last - first) * _SCALE), _BACK)
        draw = ImageDraw.Draw(large)
        for step, color in zip((2, 1, 0), reversed(colors), strict=True):
            top = y + step * rise * 0.55
            points = [(x, top), (x + half, top + rise), (x, top + 2 * rise), (x - half, top + rise)]
            scaled = [
                (int((across - box[0]) * _SCALE), int((down - box[1]) * _SCALE) - first * _SCALE)
                for across, down in points
            ]
            draw.polygon(scaled, fill=color, outline=_BACK, width=max(2, width // 36) * _SCALE)
        inner = (0, (begin - first) * _SCALE, large.width, (end - first) * _SCALE)
        small = large.resize((size[0], end - begin), Image.Resampling.LANCZOS, inner)
        few = small.quantize(palette=_palette(), dither=Image.Dither.NONE)
        image.paste(Image.frombytes("L", few.size, few.tobytes()), (box[0], box[1] + begin))


def _write(image: Image.Image, lines: list[str], size: int, *, x: int, y: int, color: str) -> None:
    for number, line in enumerate(lines):
        write_line(image, line, (x, y + number * _height(size)), size, _degrees(color))


@lru_cache
def _degrees(color: str) -> bytes:
    return find_degrees(color, _BACK, _palette())


def _height(size: int) -> int:
    return round(size * 1.32)


def _rows(size: int) -> int:
    """Return how many lines of a title have room."""
    return _TITLE_SPACE // _height(size)


def _fit(text: str, size: int, *, lines: int) -> list[str]:
    """Break a text into at most so many lines; an ellipsis says that there is more."""
    wrapped = _wrap(text, size)
    if len(wrapped) <= lines:
        return wrapped
    last = wrapped[lines - 1]
    while last and not _is_short(f"{last}…", size):
        last = last[:-1].rstrip()
    return [*wrapped[: lines - 1], f"{last}…"]


def _wrap(text: str, size: int) -> list[str]:
    """Break a text between words, and inside of one that is longer than a line."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _is_short(longer, size):
            lines[-1] = longer
        else:
            lines += _pieces(word, size)
    return lines


def _pieces(word: str, size: int) -> list[str]:
    pieces = [""]
    for character in word:
        if pieces[-1] and not _is_short(pieces[-1] + character, size):
            pieces.append("")
        pieces[-1] += character
    return pieces


def _is_short(text: str, size: int) -> bool:
    return measure(text, size) <= _SPACE
