"""Send what waits in the outbox to the record store."""

import datetime as dt
import logging
from collections.abc import Callable

from app.database import Database
from app.records import outbox
from app.records.contract import RecordStore
from app.records.errors import StoreAway

log = logging.getLogger(__name__)


def drain(database: Database, store: RecordStore, clock: Callable[[], dt.datetime]) -> bool:
    """Send all that nobody else is sending. Return False when the store is away; the rest waits then.

    The store is asked between two transactions, never inside one: it may be slow, and it may share the
    database.
    """
    while True:
        with database.write() as session:
            claimed = outbox.claim(session, clock())
        if claimed is None:
            return True
        try:
            refusals = store.send(claimed.organisation_id, claimed.bodies)
        except StoreAway as away:
            log.warning("%s Statements wait: %d.", away.sentence, len(claimed.ids))
            with database.write() as session:
                outbox.put_back(session, claimed, clock(), away.retry_after)
            return False
        for refusal in refusals:
            log.error("the record store refused a statement: %s", refusal.sentence)
        with database.write() as session:
            outbox.settle(session, claimed, refusals)
