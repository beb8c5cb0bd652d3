"""Know which code on a page has attributes that its author wrote: superfences puts them in as they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markdown import Markdown
from pymdownx.superfences import SuperFencesCodeExtension

from dockerlayers.patterns import lazy_pattern

_PLAIN = lazy_pattern(r"[\w:.-]+")
_NAME = lazy_pattern(r"data-[\w-]+|lang|title")
_UNSAFE = lazy_pattern(r"[\"'<>&]")

Formatter = Callable[..., str]


class Written(str):
    """HTML with parts that an author wrote."""

    __slots__ = ()


@dataclass(frozen=True)
class _Watched:
    """A formatter of superfences: what it makes is looked at, or it gets plain words alone from an author."""

    formatter: Formatter
    is_default: bool

    def __call__(self, *values: Any, **more: Any) -> str:
        # Else a title could be HTML.
        more["options"].pop("title_mode", None)
        if self.is_default:
            return Written(self.formatter(*values, **more))
        more["classes"] = [one for one in more.get("classes") or () if _PLAIN.fullmatch(one)]
        more["id_value"] = more["id_value"] if _PLAIN.fullmatch(more.get("id_value") or "") else ""
        attributes = (more.get("attrs") or {}).items()
        more["attrs"] = {
            name: value
            for name, value in attributes
            if _NAME.fullmatch(name) and not _UNSAFE.search(str(value))
        }
        return self.formatter(*values, **more)


def watch_fences(md: Markdown) -> None:
    """Watch what all fences of a page become; those that a site adds are taken for the site's own."""
    for one in md.registeredExtensions:
        if isinstance(one, SuperFencesCodeExtension):
            for entry in one.superfences:
                if entry.get("formatter") and not isinstance(entry["formatter"], _Watched):
                    is_default = entry["name"] == "superfences"
                    entry["formatter"] = _Watched(entry["formatter"], is_default)
