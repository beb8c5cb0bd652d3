"""Reports as one HTML page that needs no other file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dockerlayers.elements import Markup, element
from dockerlayers.guide import NO_GUIDE, Guide
from dockerlayers.model.types import Step
from dockerlayers.render.html import legend_id, render_breakdown, render_error
from dockerlayers.render.report import Answer, ContextFolder, Report
from dockerlayers.render.sentences import describe_affected, describe_context, describe_source
from dockerlayers.render.styles import load_page_style, load_scripts
from dockerlayers.texts import DEFAULT
from dockerlayers.texts.texts import Language, Texts, choose_texts
from dockerlayers.typography.page import set_type

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"


def render_page(
    reports: Sequence[tuple[str, Report]], language: Language = DEFAULT, guide: Guide = NO_GUIDE
) -> str:
    """Render all reports, each under its title, as a page that asks for nothing.

    `guide` knows the pages that rules and instructions lead to, by whole addresses.
    """
    texts = choose_texts(language)
    names = [title for title, _ in reports]
    heading = texts.phrase("title") if len(names) > 1 else f"{texts.phrase('title')}: {names[0]}"
    contents = _contents(texts, names) if len(names) > 1 else None
    shown = [number for number, (_, report) in enumerate(reports, 1) if not report.analysis.error]
    legend = f"d{shown[0]}" if shown else ""
    articles = [
        _article(texts, f"d{number}", title, report, legend, guide)
        for number, (title, report) in enumerate(reports, 1)
    ]
    page = "".join(
        [
            f'<!doctype html>\n<html lang="{texts.language}">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<link rel="icon" href="data:,">\n',
            element("title", heading),
            f"\n<style>\n{load_page_style()}</style>\n</head>\n<body>\n<main>\n",
            element("h1", heading),
            contents or "",
            *articles,
            f"</main>\n<script>\n{load_scripts()}</script>\n</body>\n</html>\n",
        ]
    )
    return set_type(page)


def _contents(texts: Texts, names: Sequence[str]) -> Markup:
    links = [element("li", element("a", name, href=f"#d{number}")) for number, name in enumerate(names, 1)]
    return element("nav", element("ul", links), aria_label=texts.phrase("contents"))


def _article(texts: Texts, root_id: str, title: str, report: Report, first: str, guide: Guide) -> str:
    """Render a report under its id; the first breakdown explains the marks for all of them."""
    analysis = report.analysis
    if analysis.error:
        figure = render_error(analysis.source, analysis.error, root_id=root_id, title=title, language=texts)
    else:
        legend = None if root_id == first else legend_id(first)
        figure = render_breakdown(
            analysis,
            root_id=root_id,
            title=title,
            language=texts,
            legend=legend,
            measured=report.measured,
            guide=guide,
        )
    return f"<article>{figure}{_facts(texts, report) or ''}</article>\n"


def _facts(texts: Texts, report: Report) -> Markup | None:
    """Render what a breakdown on a page of the handbook does not tell: the build context, and answers."""
    sections = [*_context(texts, report), *(_answer(texts, answer) for answer in report.answers)]
    return element("div", sections, class_="facts") if sections else None


def _context(texts: Texts, report: Report) -> Iterator[Markup]:
    folder, build = report.folder, report.analysis.build
    if folder and build:
        items = [_sources(texts, step, folder) for stage in build.stages for step in stage.steps]
        yield element("h2", texts.phrase("copied-heading"))
        yield element("p", describe_context(texts, folder))
        yield element("ul", items)


def _sources(texts: Texts, step: Step, folder: ContextFolder) -> list[Markup]:
    place = f"{texts.label('line', line=step.instruction.line)} {step.instruction.name}: "
    return [
        element(
            "li",
            place,
            describe_source(texts, source, folder),
            class_="missing" if source.is_missing else None,
        )
        for source in folder.select(step)
    ]


def _answer(texts: Texts, answer: Answer) -> Markup:
    items = [element("li", ": ".join(describe_affected(texts, affected))) for affected in answer.affected]
    heading = element("h2", texts.phrase("if-changed", change=answer.question.text))
    rest = element("ul", items) if items else element("p", texts.phrase("nothing-rebuilt"))
    return element("section", heading, rest)
