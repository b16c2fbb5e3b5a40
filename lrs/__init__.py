"""A Learning Record Store for xAPI 1.0.3 and 2.0, on SQLite or PostgreSQL.

It stands alone (`lrs.http.create_app`), inside another Flask app (`lrs.http.blueprints`)
or without HTTP in the process, by the class `LRS`.
"""

from lrs import errors
from lrs.authority import Authority
from lrs.confinement import Confinement
from lrs.credentials import Credential
from lrs.documents import Document, Owner, StoredDocument
from lrs.facade import LRS
from lrs.guards import Earlier, Guard, Incoming, NoGuard
from lrs.preconditions import Conditions
from lrs.reading.found import Page, Stored
from lrs.reading.query import StatementQuery, View
from lrs.writing.allowance import Volume

__all__ = [
    "LRS",
    "Authority",
    "Conditions",
    "Confinement",
    "Credential",
    "Document",
    "Earlier",
    "Guard",
    "Incoming",
    "NoGuard",
    "Owner",
    "Page",
    "StatementQuery",
    "Stored",
    "StoredDocument",
    "View",
    "Volume",
    "errors",
]
