"""What a doctor has of learning: progress with its statements, a try, certificates, cards to practise."""

import datetime as dt
import uuid

from sqlalchemy import select

from app.database import now
from app.demo.walk import Walk
from app.evidence import issuing
from app.evidence.models import Certificate
from app.evidence.standings import Holder
from app.feedback import giving
from app.feedback.giving import About, Said
from app.feedback.models import TopicFeedback
from app.learning.models import Attempt, Enrolment
from app.organisations.models import Membership
from app.practice.content import can_be_practised
from app.practice.models import PracticeCard, PracticeDay
from app.practice.schedule import Memory, practice_day
from app.records.upkeep import send_and_read
from app.supervision.models import Progress
from tests.app.access.cast import OWNERS, Owner
from tests.app.access.things import World

BEGAN = dt.timedelta(days=6)
SLUG = "culture"


def make_learning(world: World) -> None:
    """Let each owner's doctor take the module, pass, and say something of a topic."""
    module = world.parts.shelf.course.module(SLUG)
    with world.app.app_context(), world.parts.database.write() as session:
        for owner in OWNERS:
            learner = world.member(owner.learner)
            membership = session.get_one(Membership, learner.membership_id)
            Walk(session, world.parts.home_page, membership, module).go("passed", now() - BEGAN)
            said = Said("unclear", f"Heron remark of {owner.learner}")
            about = About.of(module, module.topics[0])
            giving.give(session, learner, about, said, "key", now())
    with world.app.app_context():
        send_and_read(world.parts, now)
        for owner in OWNERS:
            learner = world.member(owner.learner)
            holder = Holder(learner.membership_id, learner.organisation_id, ("learners",))
            issuing.issue_due(world.parts, holder, now())
    question = next(each for each in module.questions if can_be_practised(each))
    for owner in OWNERS:
        _name(world, owner, question.id)


def _name(world: World, owner: Owner, question: str) -> None:
    key = world.member(owner.learner).membership_id
    organisation_id = world.member(owner.learner).organisation_id
    mine = (owner.learner,)
    seen = (owner.supervisor, *owner.all_of("lead"))
    with world.parts.database.read() as session:
        name = session.get_one(Membership, key).person.name
        attempt = session.scalars(
            select(Attempt.id).join(Enrolment).where(Enrolment.membership_id == key)
        ).one()
        progress = session.scalars(select(Progress).where(Progress.actor == key)).one()
        certificate = session.scalars(
            select(Certificate).where(
                Certificate.membership_id == key, Certificate.kind == "module"
            )
        ).one()
        remark = session.scalars(select(TopicFeedback).filter_by(membership_id=key)).one()
    card = PracticeCard(
        organisation_id=organisation_id,
        id=uuid.uuid4(),
        membership_id=key,
        module=SLUG,
        kind="question",
        item=question,
    )
    card.state, card.due = Memory(due=now()).state, now()
    with world.write(owner.trust) as session:
        session.add_all(
            [
                card,
                PracticeDay(
                    organisation_id=organisation_id,
                    membership_id=key,
                    day=practice_day(now()),
                    cards=[str(card.id)],
                ),
            ]
        )
    records = owner.all_of("administrator")
    world.add("attempt", attempt, mine)
    world.add("certificate", certificate.id, mine, certificate.code, name)
    world.add("card", card.id, mine)
    world.add("remark", remark.id, owner.all_of("editor", "administrator"), remark.words)
    world.add("supervised doctor", key, seen, name)
    world.add("supervised result", progress.result_statement, seen, name)
    world.add("registration", progress.registration, records, name)
    world.add("statement", progress.result_statement, records, name)
