"""Filling an organisation from an export. Doing it again changes nothing."""

from collections.abc import Callable, Iterator
from uuid import UUID

from msgspec import Struct

from lrs.authority import Authority
from lrs.documents import Document, Owner, etag
from lrs.errors import Conflict, LRSError, PreconditionFailed, Unavailable
from lrs.facade import LRS
from lrs.model import decode
from lrs.preconditions import Conditions
from lrs.remote import Refused, together_or_singly
from lrs.store import documents as document_rows
from lrs.store import organisations
from lrs.store import statements as statement_rows
from lrs.transfer.lines import BadLine, DocumentLine
from lrs.transfer.reading import Batch, Export
from lrs.transfer.restoring import restore
from lrs.upkeep.steps import Tell, silent

ONLY_NEW = Conditions(None, "*")


class Imported(Struct):
    """What came of an import. new: statements that were not there; kept: documents that were there
    already and stay; refused: lines that were not taken, each with its reason."""

    new: int = 0
    documents: int = 0
    kept: int = 0
    refused: tuple[BadLine, ...] = ()


def fill(
    lrs: LRS, organisation: str, export: Export, *, faithful: bool = False, tell: Tell = silent
) -> Imported:
    """Store what an export holds for an organisation. Raises Unavailable.

    Ids and timestamps stay. faithful: `stored` and authority too, as in no other way: only into an
    organisation that holds nothing later (BadLine otherwise). Documents that exist stay as they are.
    """
    done = Imported()
    authority = Authority.internal(organisation, lrs.home_page)

    def take(batch: Batch) -> None:
        try:
            if faithful:
                done.new += restore(lrs, organisation, batch)
            else:
                version = batch.version.name
                done.new += lrs.receive(batch.body(), authority, version, parts=batch.parts).new
        except Unavailable:
            raise
        except LRSError as error:
            raise Refused(error.message) from error
        _hide(lrs, organisation, batch)

    done.refused = tuple(each_batch(export, take, tell))
    for number, line in export.documents():
        try:
            _put(lrs, organisation, line)
            done.documents += 1
        except (PreconditionFailed, Conflict):
            done.kept += 1
        except Unavailable:
            raise
        except LRSError as error:
            done.refused += (BadLine(number, error.message),)
    return done


def each_batch(
    export: Export,
    take: Callable[[Batch], None],
    tell: Tell,
    without: frozenset[int] = frozenset(),
) -> Iterator[BadLine]:
    """Let each batch be taken, whole or else statement by statement; yield those that are refused.

    take: raises Refused for what will never be taken. without: lines that are left out.
    """
    for batch in export.batches(without):
        count = len(batch.statements)

        def some(places: range, batch: Batch = batch) -> None:
            take(batch if len(places) == len(batch.statements) else batch.some(places))

        for index, refused in together_or_singly(count, some, Refused):
            yield BadLine(batch.lines[index], refused.sentence)
        tell(count)


def _hide(lrs: LRS, organisation: str, batch: Batch) -> None:
    """Hide what was voided, also where the statement that voided it is no longer there."""
    voided = [line.body for line in batch.statements if line.voided]
    if not voided:
        return
    number = lrs.known.number(organisation)
    with lrs.database.writing() as connection:
        organisations.lock(connection, number)
        for body in voided:
            row = statement_rows.by_id(connection, number, UUID(str(decode.stored(body).id)))
            if row is not None and not row["voiding"]:
                statement_rows.insert_voided(connection, number, row["seq"])


def _put(lrs: LRS, organisation: str, line: DocumentLine) -> None:
    kinds = {one.kind: one for one in (lrs.state, lrs.activity_profile, lrs.agent_profile)}
    if line.resource in kinds:
        owner = Owner(activity=line.activity, agent=line.agent, registration=line.registration)
        document = Document(line.content, line.content_type)
        kinds[line.resource].put(organisation, owner, line.id, document, ONLY_NEW)
        return
    # Written before documents told whose they are: it goes where it lay.
    number = lrs.known.number(organisation)
    with lrs.database.writing() as connection:
        if document_rows.find(connection, number, line.context, line.key) is not None:
            raise Conflict("It is there already.")
        values = {
            "id": line.id,
            "content_type": line.content_type,
            "etag": etag(line.content),
            "updated": line.updated,
            "content": line.content,
        }
        document_rows.write(connection, number, line.context, line.key, values)
