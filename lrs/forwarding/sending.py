"""Sending what is new: at least once, in the order of storing, by one sender at a time.

A sender takes a forward for a while (a lease) and keeps it with each thing it sends; if it dies, the
lease runs out and another goes on from the cursor, which moves only after the other store has said yes.
What that store refuses for good is tried alone, noted and passed over, so that one bad statement stops
no other. Where it cannot answer, everything waits, longer after each try.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Final

import msgspec
from msgspec import Struct

from lrs import timestamps
from lrs.attachments import Part
from lrs.facade import LRS
from lrs.reading.found import held
from lrs.remote import Away, Refused, Remote, together_or_singly, wait_seconds
from lrs.store import forwards as rows
from lrs.store import search
from lrs.store.forwards import Place
from lrs.versions import V1, V2

LEASE: Final = 90_000_000
BATCH: Final = 50
ROUND: Final = 20  # batches, after which the other forwards have their turn
BATCH_BYTES: Final = 4_000_000
TIMEOUT_SECONDS: Final = 20.0
REASON_KEPT: Final = 300

Secrets = Callable[[Place, str, str], str | None]
"""The secret of a forward to an address with a key; None where this machine does not have it."""
Open = Callable[[str, str, str], Remote]
"""Opens the store at an address with a key and a secret."""

log = logging.getLogger(__name__)


class _Lost(Exception):
    """Raised when the lease has gone to somebody else."""


class _Sendable(Struct, frozen=True):
    seq: int
    body: bytes
    version: str
    parts: tuple[Part, ...]


class _Version(Struct, frozen=True):
    version: str = V1.name


_said = msgspec.json.Decoder(_Version)


def open_remote(endpoint: str, key: str, secret: str) -> Remote:
    """Open another store."""
    return Remote.open(endpoint, key, secret, TIMEOUT_SECONDS)


def forward_all(
    lrs: LRS,
    secrets: Secrets,
    opened: Open = open_remote,
    clock: Callable[[], int] = timestamps.now,
) -> bool:
    """Send what waits on every forward that nobody else holds; say whether more waits.

    Raises Unavailable.
    """
    with lrs.database.reading() as connection:
        due = rows.due(connection, clock())
    more = False
    for row in due:
        place = Place(row["organisation"], row["number"])
        secret = secrets(place, row["endpoint"], row["key_id"])
        if secret is None:
            continue  # another machine has it
        remote = opened(row["endpoint"], row["key_id"], secret)
        try:
            more |= _Sender(lrs, place, remote, row, clock).send()
        except _Lost:
            pass
        finally:
            remote.close()
    return more


class _Sender:
    def __init__(
        self, lrs: LRS, place: Place, remote: Remote, row: rows.Row, clock: Callable[[], int]
    ) -> None:
        self._lrs = lrs
        self._place = place
        self._remote = remote
        self._clock = clock
        self._held: int = row["held_until"]
        self._cursor: int = row["cursor"]
        self._sent: int = row["sent"]
        self._tries: int = row["tries"]

    def send(self) -> bool:
        """Send batch after batch; say whether more waits that could be sent at once."""
        self._keep()
        try:
            more = self._round()
        except Away as away:
            log.warning("%s Statements wait.", away.sentence)
            seconds = wait_seconds(self._tries) if away.retry_after is None else away.retry_after
            self._let_go(
                self._clock() + int(seconds * 1_000_000),
                {"tries": self._tries + 1, "trouble": away.sentence[:REASON_KEPT]},
            )
            return False
        self._let_go(0, {"tries": 0, "trouble": ""})
        return more

    def _round(self) -> bool:
        for _ in range(ROUND):
            batch = self._waiting()
            if not batch:
                return False
            for _, same in groupby(batch, key=lambda one: one.version):
                self._deliver(tuple(same))
        return True

    def _deliver(self, batch: Sequence[_Sendable]) -> None:
        refused = tuple(together_or_singly(len(batch), partial(self._post, batch), Refused))
        last = batch[-1].seq
        with self._lrs.database.writing() as connection:
            now = self._clock()
            self._sent += len(batch) - len(refused)
            values: dict[str, object] = {"sent": self._sent, "last_sent": now, "tries": 0}
            if not rows.advance(connection, self._place, self._held, last, values):
                raise _Lost
            for index, refusal in refused:
                reason = refusal.sentence[:REASON_KEPT]
                rows.note_refusal(connection, self._place, batch[index].seq, now, reason)
        self._cursor, self._tries = last, 0
        for _, refusal in refused:
            log.error("another record store refused a statement: %s", refusal.sentence)

    def _post(self, batch: Sequence[_Sendable], places: range) -> None:
        self._keep()
        some = [batch[at] for at in places]
        parts = {part.sha2: part for one in some for part in one.parts}
        body = some[0].body if len(some) == 1 else b"[" + b",".join(one.body for one in some) + b"]"
        self._remote.post(body, tuple(parts.values()), some[0].version)

    def _waiting(self) -> tuple[_Sendable, ...]:
        with self._lrs.database.reading() as connection:
            found = search.harvest(connection, self._place.organisation, self._cursor, None, BATCH)
            return tuple(
                _enough(
                    _Sendable(
                        row.seq,
                        row.body,
                        _version(row.body),
                        held(connection, self._place.organisation, (row.body,)),
                    )
                    for row in found
                )
            )

    def _keep(self) -> None:
        until = max(self._clock() + LEASE, self._held + 1)
        with self._lrs.database.writing() as connection:
            if not rows.hold(connection, self._place, self._held, until):
                raise _Lost
        self._held = until

    def _let_go(self, until: int, values: dict[str, object]) -> None:
        with self._lrs.database.writing() as connection:
            rows.advance(
                connection,
                self._place,
                self._held,
                self._cursor,
                {"held_until": until, **values},
            )


def _enough(found: Iterator[_Sendable]) -> Iterator[_Sendable]:
    """Yield statements until they are large enough together; one at least."""
    size = 0
    for one in found:
        size += len(one.body) + sum(len(part.content) for part in one.parts)
        if size > BATCH_BYTES and size > len(one.body) + sum(len(p.content) for p in one.parts):
            return
        yield one


def _version(body: bytes) -> str:
    said = _said.decode(body).version
    return V2.name if said.startswith("2") else V1.name
