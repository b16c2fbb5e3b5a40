"""A first command that a new key can be tried with."""

from collections.abc import Collection
from typing import Final

import msgspec
from msgspec import Struct

from app.records.curl import curl_get, curl_post
from lrs.scopes import RIGHTS

TRIAL: Final = {
    "actor": {"account": {"homePage": "https://example.org", "name": "trial"}},
    "verb": {"id": "http://adlnet.gov/expapi/verbs/experienced"},
    "object": {"id": "https://example.org/trial-of-a-key"},
}


class Example(Struct, frozen=True):
    """A command and what comes of it, in a sentence."""

    command: str
    sentence: str


def example(address: str, key: str, secret: str, scopes: Collection[str]) -> Example:
    """Return a command that a key of these scopes may give. address: of the store's xAPI 1.0.3."""
    credentials = f"{key}:{secret}"
    if not RIGHTS["read own statements"].isdisjoint(scopes):
        command = curl_get(f"{address}/statements", {"limit": "1"}, credentials)
        return Example(command, "It answers with the latest statement that the key may read.")
    if not RIGHTS["read activities and agents"].isdisjoint(scopes):
        asked = {"activityId": "https://w3id.org/first-shift/course"}
        command = curl_get(f"{address}/activities", asked, credentials)
        return Example(command, "It answers with what is known of the course.")
    command = curl_post(f"{address}/statements", msgspec.json.encode(TRIAL).decode(), credentials)
    return Example(
        command,
        "It stores one statement of somebody who exists nowhere, and answers with its number."
        " Void that statement afterwards.",
    )
