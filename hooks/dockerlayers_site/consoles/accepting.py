"""Take what sessions have printed into their page, and record on what engine and when."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from dockerlayers_site.consoles.pages import ConsolePage, parse_page, read_page, rewrite
from dockerlayers_site.consoles.record import SessionRecord, key_of, record_path, save_record
from dockerlayers_site.consoles.run import PageRun
from dockerlayers_site.engine import Docker


def accept_page(done: PageRun, docker: Docker, root: Path) -> bool:
    """Take what was printed into a page, and record it; say whether all of it could be taken."""
    if not done.count:
        return True
    path = root / done.page.path
    text = rewrite(done.page, done.taken)
    if line := _find_false_prompt(done.page, parse_page(done.page.path, text)):
        print(f"{done.page.path}:{line}: cannot be accepted: what was printed reads as a shell's prompt")
        return False
    # Sessions take a while, and what was written into the page since is not to be lost.
    if not path.is_file() or read_page(root, done.page.path).file.lines != done.page.file.lines:
        print(f"{done.page.path}: cannot be accepted: it was edited while its sessions ran; run them again")
        return False
    if text != "\n".join(done.page.file.lines):
        path.write_text(text, encoding="utf-8")
        print(f"{done.page.path}: changed; read it in the diff")
    left = [one for one in done.differences if not one.is_taken]
    for one in left:
        print(f"{done.page.path}:{one.line}: cannot be accepted: {one.text}")
    if left:
        return False
    page = read_page(root, done.page.path)
    if save_record(root, page, _record(page, done, docker)):
        print(f"{record_path(root, page.path)}: recorded")
    return True


def _find_false_prompt(before: ConsolePage, after: ConsolePage) -> int | None:
    """Find the line of a session that has other commands since its output is there: `/app # work` is one."""
    for old, new in zip(before.consoles, after.consoles, strict=True):
        if [turn.command for turn in old.turns] != [turn.command for turn in new.turns]:
            return old.line
    return None


def _record(page: ConsolePage, done: PageRun, engine: Docker) -> SessionRecord:
    docker = engine if page.needs_engine else None
    return SessionRecord(
        key=key_of(page),
        sessions=done.count,
        engine=docker.version_text.partition("+")[0] if docker else None,
        buildx=docker.find_buildx() if docker else None,
        compose=docker.find_compose() if docker else None,
        platform=docker.read_platform() if docker else None,
        day=datetime.now(UTC).date().isoformat(),
        images=done.images,
        is_real=done.is_real and bool(done.images),
    )
