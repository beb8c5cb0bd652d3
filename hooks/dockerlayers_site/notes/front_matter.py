"""Front matter that cannot be read: MkDocs leaves it in the page, where it would be a heading."""

from __future__ import annotations

import re

import yaml

from dockerlayers_site.notes.messages import Message

_BLOCK = re.compile(r"---[ \t]*\n(?P<text>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_LOOKS_SO = re.compile(r"^[\w-]+[ \t]*:(?:[ \t]|$)", re.MULTILINE)
_FENCE = "```"


def check_front_matter(markdown: str) -> tuple[str, Message | None]:
    """Return the page with front matter that is left in it shown as code, and what is wrong."""
    block = _BLOCK.match(markdown)
    if not block or not _LOOKS_SO.match(block["text"]) or _FENCE in block["text"]:
        return markdown, None
    shown = f"{_FENCE}yaml\n{block['text']}\n{_FENCE}\n{markdown[block.end() :]}"
    return shown, _explain(block["text"])


def _explain(text: str) -> Message:
    try:
        yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        return Message(text=f"the front matter cannot be read: {error.problem}", line=line)
    except yaml.YAMLError as error:
        return Message(text=f"the front matter cannot be read: {error}", line=0)
    return Message(text="the front matter is no list of names and values", line=0)
