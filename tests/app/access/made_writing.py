"""What a doctor writes and shares: journal, records of conversations, a welcome meeting form."""

import datetime as dt
import uuid

from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from app.database import now
from app.demo import welcome
from app.organisations.models import Membership
from app.reflection import unsaved
from app.reflection.changing import Posted
from app.reflection.models import JournalShare
from app.reflection.own import own_of
from app.reflection.writing import Writing
from app.welcome import access, filled, trust_form_changes
from app.welcome import unsaved as unsaved_sections
from app.welcome.models import WelcomeAction, WelcomeForm, WelcomeScan, WelcomeVersion
from app.welcome.own_models import WelcomeFilled, WelcomeOwnForm
from app.welcome.scans import Scan
from app.welcome.texts import texts
from app.welcome.unsaved import Writer
from tests.app.access.cast import OWNERS, Owner
from tests.app.access.things import World
from tests.app.conversations.talking import begin
from tests.app.reflection.test_sharing import share, withdraw
from tests.app.reflection.writing import id_of, save, write
from tests.app.welcome.conftest import FORM

SCAN = b"%PDF-1.7 heron %%EOF"


def make_writing(world: World) -> None:
    """Let each owner's doctor write, share, talk about it, and hold a welcome meeting."""
    for owner in OWNERS:
        _journal(world, owner)
        _welcome(world, owner)
        _own_form(world, owner)


def _journal(world: World, owner: Owner) -> None:
    doctor, supervisor = world.actor(owner.learner), world.actor(owner.supervisor)
    text = f"Heron entry of {owner.learner}"
    mine, both = (owner.learner,), (owner.learner, owner.supervisor)
    address = save(doctor, text, title=f"Heron title of {owner.learner}")
    share(doctor, world.cast.trusts[owner.trust], address, owner.supervisor.partition(":")[2])
    write(doctor, f"{address}/write", do="draft", what=f"{text}, a draft")
    entry = id_of(address)
    with world.app.app_context(), world.write(owner.trust) as session:
        shared = session.scalars(select(JournalShare.id).filter_by(entry_id=entry)).one()
        member = session.get_one(Membership, world.member(owner.learner).membership_id)
        posted = Posted(uuid.uuid4(), uuid.uuid4(), 0, Writing("free", {"text": text}))
        unsaved.put_by(session, own_of(member.person_id), posted, now())
    record = begin(supervisor, f"/conversations/about/{shared}", topics=text)
    world.add("talk to delete", _over(world, owner), mine, text)
    world.add("entry", entry, mine, text)
    world.add("unsaved text", posted.form_id, mine, text)
    world.add("own share", shared, mine, text)
    world.add("shared copy", shared, (owner.supervisor,), text)
    world.add("talk", record.rpartition("/")[2], both, text)
    world.add("talk to take along", record.rpartition("/")[2], mine, text)
    world.add("talked share", shared, both, text)


def _over(world: World, owner: Owner) -> str:
    """Return a record about a text that is no longer shared: its doctor may delete it."""
    doctor, text = world.actor(owner.learner), f"Heron entry of {owner.learner}, taken back"
    address = save(doctor, text)
    share(doctor, world.cast.trusts[owner.trust], address, owner.supervisor.partition(":")[2])
    with world.parts.database.read() as session:
        shared = session.scalars(select(JournalShare.id).filter_by(entry_id=id_of(address))).one()
    record = begin(world.actor(owner.supervisor), f"/conversations/about/{shared}", topics=text)
    withdraw(doctor, address)
    return record.rpartition("/")[2]


def _welcome(world: World, owner: Owner) -> None:
    both = (owner.learner, owner.supervisor)
    with world.app.app_context(), world.write(owner.trust) as session:
        people = {
            part: session.get_one(Membership, world.member(who).membership_id)
            for part, who in (("doctor", owner.learner), ("supervisor", owner.supervisor))
        }
        welcome.hold(session, people, "supervisor", (("doctor", True),), now())
        form = session.scalars(select(WelcomeForm).filter_by(learner_id=people["doctor"].id)).one()
        action = session.scalars(select(WelcomeAction).filter_by(form_id=form.id)).first()
        version = session.scalars(select(WelcomeVersion).filter_by(form_id=form.id)).one()
        assert action is not None
        scan = WelcomeScan(
            organisation_id=form.organisation_id,
            id=uuid.uuid4(),
            form_id=form.id,
            version_id=version.id,
            kind="pdf",
            size=len(SCAN),
        )
        scan.made_by, scan.made = people["doctor"].id, now() - dt.timedelta(days=1)
        scan.kept = texts().close(Scan("pdf", SCAN).text, "welcome_scan", scan.id)
        session.add(scan)
        name = people["doctor"].person.name
        writer = Writer(people["doctor"].person_id, form.id, "sections/b")
        typed = MultiDict({"b.hope:-:answer": f"Heron hope of {owner.learner}"})
        section = unsaved_sections.put_by(session, texts(), writer, typed, now())
        titles = [title for title, *_ in welcome.ACTIONS]
    world.add("unsaved section", section, both[:1], f"Heron hope of {owner.learner}")
    world.add("welcome form", form.id, both, name)
    world.add("agreed action", action.id, both, *titles)
    world.add("scan", scan.id, both)


def _own_form(world: World, owner: Owner) -> None:
    """Hold another meeting with a form of the trust's own, filled by the doctor."""
    both, (giver,) = (owner.learner, owner.supervisor), owner.of_trust("administrator")
    title = f"Heron form of {owner.supervisor}"
    doctor, supervisor = (world.member(who).membership_id for who in both)
    with world.app.app_context(), world.write(owner.trust) as session:
        day = now().date() - dt.timedelta(days=OWNERS.index(owner))
        trust_form_changes.add(session, world.member(giver), FORM, title, day, now())
        edition = session.scalars(select(WelcomeOwnForm).filter_by(title=title)).one()
        form = WelcomeForm(id=uuid.uuid4(), organisation_id=edition.organisation_id)
        form.learner_id, form.supervisor_id, form.own_form_id = doctor, supervisor, edition.id
        form.begun = form.shared = now()
        session.add(form)
        session.flush()
        seat = access.open_seat(session, world.member(owner.learner), form.id)
        filled.add(session, seat, texts(), [Scan("pdf", SCAN)], now())
        added = session.scalars(select(WelcomeFilled).filter_by(form_id=form.id)).one()
    world.add("meeting with own form", form.id, both, title)
    world.add("filled form", added.id, both)
    world.add("own form", edition.id, owner.all_of("administrator", "lead"), title)
