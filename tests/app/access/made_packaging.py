"""What goes to other systems, and comes from them: packages, a trial of one, a dispatch licence, a key, statements."""

import datetime as dt
import io
import json

from sqlalchemy import select

from app.database import now
from app.dispatch import licences
from app.elsewhere.actors import actor_of, number_of
from app.launching import registrations
from app.launching.models import LaunchSession
from app.lti import platforms
from app.lti.models import LtiLink
from app.records.upkeep import send_and_read
from lrs.transfer.plain import authority_of_file
from packager import PackageOptions
from tests.app.access.cast import OWNERS, Owner
from tests.app.access.things import World
from tests.app.elsewhere.telling import account, told
from tests.app.launching.course_zips import FIRST, cmi5_zip
from tests.app.packages.conftest import made_page
from tests.app.record_keys.test_keys import made

A_YEAR = dt.timedelta(days=365)


def make_packaging(world: World) -> None:
    """Let the LMS administrator of each trust package and try, and its administrator make a key."""
    for owner in (OWNERS[0], OWNERS[2]):
        _package(world, owner)
        _trial(world, owner)
        _key(world, owner)
        _lms(world, owner)
        _file(world, owner)
    for owner in OWNERS:
        _elsewhere(world, owner)
    with world.app.app_context():
        send_and_read(world.parts, now)


def _package(world: World, owner: Owner) -> None:
    (maker,) = owner.of_trust("lms-administrator")
    word = f"heron-contact of {owner.trust}"
    page = made_page(world.actor(maker), module="culture")
    to_launch = made_page(world.actor(maker), module="culture", format="cmi5")
    last = now().date() + A_YEAR
    with world.write(owner.trust) as session:
        draft = licences.Draft(("https://lms.example",), word, last, 5)
        licence = licences.make(
            session, world.member(maker), ("culture",), PackageOptions(), draft, now()
        )
    makers = owner.all_of("lms-administrator")
    world.add("package", page.rpartition("/")[2], makers)
    world.add("package to launch", to_launch.rpartition("/")[2], makers)
    world.add("licence", licence, makers, word)


def _trial(world: World, owner: Owner) -> None:
    (maker,) = owner.of_trust("lms-administrator")
    actor = world.actor(maker)
    with world.app.app_context():
        key = registrations.begin(world.parts, world.member(maker), cmi5_zip(), None, now())
    answer = actor.send(f"/packages/preview/{key}/launch", unit=FIRST, mode="Normal")
    assert answer.status_code == 303, answer.text
    with world.parts.database.read() as session:
        session_id = session.scalars(select(LaunchSession.id).filter_by(registration_id=key)).one()
    world.add("trial", key, (maker,))
    world.add("launch", session_id, (maker,))


def _key(world: World, owner: Owner) -> None:
    (administrator,) = owner.of_trust("administrator")
    label = f"Heron key {owner.trust}"
    key, _, _ = made(world.actor(administrator), label)
    world.add("record key", key, owner.all_of("administrator"), label)


def _lms(world: World, owner: Owner) -> None:
    (maker,) = owner.of_trust("lms-administrator")
    word = f"Heron LMS {owner.trust}"
    site = f"https://{owner.trust}.lms.example"
    with world.write(owner.trust) as session:
        draft = platforms.Draft(word, "moodle", site, "c", site, site, site, (site,), ("1",))
        lms = platforms.add(session, world.member(maker).organisation_id, draft, now())
        lms.condition.stray_deployment = "2"
        link = LtiLink(
            platform_id=lms.id,
            deployment_id="1",
            resource_link_id="1",
            module="culture",
            course="",
            line_item="",
            line_items="",
            may_score=False,
            may_add=False,
            members="",
        )
        session.add(link)
        session.flush()
        keys = lms.id, link.id
    holders = owner.all_of("lms-administrator", "administrator")
    world.add("lms", keys[0], holders, word)
    world.add("link of an lms", keys[1], holders, word)


def _file(world: World, owner: Owner) -> None:
    """Let a file of statements wait to be imported."""
    (maker,) = owner.of_trust("lms-administrator")
    word = f"Heron file {owner.trust}"
    content = json.dumps(told(account(f"file {owner.trust}"))).encode()
    actor = world.actor(maker)
    data = {
        "csrf_token": actor.token(),
        "label": word,
        "file": (io.BytesIO(content), "statements.json"),
    }
    answer = actor.post("/statements-from-elsewhere/import", data=data)
    assert answer.status_code == 303, answer.text
    key = str(answer.location).rpartition("/")[2]
    world.add("file of statements", key, (maker,), word)


def _elsewhere(world: World, owner: Owner) -> None:
    """Let an LMS tell of a course of the doctor's, and of one of somebody whom nobody has matched."""
    learner = world.member(owner.learner)
    word = f"Heron course {owner.learner}"
    about = {"id": f"https://{owner.trust}.lms.example/7", "definition": {"name": {"en": word}}}
    stranger = account(f"heron-account {owner.learner}")
    home_page = world.parts.home_page
    mine = told(account(str(learner.membership_id), home_page), object=about)
    lrs = world.parts.embedded_lrs
    assert lrs is not None
    organisation = str(learner.organisation_id)
    authority = authority_of_file(organisation, home_page, "file: LMS")
    lrs.store(json.dumps([mine, told(stranger, object=about)]).encode(), authority)
    world.add("own statement elsewhere", mine["id"], (owner.learner,), word)
    seen = (owner.supervisor, *owner.all_of("lead"))
    world.add("statement elsewhere", mine["id"], seen, word)
    holders = owner.all_of("administrator")
    number = number_of(learner.organisation_id, actor_of(stranger))
    world.add("account elsewhere", number, holders, f"heron-account {owner.learner}")
