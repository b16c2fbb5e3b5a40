"""How an organisation welcomes: induction lists and items, readiness, its pages of the library."""

import datetime as dt

from sqlalchemy import select

from app.assignments.due import today
from app.database import now
from app.induction import changing, marking
from app.induction.changing import Change, NewItem
from app.library import own
from app.library.own import Draft
from app.organisations.models import Membership
from app.readiness import assessing, planning
from app.readiness.models import AssessmentAction, ImprovementCycle
from app.readiness.planning import ActionDraft, CycleDraft
from tests.app.access.cast import LEFT, OWNERS, Owner
from tests.app.access.things import World

STANDARD = "S04"


def make_welcoming(world: World) -> None:
    """Begin each owner's induction; give each trust its assessment, its item and its page."""
    for owner in OWNERS:
        _induction(world, owner)
    for owner in (OWNERS[0], OWNERS[2]):
        _readiness(world, owner)
        _own(world, owner)


def _induction(world: World, owner: Owner) -> None:
    (lead,) = owner.of_trust("lead")
    key = world.member(owner.learner).membership_id
    on = today(now())
    with world.write(owner.trust) as session:
        marking.begin(session, world.member(lead), [key], on - dt.timedelta(days=3), None, on)
        name = session.get_one(Membership, key).person.name
    leads = owner.all_of("lead", "administrator")
    world.add("inducted doctor", key, (owner.supervisor, *leads), name)
    world.add("doctor to lead", key, leads, name)
    world.add("doctor of items", key, (owner.learner, owner.supervisor, *leads), name)


def _readiness(world: World, owner: Owner) -> None:
    leads = owner.all_of("lead", "administrator")
    asker, on, word = world.member(leads[0]), today(now()), f"Heron plan of {owner.trust}"
    with world.write(owner.trust) as session:
        key = assessing.begin(session, asker, on.year)
        assessing.ask(session, asker, key, world.member(owner.learner).membership_id)
        planning.save_action(session, asker, ActionDraft(STANDARD, word, "it", on))
        cycle = CycleDraft(STANDARD, word, "plan", "measure", "", "", on, None)
        planning.save_cycle(session, asker, cycle)
        action = session.scalars(select(AssessmentAction).filter_by(text=word)).one()
        kept = session.scalars(select(ImprovementCycle).filter_by(aim=word)).one()
    world.add("assessment", key, leads)
    world.add("assessment to answer", key, (owner.learner,))
    world.add("planned action", action.id, leads, word)
    world.add("improvement", kept.id, leads, word)


def _own(world: World, owner: Owner) -> None:
    lead, administrator = owner.of_trust("lead", "administrator")
    leads = owner.all_of("lead", "administrator")
    word = f"Heron page of {owner.trust}"
    everybody = tuple(
        who for who in world.cast.emails if who.startswith(f"{owner.trust}:") and who != LEFT
    )
    with world.write(owner.trust) as session:
        change = Change("it", None, 3, working=False)
        area = world.parts.shelf.course.induction.phases[1].id
        item = changing.add(session, world.member(lead), NewItem(area, "", word, change))
        page = Draft(word, "", "Intranet", ("doctors",), "What it says.", ())
        key = own.add(session, world.member(administrator), page, today(now()))
    world.add("own item", item, leads, word)
    world.add("library page", key, everybody, word)
    world.add("managed library page", key, leads, word)
