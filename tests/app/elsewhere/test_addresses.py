"""The address of the accounts elsewhere: a word that the page does not know is told, and leads back."""

import pytest

from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.trust import Trust

PATH = "/statements-from-elsewhere"


@pytest.fixture
def as_keeper(sign_in: SignIn, trust: Trust) -> Actor:
    return sign_in(trust.email("lms-administrator"))


@pytest.mark.parametrize(
    ("asked", "status", "told"),
    [
        ("page=x", 400, "takes a whole number from 1 on"),
        ("show=nonsense", 400, "knows no “nonsense”"),
        ("page=99", 404, "There is no page 99"),
    ],
)
def test_a_word_that_is_not_known_is_told(
    as_keeper: Actor, asked: str, status: int, told: str
) -> None:
    answer = as_keeper.get(f"{PATH}?{asked}")
    assert answer.status_code == status
    assert told in answer.text and f'href="{PATH}' in answer.text
