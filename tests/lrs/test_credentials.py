"""Credentials: shown once, kept as digests, revocable."""

import pytest
from sqlalchemy import create_engine, text

from lrs import LRS, errors


def test_a_credential_is_verified_by_its_secret(lrs: LRS, organisation: str) -> None:
    key_id, secret = lrs.credentials.issue(organisation, "Trust LMS", ("statements/write", "state"))
    found = lrs.credentials.verify(key_id, secret)
    assert (found.organisation, found.label) == (organisation, "Trust LMS")
    assert found.scopes == {"statements/write", "state"}
    assert lrs.authority(found).organisation == organisation


@pytest.mark.parametrize("wrong", ["", "x", "\x00", "é" * 50])
def test_a_wrong_secret_or_key_is_refused(lrs: LRS, organisation: str, wrong: str) -> None:
    key_id, secret = lrs.credentials.issue(organisation, "x", ("all",))
    for pair in ((key_id, wrong), (key_id, secret + wrong + "x"), (wrong, secret), (wrong, wrong)):
        with pytest.raises(errors.Unauthorised):
            lrs.credentials.verify(*pair)


def test_a_revoked_credential_is_refused_at_once_and_still_listed(
    lrs: LRS, organisation: str
) -> None:
    key_id, secret = lrs.credentials.issue(organisation, "x", ("all",))
    lrs.credentials.verify(key_id, secret)
    lrs.credentials.revoke(key_id)
    with pytest.raises(errors.Unauthorised):
        lrs.credentials.verify(key_id, secret)
    (listed,) = lrs.credentials.list(organisation)
    assert listed.revoked is not None
    assert listed.last_used is not None
    lrs.credentials.revoke(key_id)
    assert lrs.credentials.list(organisation) == (listed,)
    with pytest.raises(errors.NotFound):
        lrs.credentials.revoke("unknown")


@pytest.mark.parametrize("scopes", [(), ("everything",), ("all", "ALL")])
def test_a_scope_that_xapi_does_not_know_is_refused(
    lrs: LRS, organisation: str, scopes: tuple[str, ...]
) -> None:
    with pytest.raises(errors.BadRequest):
        lrs.credentials.issue(organisation, "x", scopes)
    assert lrs.credentials.list(organisation) == ()


def test_the_secret_is_nowhere_in_the_database(
    lrs: LRS, organisation: str, database_url: str
) -> None:
    key_id, secret = lrs.credentials.issue(organisation, "x", ("all",))
    lrs.credentials.verify(key_id, secret)
    engine = create_engine(database_url)
    with engine.connect() as connection:
        row = connection.execute(
            text("SELECT * FROM lrs_credential WHERE id = :id"), {"id": key_id}
        ).one()
    engine.dispose()
    assert secret not in str([bytes(v) if isinstance(v, memoryview) else v for v in row])
    assert len(secret) >= 43, "256 bits as base64"
