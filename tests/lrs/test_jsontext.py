"""JSON read strictly, and numbers compared by value."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lrs import jsontext
from lrs.errors import BadRequest


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"a": 1, "a": 2}', "twice"),
        (b'{"x": {"a": 1, "\\u0061": 2}}', "twice"),
        (b'"\xff"', "UTF-8"),
        (b"\xef\xbb\xbf{}", "JSON"),
        (b'"\\ud800"', "surrogate"),
        (b'{"\\udc00x": 1}', "surrogate"),
        (b"[" * 101 + b"]" * 101, "deep"),
        (b"[" * 100_000, "deep"),
        (b'{"a":' * 150 + b"1" + b"}" * 150, "deep"),
        (b"NaN", "number"),
        (b"[Infinity]", "number"),
        (b"1e" + b"9" * 21, "exponent"),
        (b"{} {}", "JSON"),
        (b"", "JSON"),
        (b"{", "JSON"),
        (b'"\x00"', "JSON"),
    ],
)
def test_what_is_no_strict_json_is_refused_with_the_reason(body: bytes, words: str) -> None:
    with pytest.raises(BadRequest, match=words):
        jsontext.read(body)


def test_a_key_that_is_there_twice_is_found_among_very_many() -> None:
    """Counted key by key this would take hours, and one request would hold a worker for as long."""
    keys = b",".join(b'"%d":0' % number for number in (*range(400_000), 399_999))
    with pytest.raises(BadRequest, match="'399999' is there twice"):
        jsontext.read(b"{" + keys + b"}")


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100 + b"]" * 100,
        b'"\\ud83d\\ude00"',
        b'"\\u0000"',
        b"1e400",
        b"9" * 5_000,
        b'"' + b"[" * 200 + b'"',
        b'"\\\\ud800"',
    ],
)
def test_odd_but_legal_json_is_read(body: bytes) -> None:
    jsontext.read(body)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1", "1.0"),
        ("100", "1e2"),
        ("0.5", "5E-1"),
        ("-0", "0"),
        ("0.0", "0e7"),
        ("12.30", "12.3"),
        ("1.5e+3", "1500"),
    ],
)
def test_numbers_of_one_value_have_one_spelling(one: str, other: str) -> None:
    assert _canonical(one) == _canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("1", "-1"), ("1", "10"), ("0.1", "0.10000000000000001"), ("1", '"1"'), ("1", "true")],
)
def test_different_values_have_different_spellings(one: str, other: str) -> None:
    assert _canonical(one) != _canonical(other)


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_decimal_and_its_padded_spelling_are_one(number: object) -> None:
    text = format(number, "f")
    padded = text + "000" if "." in text else text + ".000"
    assert _canonical(text) == _canonical(padded)


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(_json)
def test_whatever_json_writes_is_read(value: object) -> None:
    jsontext.read(json.dumps(value).encode())


def _canonical(text: str) -> bytes:
    return jsontext.canonical(jsontext.read(text.encode()))


@pytest.mark.parametrize(
    ("quick", "slow"),
    [
        (b'{"a":[1,-2.50,1e3,true,null,"x"]}', b'{"\\u0061":[1.0,-2.5,1000,true,null,"\\u0078"]}'),
        (b'{"a": {"b": 12345678901234567890}}', b'{"a": {"\\u0062": 12345678901234567890.0}}'),
    ],
)
def test_a_body_is_the_same_value_by_either_reader(quick: bytes, slow: bytes) -> None:
    assert jsontext.canonical(jsontext.read(quick)) == jsontext.canonical(jsontext.read(slow))


def test_an_exponent_of_many_digits_is_refused_by_either_reader() -> None:
    for body in (b'{"a":1e' + b"9" * 30 + b"}", b'{"\\u0061":1e' + b"9" * 30 + b"}"):
        with pytest.raises(BadRequest, match="exponent"):
            jsontext.read(body)
