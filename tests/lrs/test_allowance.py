"""Credentials that may write so much and no more, however it comes."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from lrs import LRS, Authority, Document, NoGuard, Owner, Volume, errors
from tests.lrs.samples import encoded, statement

OWNER = Owner(activity="https://a.example", agent=statement()["actor"])


def metered(lrs: LRS, organisation: str, statements: int = 100, size: int = 100_000) -> Authority:
    pair = lrs.credentials.issue(
        organisation, "session", ("all",), allowance=Volume(statements, size)
    )
    return lrs.authority(lrs.credentials.verify(*pair))


def spent(lrs: LRS, organisation: str) -> Volume:
    (credential,) = lrs.credentials.list(organisation)
    return credential.spent


def test_the_last_statement_is_taken_and_no_more(lrs: LRS, organisation: str) -> None:
    writer = metered(lrs, organisation, statements=3)
    lrs.store(encoded([statement(), statement()]), writer)
    with pytest.raises(errors.TooLarge, match="may write 3 statements in all, and has written 2"):
        lrs.store(encoded([statement(), statement()]), writer)
    assert len(lrs.since(organisation, 0)) == 2, "a batch is stored whole or not at all"
    lrs.store(encoded(statement()), writer)
    with pytest.raises(errors.TooLarge, match="has written 3"):
        lrs.store(encoded(statement()), writer)
    assert spent(lrs, organisation).statements == 3


def test_what_is_sent_again_or_refused_costs_nothing(lrs: LRS, organisation: str) -> None:
    class Strict(NoGuard):
        def statements(self, *_: object) -> None:
            raise errors.Forbidden("no")

    writer = metered(lrs, organisation, statements=1)
    lrs.guard = Strict()
    with pytest.raises(errors.Forbidden):
        lrs.store(encoded(statement()), writer)
    lrs.guard = NoGuard()
    one = encoded(statement(id=str(uuid.uuid4())))
    lrs.store(one, writer)
    lrs.store(one, writer)
    assert spent(lrs, organisation) == Volume(1, len(one))


def test_statements_and_documents_share_the_bytes(lrs: LRS, organisation: str) -> None:
    writer = metered(lrs, organisation, size=10_000)
    content = Document(b'{"x":"' + b"x" * 4_000 + b'"}', "application/json")
    for documents, save in ((lrs.state, "put"), (lrs.agent_profile, "post")):
        getattr(documents, save)(organisation, OWNER, "x", content, writer=writer)
    with pytest.raises(errors.TooLarge, match="may write 10000 bytes in all, and has written 80"):
        lrs.state.put(organisation, OWNER, "y", content, writer=writer)
    with pytest.raises(errors.TooLarge, match="10000 bytes"):
        lrs.state.post(organisation, OWNER, "x", content, writer=writer)
    assert lrs.state.list(organisation, OWNER) == ("x",)
    long = statement(result={"response": "x" * 4_000})
    with pytest.raises(errors.TooLarge, match="10000 bytes"):
        lrs.store(encoded(long), writer)
    small = encoded(statement())
    lrs.store(small, writer)
    assert spent(lrs, organisation) == Volume(1, 2 * len(content.content) + len(small))


def test_requests_at_once_do_not_share_the_last_of_it(lrs: LRS, organisation: str) -> None:
    writer = metered(lrs, organisation, statements=2, size=20_000)

    def write(number: int) -> bool:
        try:
            if number % 2:
                lrs.store(encoded(statement()), writer)
            else:
                content = Document(b"x" * 6_000)
                lrs.state.put(organisation, OWNER, f"{number}", content, writer=writer)
        except errors.TooLarge:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(write, range(8))) == 5
    assert len(lrs.since(organisation, 0)) == 2
    assert len(lrs.state.list(organisation, OWNER)) == 3


@pytest.mark.parametrize("erased", [False, True])
def test_nothing_is_stored_for_a_credential_that_went_while_its_request_waited(
    lrs: LRS, organisation: str, erased: bool
) -> None:
    writer = metered(lrs, organisation)
    lrs.store(encoded(statement()), writer)
    lrs.credentials.revoke_all(organisation)
    if erased:
        lrs.erase(organisation)
    before = len(lrs.since(organisation, 0))
    with pytest.raises(errors.Unauthorised):
        lrs.store(encoded(statement()), writer)
    with pytest.raises(errors.Unauthorised):
        lrs.state.put(organisation, OWNER, "x", Document(b"x"), writer=writer)
    assert len(lrs.since(organisation, 0)) == before
    assert lrs.state.list(organisation, OWNER) == ()


def test_a_credential_without_an_allowance_writes_on(
    lrs: LRS, organisation: str, credential: tuple[str, str]
) -> None:
    writer = lrs.authority(lrs.credentials.verify(*credential))
    lrs.store(encoded(statement()), writer)
    lrs.state.put(organisation, OWNER, "x", Document(b"x"), writer=writer)
    (found,) = lrs.credentials.list(organisation)
    assert (found.allowance, found.spent) == (None, Volume(0, 0))


def test_all_credentials_of_an_organisation_are_revoked_and_no_other(
    lrs: LRS, organisation: str, credential: tuple[str, str]
) -> None:
    other = lrs.credentials.issue("other", "x", ("all",))
    lrs.credentials.revoke_all(organisation)
    with pytest.raises(errors.Unauthorised):
        lrs.credentials.verify(*credential)
    assert lrs.credentials.verify(*other).organisation == "other"
