"""Every error that the record store raises on purpose.

    LRSError
    ├── BadRequest            400  the request breaks a rule of the specification
    │   └── InvalidStatement  400  a statement does; the message names the place in it
    ├── Unauthorised          401  no credentials, or wrong or revoked ones
    ├── Forbidden             403  the credential lacks the scope
    ├── NotFound              404  nothing is stored there, or not for this credential
    ├── MethodNotAllowed      405  the resource has no such method
    ├── Conflict              409  something different is stored under that id
    ├── LengthRequired        411  a document without a Content-Length
    ├── PreconditionFailed    412  If-Match or If-None-Match does not hold
    ├── TooLarge              413  over a configured limit
    ├── UnsupportedEncoding   415  a coded (compressed) request body
    └── Unavailable           503  the database cannot answer now; try again

Each holds one sentence for a person and the HTTP status that it becomes.
"""


class LRSError(Exception):
    """An error with a sentence for people (`message`) and an HTTP status (`status`)."""

    status = 500

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class BadRequest(LRSError):
    """Raised when a request breaks a rule of the specification."""

    status = 400


class InvalidStatement(BadRequest):
    """Raised when a statement is not valid; nothing of its batch is stored."""


class Unauthorised(LRSError):
    """Raised when credentials are absent, malformed, wrong or revoked."""

    status = 401


class Forbidden(LRSError):
    """Raised when a credential lacks the scope that a request needs."""

    status = 403


class NotFound(LRSError):
    """Raised when nothing is stored under an id, or nothing that the reader may see."""

    status = 404


class MethodNotAllowed(LRSError):
    """Raised when a resource has no such method. allowed: those that it has."""

    status = 405

    def __init__(self, message: str, allowed: tuple[str, ...]) -> None:
        super().__init__(message)
        self.allowed = allowed


class Conflict(LRSError):
    """Raised when a different statement or document is stored under the same id."""

    status = 409


class LengthRequired(LRSError):
    """Raised when a body does not say how long it is, and nothing else tells where it ends."""

    status = 411


class PreconditionFailed(LRSError):
    """Raised when If-Match or If-None-Match does not hold; nothing is changed."""

    status = 412


class TooLarge(LRSError):
    """Raised when a request is over a configured limit."""

    status = 413


class UnsupportedEncoding(LRSError):
    """Raised when a request body is compressed or coded in another way."""

    status = 415


class Unavailable(LRSError):
    """Raised when the database is locked, full or unreachable; nothing was stored."""

    status = 503
