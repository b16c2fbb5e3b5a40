"""The erasure of a person: whole, told first, and nobody else's."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, make_url, text

from lrs import LRS, Authority, Document, Owner, StatementQuery, View
from lrs.confinement import Confinement
from lrs.errors import BadRequest
from lrs.upkeep.mentions import CONTEXT, MEMBER, SUBSTATEMENT
from tests.lrs.rows import counted, index_rows
from tests.lrs.samples import attachment, encoded, part, statement

ADA = {"mbox": "mailto:ada@Example.com", "name": "Ada Lovelace"}
ALSO_ADA = {"account": {"homePage": "https://hr.example", "name": "4711"}}
BOB = {"mbox": "mailto:bob@example.com", "name": "Bob"}
VOIDED = {"id": "http://adlnet.gov/expapi/verbs/voided"}


def ref(target: str) -> dict[str, str]:
    return {"objectType": "StatementRef", "id": target}


def store(lrs: LRS, authority: Authority, *statements: dict[str, Any]) -> None:
    lrs.store(encoded(list(statements)), authority)


def ids(lrs: LRS, organisation: str) -> set[str]:
    page = lrs.find(StatementQuery(organisation=organisation))
    return {found.split(b'"id":"')[1][:36].decode() for found in page.statements}


@pytest.fixture
def bobs(lrs: LRS, authority: Authority) -> str:
    """Store what is Bob's alone, so that each table has a row that must stay; return its id."""
    mine = str(uuid.uuid4())
    lrs.store(
        encoded(statement(id=mine, actor=BOB, attachments=[attachment(b"bob")])),
        authority,
        parts=[part(b"bob")],
    )
    lrs.state.put(
        authority.organisation, Owner(activity="https://a.example", agent=BOB), "x", Document(b"b")
    )
    lrs.credentials.issue(
        authority.organisation, "x", ("all",), confined=Confinement(BOB, str(uuid.uuid4()))
    )
    return mine


def fill(lrs: LRS, authority: Authority) -> None:
    """Store what is Ada's alone, a row in each table, in both of her names."""
    said, sent = attachment(b"certificate of Ada"), part(b"certificate of Ada")
    target, voided = str(uuid.uuid4()), str(uuid.uuid4())
    lrs.store(encoded(statement(id=target, actor=ADA, attachments=[said])), authority, parts=[sent])
    store(
        lrs,
        authority,
        statement(actor=ADA, object=ref(target)),
        statement(id=voided, actor=ALSO_ADA),
        statement(actor=ADA, verb=VOIDED, object=ref(voided)),
    )
    owner = Owner(activity="https://a.example", agent=ADA, registration=str(uuid.uuid4()))
    lrs.state.put(authority.organisation, owner, "bookmark", Document(b"3"))
    lrs.agent_profile.put(authority.organisation, Owner(agent=ALSO_ADA), "x", Document(b"{}"))
    lrs.credentials.issue(
        authority.organisation, "launch", ("all",), confined=Confinement(ADA, str(uuid.uuid4()))
    )


@pytest.mark.usefixtures("bobs")
def test_nothing_of_the_person_is_left_and_nothing_else_went(
    lrs: LRS, authority: Authority, database_url: str
) -> None:
    before, index = counted(database_url), index_rows(database_url)
    fill(lrs, authority)
    plan = lrs.upkeep.plan_person(authority.organisation, (ADA, ALSO_ADA))
    assert (plan.own, plan.mentioned, plan.attachments) == (4, {}, 1)
    assert plan.kept.documents == {"state": 1, "agent profile": 1}
    assert (plan.kept.names, plan.kept.credentials) == (1, 1)
    gone = lrs.upkeep.forget_person(authority.organisation, (ADA, ALSO_ADA))
    assert (gone.statements, gone.attachments, gone.names) == (4, 1, 1)
    assert counted(database_url) == before
    assert index_rows(database_url) == index
    assert lrs.upkeep.plan_person(authority.organisation, (ADA, ALSO_ADA)).own == 0


def test_sqlite_keeps_no_trace_of_the_person_in_its_file(
    lrs: LRS, authority: Authority, database_url: str
) -> None:
    if lrs.database_kind != "sqlite":
        pytest.skip("PostgreSQL gives a row's place to others by VACUUM")
    fill(lrs, authority)
    lrs.upkeep.forget_person(authority.organisation, (ADA, ALSO_ADA))
    file = Path(make_url(database_url).database or "")
    for each in (file, file.with_name(f"{file.name}-wal")):
        assert b"Ada" not in each.read_bytes() and b"ada@" not in each.read_bytes()


@pytest.mark.usefixtures("bobs")
def test_a_plan_changes_nothing(lrs: LRS, authority: Authority, database_url: str) -> None:
    fill(lrs, authority)
    before = counted(database_url)
    lrs.upkeep.plan_person(authority.organisation, (ADA,))
    assert counted(database_url) == before


def test_statements_that_only_mention_the_person_are_told_apart_and_stay(
    lrs: LRS, authority: Authority
) -> None:
    group = {"objectType": "Group", "member": [ADA, BOB]}
    inner = {"objectType": "SubStatement", **statement(actor=ADA)}
    store(
        lrs,
        authority,
        statement(actor=ADA, context={"instructor": ADA}),
        statement(actor=BOB, object={"objectType": "Agent", **ADA}),
        statement(actor=BOB, context={"instructor": ADA}),
        statement(actor=group),
        statement(actor=BOB, object=inner),
    )
    plan = lrs.upkeep.plan_person(authority.organisation, (ADA,))
    assert plan.own == 2
    assert plan.mentioned == {CONTEXT: 1, MEMBER: 1, SUBSTATEMENT: 1}
    assert lrs.upkeep.forget_person(authority.organisation, (ADA,)).statements == 2
    assert len(lrs.since(authority.organisation, 0)) == 3
    gone = lrs.upkeep.forget_person(authority.organisation, (ADA,), mentioned=True)
    assert gone.statements == 3
    assert lrs.since(authority.organisation, 0) == ()


def test_what_refers_to_an_erased_statement_stays_and_is_found_by_itself_only(
    lrs: LRS, authority: Authority
) -> None:
    target, comment = str(uuid.uuid4()), str(uuid.uuid4())
    store(
        lrs,
        authority,
        statement(id=target, actor=ADA, verb={"id": "https://v.example/did"}),
        statement(id=comment, actor=BOB, object=ref(target)),
    )
    lrs.upkeep.forget_person(authority.organisation, (ADA,))
    assert ids(lrs, authority.organisation) == {comment}
    query = StatementQuery(organisation=authority.organisation, verb="https://v.example/did")
    assert lrs.find(query).statements == ()


def test_what_the_person_voided_stays_voided(lrs: LRS, authority: Authority) -> None:
    target = str(uuid.uuid4())
    store(lrs, authority, statement(id=target, actor=BOB))
    store(lrs, authority, statement(actor=ADA, verb=VOIDED, object=ref(target)))
    lrs.upkeep.forget_person(authority.organisation, (ADA,))
    view = View(organisation=authority.organisation)
    assert lrs.statement(view, target) is None
    assert lrs.statement(view, target, voided=True) is not None


def test_a_circle_of_references_keeps_what_is_left_of_it(lrs: LRS, authority: Authority) -> None:
    one, two, three = (str(uuid.uuid4()) for _ in range(3))
    store(
        lrs,
        authority,
        statement(id=one, actor=BOB, verb={"id": "https://v.example/1"}, object=ref(two)),
        statement(id=two, actor=ADA, verb={"id": "https://v.example/2"}, object=ref(three)),
        statement(id=three, actor=BOB, verb={"id": "https://v.example/3"}, object=ref(one)),
    )
    lrs.upkeep.forget_person(authority.organisation, (ADA,))

    def found(number: int) -> int:
        verb = f"https://v.example/{number}"
        query = StatementQuery(organisation=authority.organisation, verb=verb)
        return len(lrs.find(query).statements)

    # Three still refers to one; one refers to nothing that is known.
    assert [found(1), found(2), found(3)] == [2, 0, 1]


def test_an_attachment_stays_while_somebody_else_has_it(
    lrs: LRS, authority: Authority, database_url: str
) -> None:
    said, sent = attachment(b"the same leaflet"), part(b"the same leaflet")
    for actor in (ADA, BOB):
        lrs.store(encoded(statement(actor=actor, attachments=[said])), authority, parts=[sent])
    assert lrs.upkeep.plan_person(authority.organisation, (ADA,)).attachments == 0
    assert lrs.upkeep.forget_person(authority.organisation, (ADA,)).attachments == 0
    assert counted(database_url)["lrs_attachment"] == 1
    assert lrs.upkeep.forget_person(authority.organisation, (BOB,)).attachments == 1


def test_definitions_of_activities_stay(lrs: LRS, authority: Authority) -> None:
    thing = {"id": "https://a.example", "definition": {"name": {"en": "A"}}}
    store(lrs, authority, statement(actor=ADA, object=thing))
    lrs.upkeep.forget_person(authority.organisation, (ADA,))
    assert lrs.activity(authority.organisation, "https://a.example").definition


def test_another_organisation_keeps_its_own(lrs: LRS, authority: Authority) -> None:
    other = Authority.internal("other", "https://lrs.example")
    for each in (authority, other):
        fill(lrs, each)
    lrs.upkeep.forget_person(authority.organisation, (ADA, ALSO_ADA))
    plan = lrs.upkeep.plan_person("other", (ADA, ALSO_ADA))
    assert (plan.own, plan.kept.documents) == (4, {"state": 1, "agent profile": 1})


def test_a_document_from_before_documents_told_their_owner_goes_too(
    lrs: LRS, authority: Authority, database_url: str
) -> None:
    registration = str(uuid.uuid4())
    place = Owner(activity="https://a.example", agent=ADA, registration=registration)
    store(
        lrs,
        authority,
        statement(
            actor=ADA, object={"id": "https://a.example"}, context={"registration": registration}
        ),
    )
    lrs.state.put(authority.organisation, place, "bookmark", Document(b"3"))
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE lrs_document SET resource = NULL, agent_key = NULL"))
    engine.dispose()
    plan = lrs.upkeep.plan_person(authority.organisation, (ADA,))
    assert sum(plan.kept.documents.values()) == 1
    lrs.upkeep.forget_person(authority.organisation, (ADA,))
    assert lrs.state.get(authority.organisation, place, "bookmark") is None


def test_a_person_is_erased_while_others_write(lrs: LRS, authority: Authority) -> None:
    store(lrs, authority, *[statement(actor=ADA)] * 450)
    begun = threading.Event()

    def write() -> int:
        for number in range(20):
            store(lrs, authority, statement(actor=BOB), statement(actor=BOB))
            if number == 3:
                begun.set()
        return 40

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        begun.wait(10)
        gone = lrs.upkeep.forget_person(authority.organisation, (ADA,))
        written = writing.result()
    assert gone.statements == 450
    assert len(lrs.since(authority.organisation, 0)) == written


def test_an_erasure_that_was_interrupted_goes_on(lrs: LRS, authority: Authority) -> None:
    store(lrs, authority, *[statement(actor=ADA)] * 450)

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        lrs.upkeep.forget_person(authority.organisation, (ADA,), tell=stop)
    assert lrs.upkeep.plan_person(authority.organisation, (ADA,)).own == 250
    assert lrs.upkeep.forget_person(authority.organisation, (ADA,)).statements == 250


@pytest.mark.parametrize("agent", ["{", "{}", '{"objectType":"Group","member":[]}'])
def test_what_is_no_agent_is_refused(lrs: LRS, agent: str) -> None:
    with pytest.raises(BadRequest):
        lrs.upkeep.forget_person("org", (agent,))


def test_nobody_of_an_unknown_organisation_is_erased(lrs: LRS) -> None:
    assert lrs.upkeep.plan_person("nobody", (ADA,)).own == 0
    assert lrs.upkeep.forget_person("nobody", (ADA,)).statements == 0
