"""Serve one fact about containers a day, as a page and as JSON."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path

Response = tuple[str, str, str]

FACTS: tuple[dict[str, str], ...] = tuple(
    json.loads(Path(__file__).with_name("facts.json").read_text(encoding="utf-8"))
)

PAGE = """<!doctype html>
<html lang="ko">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>오늘의 컨테이너 상식</title>
<h1>{question}</h1>
<p>{answer}</p>
"""


def fact_of(day: date) -> dict[str, str]:
    """Return the fact of a day; they take turns."""
    return FACTS[day.toordinal() % len(FACTS)]


def home() -> Response:
    """Show the fact of today."""
    fact = fact_of(datetime.now(UTC).date())
    return "200 OK", "text/html", PAGE.format_map({key: html.escape(text) for key, text in fact.items()})


def listing() -> Response:
    """List all facts as JSON."""
    return "200 OK", "application/json", json.dumps(FACTS, ensure_ascii=False)


def health() -> Response:
    """Tell that the service answers."""
    return "200 OK", "text/plain", "ok\n"


PAGES: dict[str, Callable[[], Response]] = {"/": home, "/facts.json": listing, "/healthz": health}


def answer(method: str, path: str) -> Response:
    """Find the page of a request."""
    if path not in PAGES:
        return "404 Not Found", "text/plain", "없는 주소입니다.\n"
    if method not in {"GET", "HEAD"}:
        return "405 Method Not Allowed", "text/plain", "읽기만 할 수 있습니다.\n"
    return PAGES[path]()


def app(environ: dict[str, str], start_response: Callable[..., object]) -> Iterable[bytes]:
    """Answer a WSGI request."""
    method = environ["REQUEST_METHOD"]
    status, kind, text = answer(method, environ.get("PATH_INFO", "/"))
    body = text.encode()
    start_response(status, [("Content-Type", f"{kind}; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [] if method == "HEAD" else [body]


if __name__ == "__main__":
    from wsgiref.simple_server import make_server

    with make_server("127.0.0.1", 8000, app) as server:
        print("http://127.0.0.1:8000/")
        server.serve_forever()
