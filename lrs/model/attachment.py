"""What is said of an attachment in a statement.

Source: xAPI 1.0.3 Data 2.4.11; IEEE 9274.1.1 section 4.2.2.6.
"""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from lrs.formats import IRI, SHA2, MediaType
from lrs.model.activity import LanguageMap


class Attachment(Struct, frozen=True, forbid_unknown_fields=True):
    """A file that belongs to a statement, by its hash and perhaps its address."""

    usageType: IRI
    display: LanguageMap
    contentType: MediaType
    length: Annotated[int, Meta(ge=0)]
    sha2: SHA2
    description: LanguageMap | UnsetType = UNSET
    fileUrl: IRI | UnsetType = UNSET
