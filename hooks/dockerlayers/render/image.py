"""The images that can come out: their layers as a stack, what they do when they run, their history."""

from __future__ import annotations

from dockerlayers.elements import Markup, element
from dockerlayers.explain.annotations import FileQuestion, Image, Setting, SettingValue
from dockerlayers.render.fates import list_fates
from dockerlayers.render.history import render_history
from dockerlayers.render.labels import render_code, render_inline
from dockerlayers.render.stack import render_stack
from dockerlayers.render.view import View
from dockerlayers.texts.inline import parse_template
from dockerlayers.texts.texts import Texts


def render_image(view: View) -> Markup | None:
    """Render the image, those of the other targets, folded, and what a changed file rebuilds."""
    breakdown = view.breakdown
    if breakdown.is_fragment or not view.is_whole:
        return None
    heading_id = f"{view.root_id}-image"
    return element(
        "section",
        element("p", view.label("image"), class_="bd-h", id=heading_id),
        _panel(view, breakdown.image),
        [_other(view, image) for image in breakdown.others],
        _files(view, breakdown.files),
        class_="bd-image",
        aria_labelledby=f"{heading_id} {view.root_id}-title",
        data_search_exclude=True,
    )


def _other(view: View, image: Image) -> Markup:
    if image.option:
        template = parse_template(view.label("other-image", option="{option}"))
        words = template.fill({"option": f"--target {image.option}"})
    else:
        words = parse_template(view.label("untargeted-image")).fill({})
    summary = element("summary", element("span", render_inline(words)))
    return element("details", summary, _panel(view, image), class_="bd-more bd-other")


def _panel(view: View, image: Image) -> Markup:
    """Render one image; `data-fates` tells the script what becomes of each stage, in order."""
    columns = element("div", render_stack(view, image), _running(view, image), class_="bd-cols")
    has_targets = bool(view.breakdown.others)
    fates = " ".join(fate for _, fate in sorted(list_fates(view.breakdown, image).items()))
    return element(
        "div",
        columns,
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
    return element(
        "div",
        element("p", view.label("running"), class_="bd-h2"),
        element("dl", entries, class_="bd-config") if entries else None,
        None if entries else element("p", view.label("nothing-set"), class_="bd-note"),
        None if image.base_is_known else element("p", view.label("inherited-note"), class_="bd-note"),
        class_="bd-run",
    )


def _setting(view: View, setting: Setting, has_entrypoint: bool) -> Markup:
    """CMD is the command itself, or the arguments of the entrypoint."""
    name = "arguments" if setting.name == "cmd" and has_entrypoint else setting.name
    values = [element("dd", render_code(value.text), _origin(view, value)) for value in setting.values]
    return element("div", element("dt", view.label(name)), values)


def _origin(view: View, value: SettingValue) -> list[str | Markup]:
    if value.row is None:
        return []
    return [" ", view.link(value.row.anchor, view.label("line", line=value.row.line), class_="bd-from")]


def _files(view: View, files: tuple[FileQuestion, ...]) -> Markup | None:
    """Say what a change of each file rebuilds; the script offers them to be chosen."""
    if not files:
        return None
    entries = [_file(view, question) for question in files]
    heading = element("p", view.label("files"), class_="bd-h2")
    return element("div", heading, element("dl", entries, class_="bd-files"), class_="bd-filebox")


def _file(view: View, question: FileQuestion) -> Markup:
    others = "other-files" if len(view.breakdown.files) > 1 else "any-file"
    name = element("code", question.path) if question.path else view.label(others)
    return element(
        "div",
        element("dt", name),
        element("dd", render_inline(question.change.say)),
        **view.changes(question.change),
    )
