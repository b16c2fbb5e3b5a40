"""What is sent when the sign-in has ended: kept for its writer, and shown to nobody else."""

import re
from base64 import b64decode

from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.trust import Trust
from tests.app.welcome.conftest import Pair

FIELDS = {"b.hope:-:version": "0", "b.hope:-:answer": "A DAY WITHOUT GETTING LOST"}


def writer_mark(pair: Pair) -> str:
    page = pair.doctor.get(f"{pair.path}/sections/b").text
    found = re.search(r'name="writer" value="([^"]+)"', page)
    assert found
    return found[1]


def test_a_section_sent_after_signing_out_is_found_after_signing_in(
    pair: Pair, trust: Trust
) -> None:
    mark = writer_mark(pair)
    old_token = pair.doctor.token()
    pair.doctor.sign_out()
    sent = {"csrf_token": old_token, "writer": mark, **FIELDS}
    answer = pair.doctor.post(f"{pair.path}/sections/b", data=sent)
    assert answer.status_code == 303
    where = answer.headers["Location"]
    assert where.startswith("/sign-in?next=")
    signed_in = pair.doctor.sign_in(trust.email("learner"), next=where.split("next=")[1])
    assert signed_in.status_code == 302
    unsaved = re.search(r"unsaved(?:=|%3D)([0-9a-f-]{36})", where)
    assert unsaved
    page = pair.doctor.get(f"{pair.path}/sections/b?unsaved={unsaved[1]}").text
    assert "A DAY WITHOUT GETTING LOST" in page
    assert "not in the form until you press" in page
    assert "A DAY" not in pair.doctor.get(f"{pair.path}/sections/b").text
    assert pair.supervisor.get(f"{pair.path}/sections/b?unsaved={unsaved[1]}").status_code == 404
    pair.save(pair.doctor, "b", **{"b.hope:-:answer": "A DAY"})
    assert pair.doctor.get(f"{pair.path}/sections/b?unsaved={unsaved[1]}").status_code == 404


def test_a_page_sent_under_somebody_elses_sign_in_is_not_theirs(
    pair: Pair, sign_in: SignIn, trust: Trust
) -> None:
    mark = writer_mark(pair)
    other: Actor = sign_in(trust.email("other-learner"))
    answer = other.send(f"{pair.path}/sections/b", writer=mark, **FIELDS)
    assert answer.status_code == 409
    assert "A DAY" not in answer.text


def test_a_mark_that_nobody_made_keeps_nothing(pair: Pair, client: Actor) -> None:
    answer = client.send(f"{pair.path}/sections/b", writer="bm9uc2Vuc2U=", **FIELDS)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in")


def test_each_of_the_two_has_a_key_of_their_own_for_what_the_browser_keeps(pair: Pair) -> None:
    pair.share()
    keys = set()
    for who in (pair.doctor, pair.supervisor):
        page = who.get(f"{pair.path}/sections/e").text
        (key,) = re.findall(r'data-kept-key="([^"]+)"', page)
        assert len(b64decode(key)) == 32
        assert key in who.get(f"{pair.path}/sections/h").text  # the same on each page
        keys.add(key)
    assert len(keys) == 2
