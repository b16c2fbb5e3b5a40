"""What is said of an attachment in a statement.

Source: xAPI 1.0.3 Data 2.4.11; IEEE 9274.1.1 section 4.2.2.6.
"""

from typing import Annotated, ClassVar

from msgspec import UNSET, Meta, UnsetType

from lrs.formats import IRI, SHA2, MediaType
from lrs.model import clauses
from lrs.model.activity import LanguageMap
from lrs.model.clauses import Clause
from lrs.model.rules import Structure


class Attachment(Structure, frozen=True, forbid_unknown_fields=True):
    """A file that belongs to a statement, by its hash and perhaps its address."""

    clause: ClassVar[Clause] = clauses.ATTACHMENT
    clauses: ClassVar[dict[str, Clause]] = {
        "display": clauses.LANGUAGE_MAP,
        "description": clauses.LANGUAGE_MAP,
    }

    usageType: IRI
    display: LanguageMap
    contentType: MediaType
    length: Annotated[int, Meta(ge=0)]
    sha2: SHA2
    description: LanguageMap | UnsetType = UNSET
    fileUrl: IRI | UnsetType = UNSET
