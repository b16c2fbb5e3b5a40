"""What can go wrong between this server and an LMS, as data.

LtiRefused       a message, an address or an answer is not accepted (400); its sentence is for people
PlatformAway     the LMS does not answer, or says that it cannot now: try again later
PlatformRefused  the LMS will not have what it was sent
"""

import uuid

from app.errors import AppError


class LtiRefused(AppError):
    """Raised where a message is not accepted: nobody was let in.

    platform_id: of the LMS whose administrator is shown the sentence; none where that is not proven.
    stray: the number of a deployment that is not listed, in a message that is otherwise sound.
    """

    status = 400

    def __init__(
        self, sentence: str, platform_id: uuid.UUID | None = None, stray: str = ""
    ) -> None:
        super().__init__(sentence)
        self.platform_id = platform_id
        self.stray = stray


class PlatformError(Exception):
    """Any error of a request to an LMS. sentence: for people; it names nobody."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class PlatformAway(PlatformError):
    """Raised when an LMS does not answer. retry_after: seconds, where it said so."""

    def __init__(self, sentence: str, retry_after: float | None = None) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after


class PlatformRefused(PlatformError):
    """Raised when an LMS refuses for good. status: of its answer, 0 where it was none."""

    def __init__(self, sentence: str, status: int = 0) -> None:
        super().__init__(sentence)
        self.status = status
