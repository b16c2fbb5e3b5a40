"""Why a provider lets somebody in no further, in sentences for them."""

from typing import Final

from app.providers.errors import SignInRefused
from app.providers.models import Provider

CONNECT: Final = "Sign in with your password, then choose “Your work account” in your account and connect it there."
NO_ADDRESS: Final = (
    "{provider} tells no verified e-mail address of yours, so that it cannot be known which account here is"
    " yours. If you have one: " + CONNECT
)
WRONG_DOMAIN: Final = (
    "{domain} is not among the confirmed e-mail domains of {organisation}, so that {provider} cannot sign"
    " anybody in by such an address. If you have an account here: " + CONNECT
)
ELSEWHERE: Final = (
    "Your account here belongs, or once belonged, to another organisation too, or runs this platform: no"
    " organisation opens it alone. " + CONNECT
)
PLATFORM: Final = (
    "This account runs the platform, and is opened by its own password only. No organisation’s provider"
    " signs it in."
)
ENDED: Final = (
    "You no longer belong to {organisation} here. Ask its administrator to add you again."
)
PAUSED: Final = (
    "Your account at {organisation} is deactivated. Ask its administrator to activate it again."
)
UNKNOWN: Final = (
    "You have no account here yet, and {organisation} invites its people itself. Ask its administrator for"
    " an invitation."
)
OTHER_PERSON: Final = (
    "The account here with your e-mail address is connected to another account of {provider}. Ask your"
    " organisation’s administrator to disconnect that one if it is no longer anybody’s."
)
NO_ROLE: Final = "{provider} gives you no role here. Ask your organisation’s administrator which group you should be in."
OTHER_ACCOUNT: Final = "This work account is connected to another account here already."
NOT_A_MEMBER: Final = "You do not belong to {organisation} here, so there is nothing to connect."


def refused(sentence: str, provider: Provider, domain: str = "") -> SignInRefused:
    """Return one of these as an error, with the names that it holds."""
    return SignInRefused(
        sentence.format(
            provider=provider.name, organisation=provider.organisation.name, domain=domain
        )
    )
