"""Answer what the command is asked: a report of each file, in one of the formats."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, TextIO

from dockerlayers.analysis import analyze
from dockerlayers.cli.arguments import STANDARD_INPUT, Arguments
from dockerlayers.cli.folder import FolderReader
from dockerlayers.cli.images import load_images
from dockerlayers.cli.inputs import check_file, decode, read_file
from dockerlayers.cli.terminal import find_screen
from dockerlayers.render.report import Report, answer_questions
from dockerlayers.render.terminal.characters import visible
from dockerlayers.render.terminal.fault import format_fault

if TYPE_CHECKING:
    from dockerlayers.cli.measures import RecordReader

_INPUT_NAME = "<stdin>"


def run(arguments: Arguments, stdin: BinaryIO, stdout: TextIO, stderr: TextIO) -> bool:
    """Analyze the files in order, print what is asked for, and say whether all of them are valid.

    Raise UsageError for an unreadable file.
    """
    for name in arguments.files:
        check_file(name)
    reports = _Reports(arguments, stdin, stdout, stderr)
    stdout.writelines(_WRITERS[arguments.format](arguments, reports, stdout))
    return not reports.has_error


class _Reports:
    """The reports, one after the other: no more than one file is held at a time."""

    def __init__(self, arguments: Arguments, stdin: BinaryIO, stdout: TextIO, stderr: TextIO) -> None:
        self.arguments = arguments
        self.stdin, self.stdout, self.stderr = stdin, stdout, stderr
        self.images = load_images(arguments.images) if arguments.images else {}
        self.folder = FolderReader(arguments.context) if arguments.context else None
        self.record = _open_record(arguments.measured) if arguments.measured else None
        self.has_error = False

    def __iter__(self) -> Iterator[Report]:
        for name in self.arguments.files:
            report = self.read(name)
            error = report.analysis.error
            if error:
                self.has_error = True
                self.tell(format_fault(error, report.analysis.source, _shown(name)))
            yield report

    def read(self, name: str) -> Report:
        content = read_file(name, self.stdin)
        source, warning = decode(content, _shown(name))
        if warning:
            self.tell(visible(warning))
        given = self.arguments
        folder = self.folder.for_dockerfile(name) if self.folder else None
        analysis = analyze(
            source,
            target=given.target,
            build_args=given.build_args,
            labels=given.labels,
            platform=given.platform,
            images=self.images,
            context=folder.context if folder else None,
        )
        answers = answer_questions(analysis, given.questions)
        measured, reason = self.record.find(name, content) if self.record else (None, "")
        if reason:
            self.tell(visible(f"{_shown(name)}: warning: {reason}"))
        return Report(analysis=analysis, path=name, folder=folder, answers=answers, measured=measured)

    def tell(self, message: str) -> None:
        """Print a message to stderr, after what was printed before it."""
        self.stdout.flush()
        print(message, file=self.stderr, flush=True)


def _open_record(name: str) -> RecordReader:
    """Open a record of measures; what reads one is loaded only for that."""
    from dockerlayers.cli.measures import RecordReader

    return RecordReader(name)


def _shown(name: str) -> str:
    return _INPUT_NAME if name == STANDARD_INPUT else name


# Each format loads what writes it: the others' modules would cost every start.


def _write_text(arguments: Arguments, reports: _Reports, stdout: TextIO) -> Iterator[str]:
    from dockerlayers.render.terminal.text import Amount, write_text

    screen = find_screen(arguments.color, stdout, os.environ)
    amount = Amount(is_brief=arguments.is_brief, has_history=arguments.has_history)
    for number, report in enumerate(reports):
        yield "\n" if number else ""
        title = _shown(report.path or STANDARD_INPUT)
        yield from write_text(report, title, screen, arguments.language, amount, arguments.guide)


def _write_json(arguments: Arguments, reports: _Reports, _: TextIO) -> Iterator[str]:
    """Write one object for one file, an array for several."""
    from dockerlayers.render.document import write_document

    is_array = len(arguments.files) > 1
    yield "[\n" if is_array else ""
    for number, report in enumerate(reports):
        yield ",\n" if number else ""
        yield from write_document(report, indent=True, language=arguments.language)
    yield "\n]\n" if is_array else "\n"


def _write_jsonl(arguments: Arguments, reports: _Reports, _: TextIO) -> Iterator[str]:
    from dockerlayers.render.document import write_document

    for report in reports:
        yield from write_document(report, indent=False, language=arguments.language)
        yield "\n"


def _write_html(arguments: Arguments, reports: _Reports, _: TextIO) -> Iterator[str]:
    from dockerlayers.render.page import render_page

    named = [(_shown(report.path or STANDARD_INPUT), report) for report in reports]
    yield render_page(named, arguments.language, arguments.guide)


_WRITERS = {"text": _write_text, "json": _write_json, "jsonl": _write_jsonl, "html": _write_html}
