"""What a backup says of itself, as the last member of its zip: from when, of which version, with which keys."""

import datetime as dt
from typing import Final, Literal

import msgspec
from msgspec import Struct

NAME: Final = "about.json"
FORMAT: Final = 1


class Member(Struct, frozen=True):
    """One member of the zip. sha256: in hexadecimal; size: in bytes."""

    sha256: str
    size: int


class Table(Struct, frozen=True):
    """One table of a PostgreSQL database. member: that holds its rows; columns: in their order there."""

    name: str
    member: str
    columns: tuple[str, ...]


class Manifest(Struct, frozen=True, kw_only=True):
    """What a backup says of itself.

    schema, store_schema: number of the last migration of app and record store, the latter empty where the
    record store is another one. sealing_keys: fingerprints of the keys with which texts in it may be sealed.
    tables: in an order in which they can be filled, and sequences: the last number given out by each; both
    for PostgreSQL only.
    """

    format: int = FORMAT
    made: dt.datetime
    database: Literal["sqlite", "postgresql"]
    schema: str
    store_schema: str
    sealing_keys: tuple[str, ...]
    members: dict[str, Member]
    tables: tuple[Table, ...] = ()
    sequences: dict[str, int] = {}


def as_json(manifest: Manifest) -> bytes:
    """Return a manifest as it lies in the zip."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=1)


def read_manifest(content: bytes) -> Manifest:
    """Return a manifest. Raises ValueError for what is none."""
    return msgspec.json.decode(content, type=Manifest)
