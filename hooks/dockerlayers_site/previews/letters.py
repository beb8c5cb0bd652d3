"""Put letters into a picture of few colors, each drawn once for all pictures.

A point of such a picture is the number of its color. A letter's edge has a color between its own and the one
behind it: which that is, is found once for each degree, and not for each point of each picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files

from PIL import Image, ImageDraw, ImageFont

_FONT = "NotoSansKR-Bold.otf"
_DEGREES = 256


@dataclass(frozen=True, kw_only=True)
class Letter:
    """How a letter looks, and where: `shape` are its points where `stencil` has some, None for a blank."""

    shape: Image.Image | None
    stencil: Image.Image | None
    left: int
    top: int


@lru_cache
def load_font(size: int) -> ImageFont.FreeTypeFont:
    """Load the font; without the library for scripts that join their letters, each machine draws the same."""
    # By its path: of bytes, each size would have a megabyte of its own.
    with as_file(files(__package__).joinpath("fonts", _FONT)) as path:
        return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


def write_line(image: Image.Image, text: str, place: tuple[int, int], size: int, degrees: bytes) -> None:
    """Write a line into an image, from its upper left corner on; `degrees` is as `find_degrees` makes it."""
    left, top = place
    for character in text:
        letter = _draw(character, size, degrees)
        if letter.shape:
            image.paste(letter.shape, (left + letter.left, top + letter.top), letter.stencil)
        left += advance(character, size)


def measure(text: str, size: int) -> int:
    """Return how long a line is, in points of the picture."""
    return sum(advance(character, size) for character in text)


@lru_cache(maxsize=4096)
def advance(character: str, size: int) -> int:
    """Return how far the next letter stands from a letter: the font has no pairs that stand closer."""
    return round(load_font(size).getlength(character))


def find_degrees(color: str, behind: str, palette: Image.Image) -> bytes:
    """Return the number of the color for each degree to which a point belongs to a letter."""
    strip = Image.new("RGB", (_DEGREES, 1), behind)
    degrees = Image.frombytes("L", strip.size, bytes(range(_DEGREES)))
    strip.paste(color, (0, 0), degrees)
    return strip.quantize(palette=palette, dither=Image.Dither.NONE).tobytes()


# In small sizes the letters come again from page to page; each takes three kilobytes.
@lru_cache(maxsize=512)
def _draw(character: str, size: int, degrees: bytes) -> Letter:
    font = load_font(size)
    left, top, right, bottom = map(round, font.getbbox(character))
    if left == right or top == bottom:
        return Letter(shape=None, stencil=None, left=0, top=0)
    drawn = Image.new("L", (right - left, bottom - top))
    ImageDraw.Draw(drawn).text((-left, -top), character, fill=_DEGREES - 1, font=font)
    nothing = degrees[0]
    shape = drawn.point([*degrees])
    stencil = shape.point([0 if number == nothing else _DEGREES - 1 for number in range(_DEGREES)])
    return Letter(shape=shape, stencil=stencil, left=left, top=top)
