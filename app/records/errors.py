"""What a record store may answer instead of taking or giving statements.

AppError
├── StoreAway         it cannot answer now: try again later (503)
├── StatementRefused  it will never take this statement (500)
└── BadInput
    └── SearchRefused it cannot look for what was asked (400)
"""

from app.errors import AppError, BadInput


class StoreAway(AppError):
    """Raised when the record store does not answer, or says that it cannot now.

    retry_after: seconds to wait, where the store said so.
    """

    status = 503

    def __init__(self, sentence: str, retry_after: float | None = None) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after


class StatementRefused(AppError):
    """Raised when the record store refuses what was sent for good."""


class SearchRefused(BadInput):
    """Raised when the record store cannot look for what it was asked."""
