"""What can go wrong in the app, as data; ``app/error_pages.py`` turns it into answers.

AppError
├── SettingError     a setting is wrong (at the start)
├── StartError       the server cannot start: port taken, folder not writable, course with mistakes
├── NotFound         there is no such thing, or not for this person (404)
│   ├── Gone         it was there, and whoever made it took it back (410)
│   ├── LinkEnded    a one-time link was used, is too old, or never was (404)
│   └── NoSuchPage   a list has fewer pages than its address asks for (404)
├── NotAllowed       the person may not do this (403)
├── Conflict         somebody, or another tab, was faster (409)
├── BadInput         the form or the address makes no sense (400)
│   └── BadAddress   a word of the address is none that the page takes (400)
├── TooManyTries     too many wrong passwords (429)
└── Crowded          too many requests of one organisation wait already (503)
"""


class AppError(Exception):
    """Any error with a sentence for people. status: of the HTTP answer."""

    status = 500

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class SettingError(AppError):
    """Raised when settings are wrong; holds one sentence a mistake."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))


class StartError(AppError):
    """Raised when the server cannot start."""


class NotFound(AppError):
    """Raised when a thing does not exist, or not for this person: no difference is shown."""

    status = 404


class Gone(NotFound):
    """Raised to those who knew of a thing that is no more, with who took it away and what they can do now."""

    status = 410


class LinkEnded(NotFound):
    """Raised when a one-time link no longer opens anything: which of the reasons it is, is not told."""


class NotAllowed(AppError):
    """Raised when a signed-in person may not do what they ask for."""

    status = 403


class Conflict(AppError):
    """Raised when the state has moved on since the page was shown."""

    status = 409


class BadInput(AppError):
    """Raised when a request could not have come from one of our pages as it stands."""

    status = 400


class _OneWord(AppError):
    """An error of one word of an address. word: its name; at: the endpoint of the page, if it is another's.

    The page of the error leads back to what is there without that word.
    """

    def __init__(self, sentence: str, word: str, at: str = "") -> None:
        super().__init__(sentence)
        self.word, self.at = word, at


class BadAddress(_OneWord, BadInput):
    """Raised when a word of an address is none that its page takes."""


class NoSuchPage(_OneWord, NotFound):
    """Raised when a list has fewer pages than its address asks for."""


class TooManyTries(AppError):
    """Raised when sign-in is paused. seconds: until the next try is allowed."""

    status = 429

    def __init__(self, sentence: str, seconds: int) -> None:
        super().__init__(sentence)
        self.seconds = seconds


class Crowded(AppError):
    """Raised when so many requests of an organisation wait for their turn that one more is not let in."""

    status = 503
