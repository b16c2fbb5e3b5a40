"""Another record store, as those see it who send to it."""

import datetime as dt
from email.utils import format_datetime

import httpx
import pytest

from lrs.remote import (
    LONGEST_RETRY_AFTER_SECONDS,
    Away,
    Refused,
    Remote,
    retry_after,
    together_or_singly,
)
from tests.lrs.samples import encoded, statement


def answered(value: str) -> float | None:
    return retry_after(httpx.Response(503, headers={"Retry-After": value} if value else {}))


def test_a_time_to_come_again_is_read_in_both_its_forms() -> None:
    assert answered("120") == 120
    later = format_datetime(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=5), usegmt=True)
    found = answered(later)
    assert found is not None and 240 < found <= 300
    assert answered("Sun, 06 Nov 1994 08:49:37 GMT") == 0
    assert answered("999999999") == LONGEST_RETRY_AFTER_SECONDS


@pytest.mark.parametrize("odd", ["", "soon", "-5", "1.5"])
def test_a_time_that_cannot_be_read_is_none(odd: str) -> None:
    assert answered(odd) is None


def test_a_store_that_cannot_be_reached_is_away() -> None:
    def fail(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    client = httpx.Client(base_url="https://x.example/", transport=httpx.MockTransport(fail))
    with pytest.raises(Away, match="does not answer"):
        Remote(client).post(encoded(statement()))
    client.close()


def test_only_what_is_refused_alone_is_refused() -> None:
    tried: list[list[int]] = []

    def post(places: range) -> None:
        tried.append(list(places))
        if 1 in places:
            raise Refused("odd")

    refused = [index for index, _ in together_or_singly(3, post, Refused)]
    assert refused == [1]
    assert tried == [[0, 1, 2], [0], [1], [2]]


def test_one_alone_is_not_tried_twice() -> None:
    tried = 0

    def post(_: range) -> None:
        nonlocal tried
        tried += 1
        raise Refused("odd")

    assert [index for index, _ in together_or_singly(1, post, Refused)] == [0]
    assert tried == 1
