"""What is measured of the answers, as tables."""

from collections.abc import Iterable, Sequence
from statistics import fmean, median, quantiles

from benchmarks.search.answers import Answers
from benchmarks.search.queries import Query

BEST = 5


def report_quality(title: str, queries: Sequence[Query], answers: dict[str, Answers]) -> None:
    """Print MRR@10, recall@5 and the share without a result, for all queries and by category."""
    print(f"\n{title}: {len(queries)} queries, MRR@10 / recall@{BEST} / without a result")
    rows = {"all": list(queries)}
    for query in queries:
        rows.setdefault(query.category, []).append(query)
    print(_line("", answers))
    for category, some in rows.items():
        cells = [_quality(some, one) for one in answers.values()]
        print(_line(f"{category} ({len(some)})", cells))


def _quality(queries: Iterable[Query], answers: Answers) -> str:
    found = [(answers.pages[query.text], query.targets) for query in queries]
    mrr = fmean(_reciprocal_rank(pages, targets) for pages, targets in found)
    recall = fmean(
        len(targets.intersection(pages[:BEST])) / min(BEST, len(targets)) for pages, targets in found
    )
    return f"{mrr:.3f} / {recall:.3f} / {fmean(not pages for pages, _ in found):.2f}"


def _reciprocal_rank(pages: Sequence[str], targets: frozenset[str]) -> float:
    return next((1 / rank for rank, page in enumerate(pages, 1) if page in targets), 0)


def report_speed(title: str, answers: dict[str, Answers]) -> None:
    """Print sizes and times."""
    print(f"\n{title}: index in gzip, set-up, first query, then median and 95th percentile of all")
    for name, one in answers.items():
        times = f"{median(one.times):.1f} ms, {quantiles(one.times, n=20)[-1]:.1f} ms"
        print(
            f"{name:18} {one.index_bytes / 1000:8.0f} kB {one.setup:8.0f} ms {one.first:8.0f} ms {times:>20}"
        )


def _line(name: str, cells: Iterable[str]) -> str:
    return f"{name:18}" + "".join(f"{cell:>26}" for cell in cells)
