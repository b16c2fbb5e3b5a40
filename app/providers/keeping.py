"""An organisation's providers: kept by its administrators, who see their own only."""

import datetime as dt
import uuid
from typing import Final

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, delete, func, select
from sqlalchemy.orm import Session

from app.accounts import sign_ins
from app.audit import log
from app.errors import Conflict, NotFound
from app.providers import policy
from app.providers.models import Identity, Provider, ProviderSignIn, SignInPolicy
from app.sealing import Seal
from app.viewer import Member

PURPOSE: Final = "sign-in provider"
MOST_OF_ONE: Final = 10


class Draft(Struct, frozen=True):
    """A provider as the form gives it. secret: empty to keep the one that there is, or for none.

    by_key: by a key of this server instead of a secret, which is forgotten then.
    """

    name: str
    issuer: str
    client_id: str
    secret: str
    by_key: bool = False


class PeopleDraft(Struct, frozen=True):
    """What a provider's people get, as the form gives it."""

    makes_people: bool
    rules: str
    strong: str


def own(session: Session, asker: Member) -> tuple[Provider, ...]:
    """Return the providers of the asker's organisation, by name."""
    return tuple(
        session.scalars(
            select(Provider)
            .where(Provider.organisation_id == asker.organisation_id)
            .order_by(Provider.name)
        )
    )


def one(session: Session, asker: Member, provider_id: uuid.UUID) -> Provider:
    """Return a provider of the asker's organisation. Raises NotFound for any other."""
    found = session.get(Provider, provider_id)
    if found is None or found.organisation_id != asker.organisation_id:
        raise NotFound("There is no such sign-in provider in your organisation.")
    return found


def turned_on(session: Session, provider_id: uuid.UUID) -> Provider:
    """Return a provider by which people may sign in. Raises NotFound for one that is turned off."""
    found = session.get(Provider, provider_id)
    if found is None or not found.enabled:
        raise NotFound("There is no such way to sign in, or it has been turned off.")
    return found


def add(session: Session, asker: Member, draft: Draft, seal: Seal, moment: dt.datetime) -> Provider:
    """Add a provider, turned off. Raises Conflict for too many, or a name that another has."""
    if len(own(session, asker)) >= MOST_OF_ONE:
        raise Conflict(f"There are {MOST_OF_ONE} providers already. Remove one first.")
    made = Provider(id=uuid.uuid4(), organisation_id=asker.organisation_id, made=moment)
    _write(session, made, draft, seal)
    session.add(made)
    session.flush()
    _log(session, asker, made, "Added")
    return made


def change(session: Session, asker: Member, found: Provider, draft: Draft, seal: Seal) -> bool:
    """Change a provider; say whether it was turned off for that, since it has to be tested again."""
    is_another = (found.issuer, found.client_id) != (draft.issuer, draft.client_id)
    _write(session, found, draft, seal)
    what = "Address or client changed" if is_another else "Changed"
    how = (
        ", shows itself by a key" if draft.by_key else ", with a new secret" if draft.secret else ""
    )
    _log(session, asker, found, f"{what}{how}")
    if not is_another:
        return False
    found.told, found.told_at, found.keys, found.keys_at = "", None, "", None
    was_on = found.enabled
    found.enabled = False
    end_sign_ins(session, ProviderSignIn.identity_id.in_(_identities(found)))
    return was_on


def _write(session: Session, found: Provider, draft: Draft, seal: Seal) -> None:
    same = select(Provider.id).where(
        Provider.organisation_id == found.organisation_id,
        Provider.name == draft.name,
        Provider.id != found.id,
    )
    with session.no_autoflush:
        if session.scalars(same).first() is not None:
            raise Conflict("Another of your providers has this name. People must tell them apart.")
    found.name, found.issuer, found.client_id = draft.name, draft.issuer, draft.client_id
    found.by_key = draft.by_key
    if draft.by_key:
        found.secret = None
    elif draft.secret:
        found.secret = seal.seal(draft.secret, str(found.id))


def secret_of(found: Provider, seal: Seal) -> str:
    """Return the client secret; empty where there is none. Raises SealBrokenError."""
    return seal.open(found.secret, str(found.id)) if found.secret else ""


def set_people(session: Session, asker: Member, found: Provider, draft: PeopleDraft) -> None:
    """Say who is let in, with which roles, and what counts as a second step."""
    if (found.makes_people, found.rules, found.strong) != (
        draft.makes_people,
        draft.rules,
        draft.strong,
    ):
        _log(session, asker, found, "Who is let in, or the rules for roles, changed")
    found.makes_people, found.rules, found.strong = draft.makes_people, draft.rules, draft.strong


def turn_on(session: Session, asker: Member, found: Provider) -> None:
    """Let people sign in by a provider that has been tested. Raises Conflict for one that has not."""
    if not found.told_at or not found.keys_at:
        raise Conflict("Test the connection first.")
    found.enabled = True
    _log(session, asker, found, "Turned on")


def turn_off(session: Session, asker: Member, found: Provider) -> int:
    """Let nobody sign in by a provider any more, and end the sign-ins that came by it; return how many."""
    found.enabled = False
    _log(session, asker, found, "Turned off")
    return end_sign_ins(session, ProviderSignIn.identity_id.in_(_identities(found)))


def remove(session: Session, asker: Member, found: Provider) -> None:
    """Remove a provider, with whom it knew; the people and their records stay."""
    end_sign_ins(session, ProviderSignIn.identity_id.in_(_identities(found)))
    _log(session, asker, found, "Removed")
    session.execute(delete(Identity).where(Identity.provider_id == found.id))
    session.delete(found)


def _log(session: Session, asker: Member, found: Provider, what: str) -> None:
    log.write(
        session,
        asker.organisation_id,
        "sign_in.provider",
        by=asker,
        object=f"provider {found.id}",
        words=f"{found.name}: {what}",
    )


def end_sign_ins(session: Session, condition: ColumnElement[bool]) -> int:
    """End the sign-ins of a condition on ProviderSignIn; return how many."""
    ids = session.scalars(select(ProviderSignIn.sign_in_id).where(condition)).all()
    return sign_ins.end_those(session, ids)


def _identities(found: Provider) -> Select[uuid.UUID]:
    return select(Identity.id).where(Identity.provider_id == found.id)


def people_of(session: Session, found: Provider) -> int:
    """Return how many people a provider knows."""
    wanted = select(func.count()).select_from(Identity).where(Identity.provider_id == found.id)
    return session.scalar(wanted) or 0


def passwords_wanted_off(session: Session, asker: Member) -> bool:
    """Say whether the asker's organisation has turned sign-in by password off."""
    row = session.get(SignInPolicy, asker.organisation_id)
    return row is not None and row.passwords_off


def set_passwords_off(session: Session, asker: Member, off: bool) -> None:
    """Turn sign-in by password off or on. Raises Conflict where no provider is turned on."""
    if off and not policy.has_provider(session, asker.organisation_id):
        raise Conflict("Turn on a provider first: else nobody could sign in.")
    row = session.get(SignInPolicy, asker.organisation_id)
    if row is None:
        row = SignInPolicy(organisation_id=asker.organisation_id, passwords_off=False)
        session.add(row)
    if row.passwords_off is not off:
        row.passwords_off = off
        words = f"Sign-in by password: {'off' if off else 'on'}"
        log.write(session, asker.organisation_id, "settings.changed", by=asker, words=words)


def note_fault(
    session: Session, provider_id: uuid.UUID, sentence: str, moment: dt.datetime
) -> None:
    """Keep the latest sign-in that failed, for the administrator to see: a sentence, and nobody's name."""
    found = session.get(Provider, provider_id)
    if found is not None:
        found.fault, found.fault_at = sentence, moment
