"""Sharing: with a supervisor of one's own, a copy as it stands, until it is withdrawn or supervision ends."""

import datetime as dt
import re

import pytest
from sqlalchemy import func, select, update
from werkzeug.test import TestResponse

from app.audit.models import AuditLine
from app.database import Database
from app.organisations.models import Supervision
from app.reflection import history
from app.reflection.models import JournalShare, JournalShareEvent
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.databases import BOTH
from tests.app.reflection.writing import address_of, save, version_of, write
from tests.app.trust import Trust
from tests.support.html import words_of

TEXT = "I had taken her nod for relief."
LIST = "/journal/shared-with-me"


def share(actor: Actor, trust: Trust, entry: str, who: str = "supervisor") -> None:
    """Share an entry with a supervisor."""
    fields = {"reader": str(trust.members[who]), "version": version_of(actor, entry)}
    answer = actor.send(f"{entry}/share", **fields)
    assert answer.status_code == 303, answer.text


def copies(actor: Actor) -> list[str]:
    """Return the addresses of what a supervisor is offered."""
    return re.findall(rf'href="({LIST}/[0-9a-f-]+)"', actor.get(LIST).text)


def withdraw(actor: Actor, entry: str) -> None:
    """Withdraw what is shared of an entry."""
    found = re.search(r'action="(/journal/sharing/[^"]+/withdraw)"', actor.get(entry).text)
    assert found
    assert actor.send(found[1]).headers["Location"] == entry


@BOTH
def test_an_entry_is_shared_read_and_withdrawn(
    as_learner: Actor, as_supervisor: Actor, trust: Trust
) -> None:
    entry = save(as_learner, TEXT, title="A nod")
    assert copies(as_supervisor) == []
    page = words_of(as_learner.get(f"{entry}/share").text)
    assert "Dr Helen Marsh" in page and "Dr Owen Pryce" not in page
    assert TEXT in page and "What you change later they do not see" in page
    share(as_learner, trust, entry)
    assert "You and Dr Helen Marsh can see this." in words_of(as_learner.get(entry).text)
    assert "Shared with Dr Helen Marsh" in as_learner.get("/journal").text

    doctor = as_supervisor.get(f"/supervision/{trust.members['learner']}").text
    assert "Dr Ngozi Eze has shared a journal entry with you" in doctor
    (copy,) = copies(as_supervisor)
    assert "Not read yet" in as_supervisor.get(LIST).text
    shown = as_supervisor.get(copy).text
    assert TEXT in shown and "Only you and Dr Ngozi Eze can see this." in shown
    assert "Not read yet" not in as_supervisor.get(LIST).text

    line = words_of(as_learner.get(entry).text)
    assert "You shared it with Dr Helen Marsh:" in line and "Dr Helen Marsh read it:" in line
    withdraw(as_learner, entry)
    assert "Only you can see this." in as_learner.get(entry).text
    assert "You withdrew it:" in as_learner.get("/journal/sharing").text
    gone = as_supervisor.get(copy)
    assert gone.status_code == 410 and "This was withdrawn" in gone.text
    assert TEXT not in gone.text and "Ngozi" not in gone.text
    assert copies(as_supervisor) == []


def test_a_supervisor_sees_the_text_as_it_was_shared(
    as_learner: Actor, as_supervisor: Actor, trust: Trust
) -> None:
    entry = save(as_learner, TEXT)
    share(as_learner, trust, entry)
    write(as_learner, f"{entry}/write", what="Changed later.")
    (copy,) = copies(as_supervisor)
    assert TEXT in as_supervisor.get(copy).text
    assert "not what you have changed since" in words_of(as_learner.get(entry).text)
    share(as_learner, trust, entry)
    (newer,) = copies(as_supervisor)
    assert "Changed later." in as_supervisor.get(newer).text
    assert as_supervisor.get(copy).status_code == 410
    assert "You shared a newer text in its place" in as_learner.get(entry).text


def test_an_ended_share_keeps_no_copy_and_deleting_the_entry_ends_it(
    as_learner: Actor, as_supervisor: Actor, trust: Trust, database: Database
) -> None:
    entry = save(as_learner, TEXT)
    share(as_learner, trust, entry)
    (copy,) = copies(as_supervisor)
    assert "Dr Helen Marsh cannot read the copy any more" in words_of(
        as_learner.get(f"{entry}/delete").text
    )
    as_learner.send(f"{entry}/delete")
    assert as_supervisor.get(copy).status_code == 410
    assert "An entry that you have deleted" in as_learner.get("/journal/sharing").text
    with database.read() as session:
        row = session.scalars(select(JournalShare)).one()
        assert (row.kept, row.entry_id) == (None, None) and row.ended is not None


def test_a_share_ends_with_supervision_and_does_not_come_back(
    as_learner: Actor, as_supervisor: Actor, as_administrator: Actor, trust: Trust
) -> None:
    entry = save(as_learner, TEXT)
    share(as_learner, trust, entry)
    (copy,) = copies(as_supervisor)
    person = f"/people/{trust.members['learner']}"
    mine, others = (str(trust.members[who]) for who in ("supervisor", "other-supervisor"))
    assign = {"roles": ["learner"]}
    as_administrator.send(person, **assign, supervisors=[mine, others])
    assert as_supervisor.get(copy).status_code == 200  # one more changes nothing
    as_administrator.send(person, **assign, supervisors=[others])
    assert as_supervisor.get(copy).status_code == 410
    line = words_of(as_learner.get(entry).text)
    assert "It ended: Dr Helen Marsh does not supervise you any more" in line
    as_administrator.send(person, **assign, supervisors=[mine])
    assert as_supervisor.get(copy).status_code == 410 and copies(as_supervisor) == []


def test_nothing_can_be_read_the_moment_that_supervision_is_gone(
    as_learner: Actor, as_supervisor: Actor, trust: Trust, database: Database
) -> None:
    entry = save(as_learner, TEXT)
    share(as_learner, trust, entry)
    (copy,) = copies(as_supervisor)
    with database.write() as session:  # by another way than the pages
        session.delete(session.scalars(select(Supervision)).one())
    assert as_supervisor.get(copy).status_code == 410 and copies(as_supervisor) == []


def test_nobody_else_reads_or_withdraws_it(
    as_learner: Actor, as_supervisor: Actor, sign_in: SignIn, trust: Trust, other_trust: Trust
) -> None:
    entry = save(as_learner, TEXT)
    share(as_learner, trust, entry)
    (copy,) = copies(as_supervisor)
    share_id = copy.rpartition("/")[2]
    for email in (trust.email("other-supervisor"), other_trust.email("supervisor")):
        stranger = sign_in(email)
        assert copies(stranger) == [] and stranger.get(copy).status_code == 404
    for who, status in (("learner", 403), ("other-learner", 403), ("administrator", 403)):
        assert sign_in(trust.email(who)).get(copy).status_code == status
    for who in ("other-learner", "supervisor"):
        sent = sign_in(trust.email(who)).send(f"/journal/sharing/{share_id}/withdraw")
        assert sent.status_code == 404
    assert as_supervisor.get(copy).status_code == 200
    assert as_supervisor.get(f"{LIST}?doctor={trust.members['other-learner']}").status_code == 200


@pytest.mark.parametrize(
    ("reader", "status", "words"),
    [
        ("", 400, "Choose who may read it."),
        ("x", 400, "Choose who may read it."),
        ("other-supervisor", 400, "Choose who may read it."),
    ],
)
def test_it_is_shared_with_a_supervisor_of_ones_own_only(
    as_learner: Actor, trust: Trust, reader: str, status: int, words: str
) -> None:
    entry = save(as_learner, TEXT)
    reader = str(trust.members.get(reader, reader))
    version = version_of(as_learner, entry)
    answer = as_learner.send(f"{entry}/share", reader=reader, version=version)
    assert answer.status_code == status and "There is a problem" in answer.text
    assert "Only you can see this." in as_learner.get(entry).text


def test_a_text_that_changed_since_the_page_was_shown_is_not_shared(
    as_learner: Actor, as_supervisor: Actor, trust: Trust
) -> None:
    entry = save(as_learner, TEXT)
    shown = version_of(as_learner, entry)
    write(as_learner, f"{entry}/write", what="Something else.")
    reader = str(trust.members["supervisor"])
    sent = as_learner.send(f"{entry}/share", reader=reader, version=shown)
    assert sent.headers["Location"] == f"{entry}/share" and copies(as_supervisor) == []
    assert "nothing was shared" in as_learner.get(f"{entry}/share").text


def test_a_draft_cannot_be_shared_and_a_name_in_the_text_is_pointed_at(
    as_learner: Actor, sign_in: SignIn, trust: Trust
) -> None:
    entry = write(as_learner, what="Mrs Hughes nodded.").headers["Location"].rpartition("/")[0]
    assert as_learner.get(f"{entry}/share").status_code == 409
    as_learner.send(f"{entry}/check/save", version=version_of(as_learner, entry))
    assert "Mrs Hughes</mark> becomes “this person”" in words_of(
        as_learner.get(f"{entry}/share").text
    )
    alone = sign_in(trust.email("other-learner"))
    assert "Nobody supervises you here" in alone.get(f"{save(alone)}/share").text


NAMED = "I told Mrs Hughes the truth, and Mrs Hughes thanked me in bed 12."


@pytest.fixture
def named(as_learner: Actor) -> str:
    """Save an entry as it is in which somebody could be recognised."""
    entry = address_of(write(as_learner, what=NAMED))
    as_learner.send(f"{entry}/check/save", version=version_of(as_learner, entry))
    return entry


def press(actor: Actor, trust: Trust, entry: str, do: str, **fields: str) -> TestResponse:
    """Press a button of the page on which one shares."""
    reader = str(trust.members["supervisor"])
    version = version_of(actor, entry)
    return actor.send(f"{entry}/share", reader=reader, version=version, do=do, **fields)


@BOTH
def test_taking_out_all_is_the_main_way_to_share_and_is_saved_so(
    as_learner: Actor, as_supervisor: Actor, trust: Trust, named: str
) -> None:
    page = as_learner.get(f"{named}/share").text
    assert page.index("Take out all, then share") < page.index("Share it as it is")
    left = "I told this person the truth, and this person thanked me in a bed."
    assert left in page
    assert press(as_learner, trust, named, "take-out").headers["Location"] == named
    (copy,) = copies(as_supervisor)
    assert left in as_supervisor.get(copy).text and left in as_learner.get(named).text


def test_sharing_as_it_is_asks_for_a_tick_and_never_blocks(
    as_learner: Actor, as_supervisor: Actor, trust: Trust, named: str
) -> None:
    answer = press(as_learner, trust, named, "share")
    assert answer.status_code == 400 and copies(as_supervisor) == []
    assert 'href="#checked"' in answer.text and "Tick that you have checked it" in answer.text
    assert press(as_learner, trust, named, "share", checked="y").status_code == 303
    (copy,) = copies(as_supervisor)
    assert NAMED in as_supervisor.get(copy).text


def test_taking_out_leaves_a_draft_beside_it_alone(
    as_learner: Actor, trust: Trust, named: str
) -> None:
    write(as_learner, f"{named}/write", "draft", what="I told Mrs Hughes more.")
    press(as_learner, trust, named, "take-out")
    assert "I told Mrs Hughes more." in as_learner.get(f"{named}/write").text
    assert "I told this person the truth" in as_learner.get(named).text


def test_what_changed_meanwhile_is_not_taken_out_unseen(
    as_learner: Actor, as_supervisor: Actor, trust: Trust, named: str
) -> None:
    reader, shown = str(trust.members["supervisor"]), version_of(as_learner, named)
    write(as_learner, f"{named}/write", "draft", what="Mr Smith came.")
    sent = as_learner.send(f"{named}/share", reader=reader, version=shown, do="take-out")
    assert sent.headers["Location"] == f"{named}/share" and copies(as_supervisor) == []
    assert NAMED in as_learner.get(named).text


def test_looking_again_soon_is_no_second_line(
    as_learner: Actor, as_supervisor: Actor, trust: Trust, database: Database
) -> None:
    share(as_learner, trust, save(as_learner, TEXT))
    (copy,) = copies(as_supervisor)
    for _ in range(2):
        as_supervisor.get(copy)
    seen = select(JournalShareEvent).where(JournalShareEvent.what == history.SEEN)
    with database.write() as session:
        (row,) = session.scalars(seen)
        earlier = row.at - dt.timedelta(hours=2)
        session.execute(update(JournalShareEvent).values(at=earlier))
    as_supervisor.get(copy)
    with database.read() as session:
        assert len(session.scalars(seen).all()) == 2


def test_the_supervisors_first_page_says_what_waits_to_be_read(
    as_learner: Actor, as_supervisor: Actor, trust: Trust
) -> None:
    assert "journal text" not in words_of(as_supervisor.get("/supervision").text)
    share(as_learner, trust, save(as_learner))
    assert "1 journal text</a> shared with you waits" in words_of(
        as_supervisor.get("/supervision").text
    )
    for address in copies(as_supervisor):
        as_supervisor.get(address)
    assert "journal text" not in words_of(as_supervisor.get("/supervision").text)


def test_the_audit_log_that_administrators_read_tells_nothing_of_a_share(
    as_learner: Actor, trust: Trust, database: Database
) -> None:
    entry = save(as_learner, TEXT, title="A nod")
    with database.read() as session:
        before = session.scalar(select(func.count()).select_from(AuditLine))
    share(as_learner, trust, entry)
    withdraw(as_learner, entry)
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(AuditLine)) == before
