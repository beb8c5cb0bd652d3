"""Follow a site's links to other sites, a question to a host at a time, and report on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from dockerlayers_site.links.addresses import Address
from dockerlayers_site.links.arrive import Site
from dockerlayers_site.links.fetch import Answer, Patience, State, ask, host_of

_WORKERS = 8
_HEADS = {
    State.BROKEN: "Broken",
    State.DOUBTFUL: "Doubtful (look at these by hand)",
    State.SLOW: "Slow (no failure)",
    State.MOVED: "Moved for good",
}


def find_outside(site: Site) -> dict[str, list[str]]:
    """Return each address outside of the site, without its fragment, and the pages that lead there."""
    found: dict[str, list[str]] = {}
    for page, now in site.pages.items():
        for link in now.links:
            if link.tag == "a" and link.address.startswith(("http://", "https://")):
                pages = found.setdefault(link.address.partition("#")[0], [])
                if page not in pages:
                    pages.append(page)
    return found


def ask_all(urls: Iterable[str], patience: Patience) -> dict[str, Answer]:
    """Ask for every address: hosts side by side, the addresses of one host one after another."""
    by_host: dict[str, list[str]] = {}
    for url in urls:
        by_host.setdefault(host_of(url), []).append(url)
    with ThreadPoolExecutor(max_workers=_WORKERS) as pool:
        answers = pool.map(lambda all_: _ask_host(all_, patience), by_host.values())
    return {url: answer for of_host in answers for url, answer in of_host.items()}


def _ask_host(urls: Sequence[str], patience: Patience) -> dict[str, Answer]:
    answers = {}
    for number, url in enumerate(urls):
        if number:
            patience.sleep(patience.pause)
        answers[url] = ask(url, patience)
    return answers


def render_report(found: Mapping[str, Sequence[str]], answers: Mapping[str, Answer]) -> str:
    """Write what was found in Markdown, what is to be mended first."""
    counts = {state: sum(answer.state is state for answer in answers.values()) for state in State}
    summary = ", ".join(f"{count} {state.value}" for state, count in counts.items() if count)
    parts = ["# Links to other sites", "", f"{len(answers)} addresses: {summary or 'none'}."]
    for state, head in _HEADS.items():
        if counts[state]:
            parts += ["", f"## {head}", ""]
            parts += [
                _line(url, found[url], answer) for url, answer in answers.items() if answer.state is state
            ]
    return "\n".join(parts) + "\n"


def _line(url: str, pages: Sequence[str], answer: Answer) -> str:
    target = f", now <{answer.target}>" if answer.target else ""
    return f"- <{url}>: {answer.detail}{target} (on {', '.join(str(Address(page)) for page in pages)})"


def main(site: Site, *, report: Path | None, timeout: float, tries: int, pause: float) -> int:
    """Ask for every address outside of the site, print the report, and return 1 where one is broken."""
    found = find_outside(site)
    answers = ask_all(found, Patience(timeout=timeout, tries=tries, pause=pause))
    text = render_report(found, answers)
    print(text, end="")
    if report:
        report.write_text(text, encoding="utf-8")
    return int(any(answer.state is State.BROKEN for answer in answers.values()))
