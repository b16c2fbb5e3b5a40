"""The harness that measures record stores: what it sends is valid, and what it tells is right."""

import json
import os

import pytest

from bench import _lrs_statements as made
from bench.__main__ import main
from bench._load import Load, message, whole
from bench._lrs_client import Client
from bench._servers import processor_seconds
from bench.lrs import beside
from lrs import LRS, Authority, StatementQuery


@pytest.fixture
def store() -> LRS:
    opened = LRS.open("sqlite://")
    opened.migrate()
    return opened


def test_statements_are_valid_and_the_same_in_every_run(store: LRS) -> None:
    authority = Authority.internal("bench", "https://lrs.example")
    first = store.store(made.batch(range(200)), authority)
    assert store.store(made.batch(range(200)), authority) == first
    assert first[7] == made.statement_id(7)


def test_statements_of_another_salt_are_others() -> None:
    assert made.statement_id(7) != made.statement_id(7, salt=1)


@pytest.mark.parametrize(
    "asked",
    [
        {"agent": made.agent(3)},
        {"verb": made.COMMON_VERB},
        {"verb": made.RARE_VERB},
        {"activity": made.course_iri(4), "related_activities": True},
        {"agent": made.instructor(5), "related_agents": True},
        {"registration": made.registration(0, 3)},
    ],
)
def test_every_query_of_the_benchmark_finds_something(store: LRS, asked: dict[str, object]) -> None:
    authority = Authority.internal("bench", "https://lrs.example")
    store.store(made.batch(range(1_000)), authority)
    page = store.find(StatementQuery(organisation="bench", **asked))  # type: ignore[arg-type]
    assert page.statements


def test_an_answer_is_whole_once_its_length_is_there() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 4"
    assert whole(head, bytearray(b"abc")) is None
    assert whole(head, bytearray(b"abcd")) == b"abcd"


def test_an_answer_in_chunks_is_joined() -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked"
    assert whole(head, bytearray(b"3\r\nabc\r\n")) is None
    assert whole(head, bytearray(b"3\r\nabc\r\n2\r\n\r\n\r\n0\r\n\r\n")) == b"abc\r\n"


def test_a_load_tells_rate_median_and_percentile() -> None:
    load = Load(2.0, [n / 1000 for n in range(100, 0, -1)], b"")
    assert (load.rate, load.median_ms, load.p99_ms) == (50.0, 50.5, 100.0)


def test_a_request_names_credential_version_and_length() -> None:
    client = Client.of("http://lrs.example:81/xapi/", "key", "secret", "2.0.0", None)
    head, _, body = client.post(b"{}").partition(b"\r\n\r\n")
    assert (client.host, client.port, body) == ("lrs.example", 81, b"{}")
    assert head.startswith(b"POST /xapi/statements HTTP/1.1\r\n")
    for line in (
        b"Authorization: Basic a2V5OnNlY3JldA==",
        b"X-Experience-API-Version: 2.0.0",
        b"Content-Length: 2",
    ):
        assert line in head.split(b"\r\n")


def test_each_figure_is_followed_by_the_floor_and_the_ratio() -> None:
    ours = iter([{"figure": "POST", "rate": 50.0, "cpu_ms": 2.0}])
    floor = iter([{"figure": "POST", "rate": 100.0, "cpu_ms": 0.0}])
    lines = [json.loads(line) for line in beside(ours, floor)]
    assert lines == [
        {"figure": "POST", "rate": 50.0, "cpu_ms": 2.0},
        {"figure": "POST, floor", "rate": 100.0, "cpu_ms": 0.0},
        {"figure": "POST, to floor", "rate": 0.5},
    ]


def test_the_time_of_a_process_grows() -> None:
    before = processor_seconds(os.getpid())
    sum(range(2_000_000))
    assert processor_seconds(os.getpid()) >= before > 0
    assert processor_seconds(None) == 0


def test_options_are_for_those_that_take_some(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["course", "--quick"]) == 1
    assert (
        "--quick is for one benchmark of distribution, faults, learners, lrs, supervision"
        in capsys.readouterr().out
    )


def test_a_message_ends_its_head_with_an_empty_line() -> None:
    assert (
        message("GET", "/x", "h", {}) == b"GET /x HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n"
    )
