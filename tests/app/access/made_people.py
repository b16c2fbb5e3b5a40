"""What an organisation holds of people: memberships, invitations, requests, their accounts' own things."""

import datetime as dt

from sqlalchemy import select

from app.accounts.models import EmailChange, SignIn
from app.accounts.tokens import digest
from app.assignments import commands
from app.assignments.models import AssignmentRule
from app.database import now
from app.erasure import asking
from app.organisations import groups, invitations
from app.organisations.models import Membership, Role
from app.organisations.people_commands import Draft
from app.second_step.models import Passkey
from tests.app.access.cast import OWNERS, Owner, person_id
from tests.app.access.things import World

A_DAY = dt.timedelta(days=1)
HOURS = 72


def make_people(world: World) -> None:
    """Make for each owner's doctor what their account and their trust hold of them."""
    for owner in OWNERS:
        _account(world, owner)
        _membership(world, owner)
    for owner in (OWNERS[0], OWNERS[2]):
        _organisation(world, owner)


def _account(world: World, owner: Owner) -> None:
    world.actor(owner.learner)
    person = person_id(world.parts.database, world.cast.emails[owner.learner])
    mine, word = (owner.learner,), f"heron-{owner.learner.replace(':', '-')}"
    asked_by = next(each for each in OWNERS if each.trust != owner.trust)
    with world.write(owner.trust) as session:
        sign_in = session.scalars(select(SignIn).filter_by(person_id=person.id)).first()
        assert sign_in is not None
        key = Passkey(
            person_id=person.id, credential_id=word.encode(), public_key=b"key", name=f"Key {word}"
        )
        change = EmailChange(
            person_id=person.id,
            token_digest=digest(word),
            email=f"{word}@new.example",
            expires=now() + A_DAY,
        )
        session.add_all([key, change])
        offered = Draft(person.name, person.email, frozenset({Role.LEARNER}), frozenset())
        organisation = world.cast.trusts[asked_by.trust].organisation
        invited = invitations.invite(session, organisation, offered, now(), HOURS)
    world.add("sign-in", sign_in.id, mine)
    world.add("passkey", key.id, mine, key.name)
    world.add("new address", word, mine, change.email)
    world.add("offer", invited.invitation_id, mine)


def _membership(world: World, owner: Owner) -> None:
    key = world.member(owner.learner).membership_id
    administrators = owner.all_of("administrator")
    with world.write(owner.trust) as session:
        membership = session.get_one(Membership, key)
        name = membership.person.name
        asked = asking.ask(session, membership, now())
        commands.assign(session, world.member(administrators[0]), [key], ["culture"], None)
    supervisor = world.member(owner.supervisor).membership_id
    above = owner.all_of("lead", "administrator")
    called = world.name(owner.supervisor)
    world.add("own supervisor", supervisor, (owner.learner,), called)
    if owner is not OWNERS[0]:  # whose supervisor has the form, and the doctors, already
        world.add("reader", supervisor, owner.of_trust("learner"), called)
        world.add("successor", supervisor, above, called)
    world.add("colleague", supervisor, above, called)
    world.add("own membership", key, (owner.learner,))
    world.add("person", key, administrators, name)
    world.add("assigned person", key, (*administrators, owner.supervisor), name)
    world.add("erasure request", asked, administrators, name)


def _organisation(world: World, owner: Owner) -> None:
    administrators = owner.all_of("administrator")
    asker = world.member(administrators[0])
    name = f"Dr Heron {owner.trust}"
    with world.write(owner.trust) as session:
        draft = Draft(name, f"heron@{owner.trust}.test", frozenset({Role.LEARNER}), frozenset())
        invited = invitations.invite(session, asker.organisation_id, draft, now(), HOURS)
        commands.make_rule(session, asker, Role.LEARNER, "culture", 14, now())
        rule = session.scalars(
            select(AssignmentRule).filter_by(organisation_id=asker.organisation_id)
        ).one()
        site = groups.make(session, asker, "site", f"{name} site")
        cohort = groups.make(session, asker, "cohort", f"{name} cohort")
    world.add("invitation", invited.invitation_id, administrators, name)
    world.add("assignment rule", rule.id, administrators)
    world.add("site", site, administrators, f"{name} site")
    world.add("cohort", cohort, administrators, f"{name} cohort")
    world.add("import", _import(world, administrators[0]), administrators[:1], "heron-import")


def _import(world: World, administrator: str) -> str:
    """Check a file; return the key under which it waits."""
    table = "name,email,roles\nDr Amara Silva,heron-import@example.test,Doctor (learner)\n"
    answer = world.actor(administrator).send("/people/import", pasted=table)
    assert answer.status_code == 303, answer.text
    return str(answer.location).rpartition("/")[2]
