"""Passkeys: made in a browser, kept by their public key, asked to sign a challenge.

Each has to verify its person (fingerprint, face or screen lock), and so it is both steps in one.
Source: W3C Web Authentication Level 3, sections 7.1 and 7.2.
"""

import datetime as dt
import uuid
from typing import Final
from urllib.parse import urlsplit

from flask import request
from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from app.accounts.models import Person
from app.errors import BadInput, Conflict, NotFound
from app.second_step import challenges
from app.second_step.models import Passkey
from app.services import services

NAME: Final = "First Shift"
REFUSED: Final = (
    "This passkey was not accepted. Start again; if it happens once more, sign in another way and add"
    " the passkey anew."
)


class Party(Struct, frozen=True):
    """For which site a passkey is. id: a host name; origin: as browsers write it."""

    id: str
    origin: str


def party() -> Party:
    """Return the site of this request: of the public address, else of the address asked for."""
    address = urlsplit(services().settings.public_address or request.host_url)
    return Party(address.hostname or "", f"{address.scheme}://{address.netloc}")


def options_to_make(session: Session, person_id: uuid.UUID, moment: dt.datetime) -> str:
    """Return what a browser needs to make a passkey, as JSON."""
    person = session.get_one(Person, person_id)
    return options_to_json(
        generate_registration_options(
            rp_id=party().id,
            rp_name=NAME,
            user_id=person.id.bytes,
            user_name=person.email,
            user_display_name=person.name,
            challenge=challenges.begin(session, person_id, moment),
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.PREFERRED,
                user_verification=UserVerificationRequirement.REQUIRED,
            ),
            exclude_credentials=_known(session, person_id),
        )
    )


def keep(
    session: Session, person_id: uuid.UUID, name: str, answer: str, moment: dt.datetime
) -> None:
    """Keep the passkey that a browser has made. Raises BadInput, Conflict."""
    challenge = challenges.use(session, person_id, moment)
    site = party()
    try:
        made = verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.id,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as error:
        raise BadInput(REFUSED) from error
    known = select(Passkey.id).where(Passkey.credential_id == made.credential_id)
    if session.scalars(known).first() is not None:
        raise Conflict("This passkey has been added already.")
    session.add(
        Passkey(
            person_id=person_id,
            credential_id=made.credential_id,
            public_key=made.credential_public_key,
            sign_count=made.sign_count,
            name=name,
            made=moment,
        )
    )
    session.flush()


def options_to_use(session: Session, person_id: uuid.UUID | None, moment: dt.datetime) -> str:
    """Return what a browser needs to ask a passkey, as JSON. person_id: none for anybody's."""
    return options_to_json(
        generate_authentication_options(
            rp_id=party().id,
            challenge=challenges.begin(session, person_id, moment),
            allow_credentials=_known(session, person_id) if person_id else None,
            user_verification=UserVerificationRequirement.REQUIRED,
        )
    )


def person_of(
    session: Session, person_id: uuid.UUID | None, answer: str, moment: dt.datetime
) -> Person:
    """Return whose passkey has answered. person_id: who it has to be, none for anybody.

    Raises BadInput for an answer that is not right, Conflict for a challenge that is over.
    """
    challenge = challenges.use(session, person_id, moment)
    site = party()
    try:
        found = _find(session, parse_authentication_credential_json(answer).raw_id)
        if found is None or person_id not in {None, found.person_id}:
            raise BadInput(REFUSED)
        used = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.id,
            expected_origin=site.origin,
            credential_public_key=found.public_key,
            credential_current_sign_count=found.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as error:
        raise BadInput(REFUSED) from error
    found.sign_count, found.last_used = used.new_sign_count, moment
    return session.get_one(Person, found.person_id)


def own(session: Session, person_id: uuid.UUID, passkey_id: uuid.UUID) -> Passkey:
    """Return a passkey of a person. Raises NotFound where it is not theirs."""
    found = session.get(Passkey, passkey_id)
    if found is None or found.person_id != person_id:
        raise NotFound("There is no such passkey in your account.")
    return found


def _find(session: Session, credential_id: bytes) -> Passkey | None:
    wanted = select(Passkey).where(Passkey.credential_id == credential_id).with_for_update()
    return session.scalars(wanted).one_or_none()


def _known(session: Session, person_id: uuid.UUID) -> list[PublicKeyCredentialDescriptor]:
    wanted = select(Passkey.credential_id).where(Passkey.person_id == person_id)
    return [PublicKeyCredentialDescriptor(id=each) for each in session.scalars(wanted)]
