"""What is issued, to whom, when, and that it is issued once."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from app import database
from app.accounts.models import Person
from app.database import now
from app.evidence import issuing
from app.evidence.lines import read
from app.evidence.standings import Holder
from app.organisations.models import Membership
from course.vocabulary import Verb
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.databases import BOTH
from tests.app.evidence.earned import (
    RECORD,
    catch_up,
    certificate,
    issued,
    passes,
    transcript,
)
from tests.app.learning.walking import (
    answer_all_practice,
    module_of,
    open_all_topics,
    parts_of,
    take_assessment,
)
from tests.app.supervision.telling import statement, store, voiding
from tests.app.trust import Trust
from tests.support.html import words_of

START = dt.datetime(2026, 3, 12, 9, tzinfo=dt.UTC)


def holder(trust: Trust) -> Holder:
    return Holder(trust.members["learner"], trust.organisation, ("learners",))


def rename(app: Flask, trust: Trust, name: str) -> None:
    with parts_of(app).database.write() as session:
        person = session.get_one(Membership, trust.members["learner"]).person_id
        session.get_one(Person, person).name = name


def test_papers_bear_the_full_name_however_somebody_is_called(
    app: Flask, as_learner: Actor, trust: Trust
) -> None:
    as_learner.send("/account/name", preferred_name="Goz", said="goz")
    passes(app, trust)
    assert "issued in the name “Dr Ngozi Eze”" in words_of(as_learner.get(RECORD).text)
    made = certificate(app, as_learner)
    assert made.name == "Dr Ngozi Eze"
    assert "present names" not in as_learner.get(f"{RECORD}/{made.id}").text


@BOTH
def test_a_pass_gives_one_certificate_with_what_the_supervisor_sees(
    app: Flask, as_learner: Actor, as_supervisor: Actor, trust: Trust
) -> None:
    assert "There is none yet." in words_of(as_learner.get(RECORD).text)
    open_all_topics(app, as_learner)
    answer_all_practice(app, as_learner)
    take_assessment(app, as_learner, right=False)
    take_assessment(app, as_learner, right=True)
    first = certificate(app, as_learner)
    assert certificate(app, as_learner).id == first.id
    (line,) = read(first.lines)
    assert (first.name, first.organisation) == ("Dr Ngozi Eze", "Alder Valley Trust")
    assert line.version == module_of(app).version and line.tries == 2 and line.score == 100
    page = words_of(as_learner.get(f"{RECORD}/{first.id}").text)
    assert "100 %, second attempt" in page and first.code in page
    assert "100 %" in words_of(as_supervisor.get(f"/supervision/{trust.members['learner']}").text)


def test_the_time_counts_the_visit_in_which_it_was_passed(
    app: Flask, as_learner: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(START + dt.timedelta(minutes=nth) for nth in range(10_000))
    monkeypatch.setattr(database, "now", lambda: next(clock))
    attempt = take_assessment(app, as_learner, right=True)
    (line,) = read(certificate(app, as_learner).lines)
    assert line.seconds >= 60 * len(attempt.questions)


@BOTH
def test_two_devices_at_once_issue_once(app: Flask, trust: Trust) -> None:
    passes(app, trust)
    catch_up(app)
    with ThreadPoolExecutor(4) as pool:
        for done in [
            pool.submit(issuing.issue_due, parts_of(app), holder(trust), now()) for _ in range(4)
        ]:
            done.result()
    assert len(issued(app)) == 1


def test_a_later_version_of_the_module_does_not_change_what_was_passed(
    app: Flask, as_learner: Actor, trust: Trust
) -> None:
    passes(app, trust)
    later = statement(trust, Verb.EXPERIENCED, timestamp="2026-03-20T10:00:00Z")
    later["context"] = later["context"] | {"revision": "9.9"}
    store(app, trust.organisation, later)
    (line,) = read(certificate(app, as_learner).lines)
    assert line.version == "1.2"
    (line,) = read(transcript(app, as_learner).lines)
    assert line.version == "1.2"
    assert "version 1.2" in words_of(as_learner.get(RECORD).text)


def test_a_voided_pass_withdraws_the_certificate_and_another_pass_gives_another(
    app: Flask, as_learner: Actor, trust: Trust
) -> None:
    wrong = passes(app, trust)
    first = certificate(app, as_learner)
    store(app, trust.organisation, voiding(wrong["id"]))
    page = words_of(as_learner.get(RECORD).text)
    assert "There is none yet." in page
    assert "no longer holds" in as_learner.get(f"{RECORD}/{first.id}").text
    passes(app, trust, timestamp="2026-04-01T10:00:00Z")
    as_learner.get(RECORD)
    (kept, _) = issued(app)
    assert kept.id == first.id


def test_another_organisation_cannot_void_it(
    app: Flask, as_learner: Actor, trust: Trust, other_trust: Trust
) -> None:
    passed = passes(app, trust)
    row = certificate(app, as_learner)
    store(app, other_trust.organisation, voiding(passed["id"]))
    catch_up(app)
    assert "no longer holds" not in as_learner.get(f"{RECORD}/{row.id}").text


def test_a_certificate_keeps_its_name_until_it_is_issued_again(
    app: Flask, as_learner: Actor, trust: Trust
) -> None:
    passes(app, trust)
    row = certificate(app, as_learner)
    rename(app, trust, "Dr Ngozi Obi")
    page = as_learner.get(f"{RECORD}/{row.id}").text
    assert "Dr Ngozi Eze" in page and "You are now “Dr Ngozi Obi”" in page
    sent = as_learner.send(f"{RECORD}/{row.id}/again")
    assert sent.status_code == 303
    old, new = sorted(issued(app), key=lambda each: each.edition)
    assert (old.id, old.replaced is None) == (row.id, False)
    assert (new.name, new.edition, new.lines) == ("Dr Ngozi Obi", 2, row.lines)
    assert "A newer one has taken its place" in as_learner.get(f"{RECORD}/{row.id}").text
    assert as_learner.send(f"{RECORD}/{row.id}/again").status_code == 409
    assert len(as_learner.get(RECORD).text.split(str(new.id))) == 2
    assert str(old.id) not in as_learner.get(RECORD).text


def test_a_transcript_stays_and_a_newer_one_takes_its_place(
    app: Flask, as_learner: Actor, trust: Trust
) -> None:
    store(app, trust.organisation, statement(trust, Verb.FAILED))
    first = transcript(app, as_learner)
    assert transcript(app, as_learner).id == first.id
    assert "Not passed yet" in as_learner.get(f"{RECORD}/{first.id}").text
    passes(app, trust, timestamp="2026-03-14T10:00:00Z")
    second = transcript(app, as_learner)
    assert (second.edition, second.id == first.id) == (2, False)
    assert "A newer one has taken its place" in as_learner.get(f"{RECORD}/{first.id}").text
    (line,) = read(second.lines)
    assert (line.word, line.tries) == ("Passed", 2)


@pytest.mark.parametrize("kind", ["", "/pdf", "/jwt", "/svg", "/json", "/again"])
@pytest.mark.parametrize("who", ["other-learner", "supervisor"])
def test_nobody_else_finds_it(
    app: Flask, as_learner: Actor, trust: Trust, sign_in: SignIn, who: str, kind: str
) -> None:
    passes(app, trust)
    row = certificate(app, as_learner)
    actor = sign_in(trust.email(who))
    if kind == "/again":
        assert actor.send(f"{RECORD}/{row.id}{kind}").status_code == 404
    else:
        assert actor.get(f"{RECORD}/{row.id}{kind}").status_code == 404


@BOTH
def test_the_files_are_what_they_say(app: Flask, as_learner: Actor, trust: Trust) -> None:
    passes(app, trust)
    row = certificate(app, as_learner)
    paper = as_learner.get(f"{RECORD}/{row.id}/pdf")
    assert paper.mimetype == "application/pdf" and paper.data.startswith(b"%PDF")
    assert b"pdfuaid" in paper.data and paper.headers["Cache-Control"] == "no-store"
    assert paper.data == as_learner.get(f"{RECORD}/{row.id}/pdf").data
    assert f"certificate-{row.code.lower()}.pdf" in paper.headers["Content-Disposition"]
    of_transcript = transcript(app, as_learner)
    assert as_learner.get(f"{RECORD}/{of_transcript.id}/pdf").data.startswith(b"%PDF")


def test_a_name_in_a_script_without_a_font_still_gives_a_paper(
    app: Flask, as_learner: Actor, trust: Trust
) -> None:
    rename(app, trust, "Dr 陳大文 #sys.inputs")
    passes(app, trust)
    row = certificate(app, as_learner)
    assert as_learner.get(f"{RECORD}/{row.id}/pdf").data.startswith(b"%PDF")
