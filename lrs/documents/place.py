"""Where one document lies in the database, in a writing transaction."""

from sqlalchemy import Connection

from lrs import timestamps
from lrs.documents.document import Document, StoredDocument, etag
from lrs.store import documents as rows


class Place:
    """A place, and the document that is there. found, etag: of it, None where there is none."""

    def __init__(
        self,
        connection: Connection,
        number: int,
        context: bytes,
        key: bytes,
        owned_by: dict[str, object],
    ) -> None:
        self._at = (connection, number, context, key)
        self._owned_by = owned_by
        self.found = stored(rows.find(*self._at))
        self.etag = self.found.etag if self.found else None

    def write(self, document_id: str, document: Document) -> None:
        """Put a document there."""
        rows.write(
            *self._at,
            {
                "id": document_id,
                "content_type": document.content_type,
                "content": document.content,
                "etag": etag(document.content),
                "updated": timestamps.now(),
                **self._owned_by,
            },
        )

    def delete(self) -> None:
        """Leave nothing there."""
        rows.delete(*self._at)


def stored(row: rows.Row | None) -> StoredDocument | None:
    """Return the document of a row, None for none."""
    if row is None:
        return None
    return StoredDocument(row["content"], row["content_type"], row["etag"], row["updated"])
