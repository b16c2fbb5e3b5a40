"""Statements with anything odd at any place: refused, or stored so that all of it comes back."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from lrs import jsontext
from lrs.model import decode
from tests.lrs.fuzz.conftest import Ask
from tests.lrs.fuzz.odd import VALID, changed, encoded

_OURS = frozenset({"id", "stored", "authority", "version", "timestamp"})
_many = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


@pytest.mark.parametrize("version", ["1.0.3", "2.0.0"])
@pytest.mark.parametrize("number", range(len(VALID)))
def test_what_is_changed_here_is_taken_as_it_is(ask: Ask, version: str, number: int) -> None:
    assert _sent(ask, version, encoded(VALID[number])) == 200


@_many
@given(tree=changed(), version=st.sampled_from(("1.0.3", "2.0.0")))
def test_a_statement_is_refused_or_comes_back_whole(ask: Ask, tree: Any, version: str) -> None:
    event(str(_sent(ask, version, encoded(tree))))


@_many
@given(data=st.data())
def test_bytes_in_the_text_of_a_statement_are_refused_or_come_back(
    ask: Ask, data: st.DataObject
) -> None:
    """Any bytes instead of some: what is no JSON, no UTF-8, or says something else."""
    body = encoded(data.draw(st.sampled_from(VALID)))
    at = data.draw(st.integers(0, len(body)))
    until = data.draw(st.integers(at, min(at + 4, len(body))))
    put = data.draw(st.binary(max_size=3) | st.sampled_from((b"\\", b'"', b"\xc3\x28", b"{", b",")))
    event(str(_sent(ask, "1.0.3", body[:at] + put + body[until:])))


@_many
@given(trees=st.lists(changed(), min_size=2, max_size=4))
def test_a_batch_is_stored_whole_or_not_at_all(ask: Ask, trees: list[Any]) -> None:
    before = _newest(ask)
    body = b"[" + b",".join(encoded(tree) for tree in trees) + b"]"
    answer = ask("POST", "statements", data=body, content_type="application/json")
    if answer.status_code == 200:
        assert len(answer.get_json()) == len(trees)
        for one in answer.get_json():
            assert ask("GET", f"statements?statementId={one}").status_code == 200
    else:
        assert _newest(ask) == before


def _sent(ask: Ask, version: str, body: bytes) -> int:
    """Post a statement; where it is taken, assert that it comes back valid, equal, in each format."""
    answer = ask("POST", "statements", version=version, data=body, content_type="application/json")
    if answer.status_code != 200:
        # One that has an id of its own may meet an earlier example's.
        assert answer.status_code in (400, 409)
        return answer.status_code
    if not answer.get_json():
        return 200  # an empty batch
    (one,) = answer.get_json()
    found = ask("GET", f"statements?statementId={one}", version=version)
    decode.stored(found.data)
    said, stored = jsontext.read(body), jsontext.read(found.data)
    kept = {name: value for name, value in stored.items() if name not in _OURS}
    expected = {name: _arrays(name, value) for name, value in said.items() if name not in _OURS}
    assert jsontext.canonical(kept) == jsontext.canonical(expected)
    for format in ("ids", "canonical"):
        jsontext.read(
            ask("GET", f"statements?statementId={one}&format={format}", version=version).data
        )
    again = ask(
        "POST", "statements", version=version, data=found.data, content_type="application/json"
    )
    assert again.get_json() == [one], "what the store gives it does not take again as the same"
    return 200


def _arrays(name: str, value: Any) -> Any:
    """Return a property as it comes back: with an array around each lone context activity."""
    if name == "object" and value.get("objectType") == "SubStatement":
        return {inner: _arrays(inner, one) for inner, one in value.items()}
    if name != "context" or "contextActivities" not in value:
        return value
    kinds = value["contextActivities"].items()
    lists = {kind: some if isinstance(some, list) else [some] for kind, some in kinds}
    return value | {"contextActivities": lists}


def _newest(ask: Ask) -> list[str]:
    page = json.loads(ask("GET", "statements?limit=5&format=ids").data)
    return [one["id"] for one in page["statements"]]
