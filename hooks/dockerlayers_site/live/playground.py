"""The page for any Dockerfile: what can be read of it without scripts, and what they begin with."""

from __future__ import annotations

from importlib.resources import files

from dockerlayers.elements import Markup, element, embed_json, join
from dockerlayers_site.texts import SiteTexts

NAME = "playground"
_EXAMPLES = "examples"
_STARTS = ("paste", "file", "example")


def write_page(texts: SiteTexts) -> str:
    """Write the page in Markdown: its title, and what it is for."""
    words = texts.live
    return (
        f"---\nhide:\n  - navigation\n  - toc\n---\n\n# {words['playground']}\n\n{words['playground-says']}\n"
    )


def render_playground(texts: SiteTexts, *, folder: str | None) -> Markup:
    """Render what stands below; `folder` is that of the scripts from the page on, None without them."""
    words = texts.live
    if folder is None:
        return element("p", words["playground-missing"])
    starts = element(
        "div",
        element("p", words["starts"], class_="live-starts-title"),
        element("div", [_start(texts, name) for name in _STARTS], class_="live-starts-all"),
        element("div", class_="live-examples", hidden=True),
        class_="live-starts",
    )
    return join(
        [
            element("link", rel="stylesheet", href=f"{folder}live.css"),
            element("noscript", element("p", words["playground-script"])),
            element(
                "div",
                element("div", class_="live-bar"),
                element("p", class_="live-told", role="status"),
                starts,
                element("script", embed_json(load_examples(texts)), type="application/json"),
                class_="live-playground",
                data_playground=True,
            ),
            element("script", type="module", src=f"{folder}playground.js"),
        ]
    )


def _start(texts: SiteTexts, name: str) -> Markup:
    says = element("span", texts.live[f"{name}-says"])
    return element("button", element("b", texts.live[name]), says, type="button", data_start=name)


def load_examples(texts: SiteTexts) -> list[dict[str, str]]:
    """Load the examples to begin with, in the order in which their names stand in a text."""
    names = texts.live["example-says"].split(", ")
    found = sorted(files(__package__).joinpath(_EXAMPLES).iterdir(), key=lambda one: one.name)
    pairs = zip(names, found, strict=True)
    return [{"name": name, "text": one.read_text(encoding="utf-8")} for name, one in pairs]
