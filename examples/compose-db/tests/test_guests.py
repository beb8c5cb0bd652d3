from __future__ import annotations

import io
import sqlite3
import sys
from pathlib import Path
from wsgiref.util import setup_testing_defaults

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))
import guests

FOLDER = Path(__file__).parents[1]


@pytest.fixture
def query():
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE guests (id integer PRIMARY KEY, text text NOT NULL)")
    yield lambda sql, **values: connection.execute(sql, values).fetchall()
    connection.close()


def call(app, method="GET", path="/", body=b""):
    environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "CONTENT_LENGTH": str(len(body))}
    setup_testing_defaults(environ)
    environ["wsgi.input"] = io.BytesIO(body)
    answer = []
    page = b"".join(app(environ, lambda status, _: answer.append(status)))
    return answer[0], page.decode()


def test_what_is_written_is_shown_the_latest_first(query):
    app = guests.make_app(lambda: query)
    assert call(app, "POST", body="text=첫째".encode())[0] == "303 See Other"
    call(app, "POST", body="text=둘째".encode())
    status, page = call(app)
    assert status == "200 OK"
    assert page.index("둘째") < page.index("첫째")


def test_text_never_becomes_markup(query):
    guests.write(query, "<script>")
    assert "<script>" not in guests.show(query)


def test_nothing_is_not_written(query):
    guests.write(query, "  ")
    assert "<li>" not in guests.show(query)


def test_health_asks_no_database():
    def refuse():
        raise AssertionError("the database was asked")

    assert call(guests.make_app(refuse), path="/healthz") == ("200 OK", "ok\n")


def test_the_database_keeps_its_files_and_the_password_is_in_no_image():
    compose = (FOLDER / "compose.yaml").read_text(encoding="utf-8")
    assert "- data:/var/lib/postgresql/data" in compose
    assert "condition: service_healthy" in compose
    ignored = (FOLDER / ".dockerignore").read_text(encoding="utf-8").split()
    assert "db-password.txt" in ignored
