"""A guest book: what is written there stays in PostgreSQL."""

from __future__ import annotations

import html
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import parse_qs

PAGE = """<!doctype html>
<html lang="ko">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>방명록</title>
<h1>방명록</h1>
<form method="post">
<label>한마디 <input name="text" maxlength="200" required></label>
<button>남기기</button>
</form>
<ul>{items}</ul>
"""
LONGEST = 200

Rows = list[tuple[str]]
Query = Callable[..., Rows]


def connect() -> Query:
    """Connect to the database that the environment names, and return what runs a query there."""
    import pg8000.native

    password = Path(os.environ["DB_PASSWORD_FILE"]).read_text(encoding="utf-8").strip()
    connection = pg8000.native.Connection("guests", host=os.environ["DB_HOST"], password=password)
    connection.run("CREATE TABLE IF NOT EXISTS guests (id serial PRIMARY KEY, text text NOT NULL)")
    return connection.run


def write(query: Query, text: str) -> None:
    """Write a line into the book; one without a word is left out."""
    if text.strip():
        query("INSERT INTO guests (text) VALUES (:text)", text=text.strip()[:LONGEST])


def show(query: Query) -> str:
    """Show the latest lines."""
    rows = query("SELECT text FROM guests ORDER BY id DESC LIMIT 20")
    return PAGE.format(items="".join(f"<li>{html.escape(text)}</li>" for (text,) in rows))


def make_app(open_query: Callable[[], Query] = connect) -> Callable[..., Iterable[bytes]]:
    """Make the WSGI application; it connects at the first request."""
    queries: list[Query] = []

    def app(environ: dict, start_response: Callable[..., object]) -> Iterable[bytes]:
        if environ.get("PATH_INFO") == "/healthz":
            start_response("200 OK", [("Content-Type", "text/plain")])
            return [b"ok\n"]
        if not queries:
            queries.append(open_query())
        if environ["REQUEST_METHOD"] == "POST":
            size = int(environ.get("CONTENT_LENGTH") or 0)
            form = parse_qs(environ["wsgi.input"].read(size).decode())
            write(queries[0], form.get("text", [""])[0])
            start_response("303 See Other", [("Location", "/")])
            return []
        start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
        return [show(queries[0]).encode()]

    return app


app = make_app()
