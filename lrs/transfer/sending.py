"""Filling another record store from an export, over HTTP. Doing it again changes nothing."""

import httpx

from lrs.remote import Refused, Remote, said
from lrs.transfer.importing import Imported, each_batch
from lrs.transfer.lines import BadLine, DocumentLine
from lrs.transfer.reading import Batch, Export
from lrs.upkeep.steps import Tell, silent

_PLACES = {
    "state": "activities/state",
    "activity profile": "activities/profile",
    "agent profile": "agents/profile",
}
_SHOWN = "the statement is voided by one that was erased: another store would show it again."
_THERE = {httpx.codes.PRECONDITION_FAILED, httpx.codes.CONFLICT}
_NOT_TAKEN = frozenset({*_THERE, httpx.codes.BAD_REQUEST, httpx.codes.REQUEST_ENTITY_TOO_LARGE})


def send(remote: Remote, export: Export, tell: Tell = silent) -> Imported:
    """Send what an export holds; return what came of it. Raises Away.

    The other store gives each statement its own `stored` and authority. Which statements it had
    before it does not tell, so that `new` is the number that it has now.
    """
    done = Imported()

    def take(batch: Batch) -> None:
        remote.post(_one_or_all(batch), batch.parts, batch.version.name)

    hidden = export.hidden_by_nobody()
    done.refused = (
        *each_batch(export, take, tell, hidden),
        *(BadLine(line, _SHOWN) for line in sorted(hidden)),
    )
    done.new = export.counts.statements - len(done.refused)
    for number, line in export.documents():
        try:
            there = _put(remote, line)
        except Refused as refused:
            done.refused += (BadLine(number, refused.sentence),)
            continue
        done.kept += there
        done.documents += not there
    return done


def _one_or_all(batch: Batch) -> bytes:
    # Of one alone the other store can be asked whether what it has under that id says the same.
    return batch.statements[0].body if len(batch.statements) == 1 else batch.body()


def _put(remote: Remote, line: DocumentLine) -> bool:
    """Store a document unless there is one; say whether there was. Raises Refused, Away."""
    if line.resource not in _PLACES:
        raise Refused("the document does not tell whose it is: only a store of this make takes it")
    owner = {
        "activityId": line.activity,
        "agent": line.agent,
        "registration": line.registration,
        "stateId" if line.resource == "state" else "profileId": line.id,
    }
    answer = remote.ask(
        "PUT",
        _PLACES[line.resource],
        _NOT_TAKEN,
        params={name: value for name, value in owner.items() if value is not None},
        content=line.content,
        headers={"Content-Type": line.content_type, "If-None-Match": "*"},
    )
    if answer.is_success or answer.status_code in _THERE:
        return not answer.is_success
    raise Refused(f"It answered {answer.status_code}: {said(answer)}")
