"""What accounts hold about a person."""

from typing import Final

from app.accounts.holding import Holding
from app.accounts.models import EmailChange, KnownDevice, OneTimeLink, Person, SignIn

DIGEST: Final = "a digest, from which nobody can make what opens the account"

HOLDINGS: Final = (
    Holding(
        "person",
        "The account: name, e-mail address, choices",
        Person,
        lambda whose: Person.id == whose.person_id,
        of="person",
        hidden={"password_hash": "a hash, from which the password cannot be read"},
    ),
    Holding(
        "sign_ins",
        "Sign-ins",
        SignIn,
        lambda whose: SignIn.person_id == whose.person_id,
        of="person",
        hidden={"token_digest": DIGEST},
    ),
    Holding(
        "one_time_links",
        "Links for choosing a password",
        OneTimeLink,
        lambda whose: OneTimeLink.person_id == whose.person_id,
        of="person",
        hidden={"token_digest": DIGEST},
    ),
    Holding(
        "email_changes",
        "E-mail addresses that wait to be confirmed",
        EmailChange,
        lambda whose: EmailChange.person_id == whose.person_id,
        of="person",
        hidden={"token_digest": DIGEST},
    ),
    Holding(
        "known_devices",
        "Kinds of browser and device that signed in",
        KnownDevice,
        lambda whose: KnownDevice.person_id == whose.person_id,
        of="person",
    ),
)
