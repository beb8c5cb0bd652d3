"""Read pages that are not UTF-8: those of Windows in Korean, where there is no doubt."""

from __future__ import annotations

import codecs

from dockerlayers.patterns import lazy_pattern

_HANGUL = lazy_pattern(r"[\uac00-\ud7a3]")
_OTHER = lazy_pattern(r"[^\x00-\x7f\uac00-\ud7a3]")
_BOMS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_SHARE = 0.9


def decode_page(data: bytes) -> tuple[str, str] | None:
    """Return the text of bytes that are not UTF-8, and the encoding; None where that is in doubt.

    CP949 reads nearly any bytes, those of other encodings as rare syllables and signs: it has to be common
    Hangul that comes out.
    """
    for bom, name in _BOMS.items():
        if data.startswith(bom):
            return _decode(data, name)
    found = _decode(data, "cp949")
    return found if found and _is_common(found[0]) else None


def _decode(data: bytes, name: str) -> tuple[str, str] | None:
    try:
        return data.decode(name), name.upper()
    except UnicodeDecodeError:
        return None


def _is_common(text: str) -> bool:
    hangul, others = _HANGUL.findall(text), _OTHER.findall(text)
    common = sum(len(one.encode("euc_kr", "ignore")) == 2 for one in hangul)
    return bool(hangul) and common >= _SHARE * (len(hangul) + len(others))
