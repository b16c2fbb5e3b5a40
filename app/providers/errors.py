"""What can go wrong with a sign-in provider: one clear sentence for each, and nobody is let in.

ProviderFault          the provider's own doing: away, slow, wrongly set up, or it says what is not true
SignInRefused          the provider is right, and the person is not let in by it all the same
"""

from app.errors import AppError


class ProviderFault(AppError):
    """Raised for what a provider does or says. mend: what its administrator can do, as a sentence."""

    status = 502

    def __init__(self, sentence: str, mend: str = "") -> None:
        super().__init__(sentence)
        self.mend = mend


class SignInRefused(AppError):
    """Raised where somebody signed in at a provider, and it opens no account here."""

    status = 403
