from __future__ import annotations

import json
import sys
import threading
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen
from wsgiref.simple_server import WSGIRequestHandler, make_server
from wsgiref.validate import validator

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))
import facts


class Quiet(WSGIRequestHandler):
    def log_message(self, *arguments):
        pass


@contextmanager
def running():
    with make_server("127.0.0.1", 0, validator(facts.app), handler_class=Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="module")
def address():
    with running() as url:
        yield url


def test_home_shows_a_whole_fact(address):
    with urlopen(f"{address}/") as response:
        page = response.read().decode()
        assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert any(fact["question"] in page and fact["answer"] in page for fact in facts.FACTS)


def test_facts_take_turns():
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(len(facts.FACTS))]
    assert {facts.fact_of(day)["question"] for day in days} == {fact["question"] for fact in facts.FACTS}
    assert facts.fact_of(days[0]) == facts.fact_of(days[0] + timedelta(days=len(facts.FACTS)))


def test_listing_is_json_in_readable_korean(address):
    with urlopen(f"{address}/facts.json") as response:
        text = response.read().decode()
    assert json.loads(text) == list(facts.FACTS)
    assert "컨테이너" in text


def test_every_fact_has_a_question_and_an_answer():
    assert len(facts.FACTS) >= 3
    for fact in facts.FACTS:
        assert set(fact) == {"question", "answer"}
        assert fact["question"].endswith("?")
        assert fact["answer"].endswith(".")


def test_text_never_becomes_markup(monkeypatch):
    monkeypatch.setattr(facts, "FACTS", ({"question": "<script>", "answer": '"&'},))
    assert "<script>" not in facts.home()[2]
    assert "<h1>&lt;script&gt;</h1>\n<p>&quot;&amp;</p>" in facts.home()[2]


def test_health_is_asked_without_a_body(address):
    with urlopen(Request(f"{address}/healthz", method="HEAD")) as response:
        assert (response.status, response.read()) == (200, b"")


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/nope", 404), ("POST", "/", 405)])
def test_what_is_not_there_is_refused(address, method, path, status):
    with pytest.raises(HTTPError) as caught:
        urlopen(Request(address + path, method=method))
    with caught.value as error:
        assert error.code == status
