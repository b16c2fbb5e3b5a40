"""Showing an answer to somebody else: both agree, either stops it, and private classes never go."""

import re

import pytest

from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.trust import Trust
from tests.app.welcome.conftest import Pair

PLACE = "/welcome-meeting/shown-to-me"


@pytest.fixture
def reader(sign_in: SignIn, trust: Trust) -> Actor:
    """Sign in a supervisor of somebody else."""
    return sign_in(trust.email("other-supervisor"))


def propose(pair: Pair, who: Actor, trust: Trust, *fields: str) -> int:
    reader = str(trust.members["other-supervisor"])
    sent = {"do": "propose", "reader": reader, "fields": list(fields)}
    return who.send(f"{pair.path}/readers", **sent).status_code


def answer(pair: Pair, who: Actor, do: str) -> int:
    page = who.get(f"{pair.path}/readers").text
    row = re.search(r'name="row" value="([^"]+)"', page)
    assert row
    return who.send(f"{pair.path}/readers", do=do, row=row[1]).status_code


def test_an_answer_is_read_by_another_when_both_agree_and_until_one_stops(
    pair: Pair, reader: Actor, trust: Trust
) -> None:
    pair.save(pair.doctor, "b", **{"b.name_say:-:answer": "ngo-ZEE"})
    pair.share()
    assert propose(pair, pair.supervisor, trust, "b.name_say") == 303
    assert "ngo-ZEE" not in reader.get(PLACE).text
    assert answer(pair, pair.doctor, "agree") == 303
    assert "ngo-ZEE" in reader.get(PLACE).text
    assert reader.get(pair.path).status_code == 404
    pair.doctor.send(f"{pair.path}/withhold", field="b.name_say", row=str(pair.form_id), so="yes")
    assert "ngo-ZEE" not in reader.get(PLACE).text
    pair.doctor.send(f"{pair.path}/withhold", field="b.name_say", row=str(pair.form_id), so="")
    assert "ngo-ZEE" in reader.get(PLACE).text
    assert answer(pair, pair.supervisor, "stop") == 303
    assert "ngo-ZEE" not in reader.get(PLACE).text


@pytest.mark.parametrize("field", ["c.observe", "c.doctor_role", "e.shadow"])
def test_only_what_may_be_shown_can_be(pair: Pair, reader: Actor, trust: Trust, field: str) -> None:
    pair.save(pair.doctor, field[0], **{f"{field}:-:answer": "SECRET"})
    pair.share()
    assert propose(pair, pair.doctor, trust, field) == 400
    assert "SECRET" not in reader.get(PLACE).text


def test_withdrawing_ends_it_and_doctors_have_no_such_page(
    pair: Pair, reader: Actor, trust: Trust
) -> None:
    pair.save(pair.doctor, "b", **{"b.name_say:-:answer": "ngo-ZEE"})
    pair.share()
    propose(pair, pair.doctor, trust, "b.name_say")
    assert "ngo-ZEE" not in reader.get(PLACE).text
    answer(pair, pair.supervisor, "agree")
    assert "ngo-ZEE" in reader.get(PLACE).text
    pair.doctor.send(f"{pair.path}/withdraw")
    assert "ngo-ZEE" not in reader.get(PLACE).text
    assert pair.doctor.get(PLACE).status_code == 403
