"""How much a credential may write in its life: so many statements, so many bytes.

What is spent is counted in the transaction that stores. So requests at once cannot share the last of
it, and nothing is stored under a credential that was revoked or erased while its request waited.
"""

from msgspec import Struct
from sqlalchemy import Connection

from lrs.authority import Authority
from lrs.errors import TooLarge, Unauthorised
from lrs.store import credentials as rows


class Volume(Struct, frozen=True):
    """An amount of writing. bytes: of statements and documents as they are sent."""

    statements: int
    bytes: int


def spend(connection: Connection, authority: Authority, volume: Volume) -> None:
    """Take what is about to be stored from a credential's allowance, if it has one.

    Raises TooLarge where it does not suffice, Unauthorised where the credential has gone meanwhile.
    """
    if not authority.metered:
        return
    key_id = authority.credential_id
    if rows.spend(connection, key_id, volume.statements, volume.bytes):
        return
    row = rows.find(connection, key_id)
    if row is None or row["revoked"] is not None:
        raise Unauthorised("The credential was revoked meanwhile; nothing was stored.")
    if row["spent_statements"] + volume.statements > row["most_statements"]:
        raise TooLarge(
            f"This credential may write {row['most_statements']} statements in all, and has written"
            f" {row['spent_statements']}: nothing of this request was stored."
        )
    raise TooLarge(
        f"This credential may write {row['most_bytes']} bytes in all, and has written"
        f" {row['spent_bytes']}: nothing of this request was stored."
    )
