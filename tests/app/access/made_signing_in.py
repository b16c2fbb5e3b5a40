"""What signs people in: a provider of each trust, a domain that it asked for, a doctor's work account."""

from app.database import now
from app.providers import discovery, keeping
from app.providers.models import EmailDomain, Identity
from app.sealing import Seal
from tests.app.access.cast import EVERYBODY, OWNERS, Owner, person_id
from tests.app.access.things import World

NOWHERE = "http://nowhere.example"
"""An issuer that is never asked: it is not https."""


def make_signing_in(world: World) -> None:
    """Let each trust have a provider, and its doctor a work account there."""
    for owner in (OWNERS[0], OWNERS[2]):
        _provider(world, owner)


def _provider(world: World, owner: Owner) -> None:
    (administrator,) = owner.of_trust("administrator")
    asker, word = world.member(administrator), f"Heron account {owner.trust}"
    person = person_id(world.parts.database, world.cast.emails[owner.learner])
    told = discovery.Told(NOWHERE, f"{NOWHERE}/authorize", f"{NOWHERE}/token", f"{NOWHERE}/keys")
    with world.parts.database.write() as session:
        seal = Seal(world.parts.sealing_keys, keeping.PURPOSE)
        row = keeping.add(session, asker, keeping.Draft(word, NOWHERE, "c", "s"), seal, now())
        row.told, row.told_at, row.keys_at = discovery.encode(told), now(), now()
        row.enabled = True
        domain = EmailDomain(
            organisation_id=asker.organisation_id, domain=f"heron-{owner.trust}.example"
        )
        identity = Identity(
            provider_id=row.id, person_id=person.id, issuer=NOWHERE, subject=owner.learner
        )
        session.add_all([domain, identity])
        session.flush()
    administrators = owner.all_of("administrator")
    world.add("provider", row.id, administrators, word)
    world.add("email domain", domain.id, administrators, domain.domain)
    world.add("work account", identity.id, (owner.learner,), word)
    colleagues = (who for who in EVERYBODY if who.startswith(f"{owner.trust}:"))
    left_out = {owner.learner, f"{owner.trust}:left"}
    world.add(
        "work account to connect", row.id, tuple(w for w in colleagues if w not in left_out), word
    )
