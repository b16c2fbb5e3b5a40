"""The judge of the tests' pages: what passed before lets nothing pass that only looks like it."""

import uuid

import pytest

from tests.support.html import assert_page, likeness_of

FIRST, SECOND, THIRD = (str(uuid.UUID(int=number)) for number in (1, 2, 3))


def page(*, one: str = FIRST, two: str = SECOND, nonce: str = "a-b_c", sent: str = "x.y-z") -> str:
    return (
        '<!doctype html><html lang="en"><head><title>A page</title>'
        f'<script src="/a.js" nonce="{nonce}"></script></head><body><main><h1>A page</h1>'
        f'<p id="{one}">One</p><p id="of-{two}">Two</p>'
        f'<form action="/a"><input type="hidden" name="csrf_token" value="{sent}"></form>'
        "</main></body></html>"
    )


def test_pages_are_alike_that_differ_in_numbers_drawn_anew() -> None:
    other = page(one=SECOND, two=THIRD, nonce="d", sent="e")
    assert likeness_of(page()) == likeness_of(other)
    assert likeness_of(page()) != likeness_of(page(two=FIRST))
    assert likeness_of(page()) != likeness_of(page().replace("Two", "Three"))


@pytest.mark.parametrize(
    ("spoilt", "fault"),
    [
        (page().replace(f"of-{SECOND}", FIRST), "is there twice"),
        (page(two=FIRST).replace(f"of-{FIRST}", FIRST), "is there twice"),
        (page(nonce=""), "a script has no nonce"),
        (page(sent='"><b>'), "not valid at"),
        (page().replace("</h1>", ""), "not valid at"),
        (page().replace("<h1>A page</h1>", ""), "there must be one <h1>"),
    ],
)
def test_what_passed_before_lets_no_fault_pass(spoilt: str, fault: str) -> None:
    assert_page(page())
    for _ in range(2):
        with pytest.raises(AssertionError, match=fault):
            assert_page(spoilt)
