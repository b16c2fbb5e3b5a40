"""What second steps hold about a person."""

from typing import Final

from app.accounts.holding import Holding
from app.accounts.holdings import DIGEST
from app.second_step.models import (
    AccountNotice,
    Authenticator,
    HalfSignIn,
    Passkey,
    PasskeyChallenge,
    RecoveryCode,
)

HOLDINGS: Final = (
    Holding(
        "authenticator",
        "Authenticator app",
        Authenticator,
        lambda whose: Authenticator.person_id == whose.person_id,
        of="person",
        hidden={"secret": "sealed: whoever has it can make the codes"},
    ),
    Holding(
        "recovery_codes",
        "Recovery codes",
        RecoveryCode,
        lambda whose: RecoveryCode.person_id == whose.person_id,
        of="person",
        hidden={"digest": DIGEST},
    ),
    Holding(
        "passkeys",
        "Passkeys",
        Passkey,
        lambda whose: Passkey.person_id == whose.person_id,
        of="person",
    ),
    Holding(
        "passkey_challenges",
        "Passkeys that are being asked for",
        PasskeyChallenge,
        lambda whose: PasskeyChallenge.person_id == whose.person_id,
        of="person",
        hidden={"challenge": "a number drawn by chance, which goes after a few minutes"},
    ),
    Holding(
        "half_sign_ins",
        "Sign-ins that wait for a code",
        HalfSignIn,
        lambda whose: HalfSignIn.person_id == whose.person_id,
        of="person",
        hidden={"token_digest": DIGEST},
    ),
    Holding(
        "notices",
        "Notices at a sign-in",
        AccountNotice,
        lambda whose: AccountNotice.person_id == whose.person_id,
        of="person",
    ),
)
