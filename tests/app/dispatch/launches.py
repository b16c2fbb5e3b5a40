"""Launches as the page of a zip asks for them, and tickets of other times."""

import json
import re
import uuid
from typing import Any

import msgspec
from flask import Flask
from itsdangerous import TimestampSigner, URLSafeTimedSerializer
from werkzeug.test import TestResponse

from app.database import Database, now
from app.dispatch.models import DispatchLicence
from app.dispatch.tickets import Ticket
from tests.app.actors import Actor

LMS = "https://lms.alder.example"
NONCE = "0123456789abcdef" * 2


def token_of(database: Database, licence: uuid.UUID) -> str:
    """Return the token that stands in the zip."""
    with database.read() as session:
        return session.get_one(DispatchLicence, licence).token


def launch(
    client: Actor,
    token: str,
    *,
    origin: str | None = LMS,
    address: str = "192.0.2.1",
    **fields: str,
) -> TestResponse:
    """Ask for the course as the page of the zip does, from a network address."""
    headers = {} if origin is None else {"Origin": origin}
    data = {"nonce": NONCE, "seat": "", "visit": "take", **fields}
    return client.post(
        f"/dispatch/{token}/launch",
        data=data,
        headers=headers,
        environ_overrides={"REMOTE_ADDR": address},
    )


def launch_of(script: str) -> dict[str, Any]:
    """Return what a course is told of its launch."""
    found: dict[str, Any] = json.loads(re.search(r"FS_LAUNCH=(.*);", script)[1])  # type: ignore[index]
    return found


def issued_before(app: Flask, ticket: Ticket, seconds: int) -> str:
    """Return a ticket as it was issued some time ago."""

    class Then(TimestampSigner):
        def get_timestamp(self) -> int:
            return int(now().timestamp()) - seconds

    serializer = URLSafeTimedSerializer(str(app.secret_key), "dispatch ticket", signer=Then)
    return str(serializer.dumps(msgspec.to_builtins(ticket)))
