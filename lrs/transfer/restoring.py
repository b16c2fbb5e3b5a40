"""The faithful way back: statements with the `stored`, the authority and the key they had.

`stored` says in which order an organisation's statements came, and whoever reads by it relies on that.
So this way leads only into an organisation that holds nothing later than what comes.
"""

from msgspec import UNSET
from msgspec.structs import replace

from lrs import timestamps
from lrs.attachments import by_digest
from lrs.errors import BadRequest
from lrs.facade import LRS
from lrs.index import WRITER, key
from lrs.model import decode
from lrs.model.agent import everyone
from lrs.store import organisations
from lrs.store import statements as rows
from lrs.transfer.lines import StatementLine
from lrs.transfer.reading import Batch
from lrs.writing.preparation import Prepared, Writer, single
from lrs.writing.references import Placed
from lrs.writing.storing import define_all, described_by, not_stored, write


def restore(lrs: LRS, organisation: str, batch: Batch) -> int:
    """Store a batch as it once was stored; return how many were not there. Raises BadRequest."""
    parts = by_digest(batch.parts)
    # Each with the raw data of its own, since what belongs to none of a request is refused.
    prepared = {
        one.id: (one, line)
        for place, line in enumerate(batch.statements)
        for one in (_prepared(batch.some(range(place, place + 1)), line),)
    }
    number = lrs.known.number(organisation)
    with lrs.database.writing() as connection:
        last = organisations.lock(connection, number)
        new = not_stored(connection, number, tuple(one for one, _ in prepared.values()))
        if not new:
            return 0
        moments = [_stored(prepared[one.id][1]) for one in new]
        if moments != sorted(set(moments)) or moments[0] <= last.stored:
            raise BadRequest(
                "the organisation holds statements that were stored later. A faithful import needs an"
                " organisation of its own; leave --faithful out to add to this one"
            )
        lrs.database.announce_writer(connection, number)
        taken = rows.take_numbers(lrs.database, connection, number, last, len(new))
        numbers = [replace(one, stored=moment) for one, moment in zip(taken, moments, strict=True)]
        placed = [Placed(one, at.seq) for one, at in zip(new, numbers, strict=True)]
        columns = [
            described_by(number, one, at, prepared[one.id][1].credential)
            for one, at in zip(new, numbers, strict=True)
        ]
        write(connection, number, placed, columns, parts)
        define_all(connection, number, new)
        organisations.set_last_stored(connection, number, moments[-1])
    return len(new)


def _prepared(batch: Batch, line: StatementLine) -> Prepared:
    """Return a statement whose final bytes will be those that it had."""
    said = decode.stored(line.body)
    people = () if said.authority is UNSET else everyone(said.authority)
    writer = Writer(b"null", people, key(WRITER, line.credential), batch.version)
    made = single(line.body, writer, str(said.id), by_digest(batch.parts))
    ending = f',"timestamp":"{said.timestamp}","stored":"{said.stored}"}}'.encode()
    if not line.body.endswith(ending):
        raise BadRequest("the statement is not as this store wrote it: leave --faithful out")
    return replace(made, opening=line.body[: -len(ending)], timestamp=str(said.timestamp))


def _stored(line: StatementLine) -> int:
    return timestamps.parse(str(decode.stored(line.body).stored))
