"""The address of the accounts elsewhere: a word that the page does not know is told, and leads back."""

import re

import pytest
from flask import Flask

from tests.app.actors import Actor
from tests.app.elsewhere.telling import account, key_of, send, told

PATH = "/statements-from-elsewhere"


@pytest.mark.parametrize(
    ("asked", "status", "told"),
    [
        ("page=x", 400, "takes a whole number from 1 on"),
        ("show=nonsense", 400, "knows no “nonsense”"),
        ("page=99", 404, "There is no page 99"),
    ],
)
def test_a_word_that_is_not_known_is_told(
    as_administrator: Actor, asked: str, status: int, told: str
) -> None:
    answer = as_administrator.get(f"{PATH}?{asked}")
    assert answer.status_code == status
    assert told in answer.text and f'href="{PATH}' in answer.text


def test_a_search_that_finds_nobody_says_so(app: Flask, as_administrator: Actor) -> None:
    send(app, key_of(as_administrator), told(account("4711") | {"name": "Xu, Zzyzx"}))
    page = as_administrator.get(PATH).text
    found = re.search(rf'href="({PATH}/accounts/[0-9a-f-]+)"', page)
    assert found
    assert (
        "Nobody matches “Xu, Zzyzx”. Try a part of the name." in as_administrator.get(found[1]).text
    )
    assert "Nobody matches" not in as_administrator.get(f"{found[1]}?q=Ngozi").text
