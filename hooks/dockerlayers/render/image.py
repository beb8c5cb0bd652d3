"""The images that can come out: their layers, what they do when they run, their history."""

from __future__ import annotations

from collections.abc import Iterator

from dockerlayers.elements import Child, Markup, element
from dockerlayers.explain.annotations import Image, Setting, SettingValue
from dockerlayers.render.changes import render_changes
from dockerlayers.render.fates import list_fates
from dockerlayers.render.history import render_history
from dockerlayers.render.labels import render_code, render_inline
from dockerlayers.render.measures import name_total, render_measured
from dockerlayers.render.stack import render_stack
from dockerlayers.render.view import View
from dockerlayers.texts.inline import parse_template
from dockerlayers.texts.texts import Texts


def render_image(view: View) -> Markup | None:
    """Render the image, those of other targets, folded, and what a change from outside rebuilds."""
    if not view.is_full:
        return None
    heading_id = f"{view.root_id}-image"
    breakdown = view.breakdown
    return element(
        "section",
        _panel(view, breakdown.image, _heading(view, heading_id)),
        [_other(view, image) for image in breakdown.others],
        render_changes(view),
        render_measured(view),
        class_="bd-image",
        aria_labelledby=f"{heading_id} {view.root_id}-title",
        data_search_exclude=True,
    )


def _heading(view: View, heading_id: str) -> Markup:
    return element(
        "p", view.label("image"), class_="bd-h", id=heading_id, data_at=name_total(view.texts, view.measured)
    )


def _other(view: View, image: Image) -> Markup:
    if image.option:
        template = parse_template(view.label("other-image", option="{option}"))
        words = template.fill({"option": f"--target {image.option}"})
    else:
        words = parse_template(view.label("untargeted-image")).fill({})
    summary = element("summary", render_inline(words))
    return element("details", summary, _panel(view, image, None), class_="bd-more bd-other")


def _panel(view: View, image: Image, heading: Markup | None) -> Markup:
    """Render one image; `data-fates` tells the script what becomes of each stage, in order."""
    has_targets = bool(view.breakdown.others)
    fates = " ".join(fate for _, fate in sorted(list_fates(view.breakdown, image).items()))
    return element(
        "div",
        heading,
        render_stack(view, image),
        _running(view, image),
        render_history(view, image),
        class_="bd-panel",
        data_fates=fates if has_targets else None,
        data_name=_target_name(view.texts, image) if has_targets else None,
    )


def _target_name(texts: Texts, image: Image) -> str:
    return image.stage.name or texts.label("last-stage")


def _running(view: View, image: Image) -> Markup:
    settings = image.settings
    has_entrypoint = any(setting.name == "entrypoint" for setting in settings)
    entries = [_setting(view, setting, has_entrypoint) for setting in settings]
    has_more = image is view.breakdown.image and not image.base_is_known
    return element(
        "div",
        element("p", view.label("running"), class_="bd-h"),
        element("dl", entries, class_="bd-list") if entries else None,
        None if entries else element("p", view.label("nothing-set"), class_="bd-note"),
        element("p", view.label("inherited-note"), class_="bd-note") if has_more else None,
    )


def _setting(view: View, setting: Setting, has_entrypoint: bool) -> Iterator[Child]:
    """CMD is the command itself, or the arguments of the entrypoint."""
    name = "arguments" if setting.name == "cmd" and has_entrypoint else setting.name
    yield element("dt", view.label(name))
    for value in setting.values:
        yield element("dd", render_code(value.text), _origin(view, value))


def _origin(view: View, value: SettingValue) -> list[Child]:
    if value.row is None:
        return []
    return [" ", view.link(value.row.anchor, view.label("line", line=value.row.line), class_="bd-from")]
