"""The one error of the files that judge a logo; ``logo.py`` makes a sentence of it."""


class LogoRefused(Exception):  # noqa: N818 - an error is named for what happened
    """Raised where a picture cannot be a logo. Its text goes on after "it": ``is empty``."""
