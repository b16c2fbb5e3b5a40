"""The LMS's eye on the record store: refuse what a unit may not send, and draw the conclusions.

The record store asks for each request in its own transaction, so that two tabs cannot both be first.
"""

import logging
import uuid

from sqlalchemy.exc import SQLAlchemyError

from app.database import now
from app.launching import refusals, registrations, sessions, store
from app.launching.facts import Launched
from app.launching.models import LaunchRegistration
from app.launching.rules import judge, judge_document
from app.launching.told import tell
from app.launching.vocabulary import CMI5, Verb
from app.records.errors import StoreAway
from app.services import Services
from lrs import Authority, Document, Earlier, Incoming, Owner
from lrs.errors import LRSError, Unauthorised

ENDED = "This launch is over: launch the unit again."

WRONG = frozenset({400, 403, 409, 413, 415})
"""The statuses that show a fault of the unit: what it asks for and is not there (404) is none."""

log = logging.getLogger(__name__)


class LaunchGuard:
    """The rules of cmi5 for the credentials that sessions hold; others pass."""

    def __init__(self, parts: Services) -> None:
        self._parts = parts

    def admit(self, authority: Authority) -> None:
        """Turn away a token whose trial has ended, or whose owner has gone. Raises Unauthorised."""
        if authority.confined is not None:
            self._launched(authority)

    def statements(
        self, authority: Authority, incoming: tuple[Incoming, ...], earlier: Earlier
    ) -> None:
        """Refuse what the session may not send. Raises BadRequest, Forbidden, Unauthorised."""
        if authority.confined is None:
            return
        launched = self._launched(authority)
        if launched.enrolled.kind == "cmi5":
            # What cmi5 merely allows counts for no rule: it may come by the thousand.
            known = earlier(str(launched.enrolled.registration), launched.activity_id, CMI5)
            judge(launched, map(tell, known), (tell(each.body, each.id) for each in incoming))

    def stored(self, authority: Authority, incoming: tuple[Incoming, ...]) -> None:
        """Draw the conclusions: a session ends, blocks and course are satisfied."""
        if authority.confined is None:
            return
        try:
            self._conclude(authority, incoming)
        except (LRSError, StoreAway, SQLAlchemyError) as error:
            # The statement is stored, and that is what the unit asked; its end tries again.
            log.warning("satisfied could not be told: %s", error)

    def document(
        self, authority: Authority, kind: str, owner: Owner, id: str | None, new: Document | None
    ) -> None:
        """Refuse a change of the LMS's own documents. Raises BadRequest and Forbidden."""
        if authority.confined is None:
            return
        if self._launched(authority).enrolled.kind == "cmi5":
            judge_document(kind, id, new)

    def refused(self, authority: Authority, what: str, error: LRSError) -> None:
        """Keep what went wrong, so that whoever tries the package sees it."""
        if authority.confined is None or error.status not in WRONG:
            return
        registration = uuid.UUID(authority.confined.registration)
        try:
            with self._parts.database.write() as session:
                row = session.get(LaunchRegistration, registration)
                if row is not None and row.ended is None:
                    refusals.note(session, registration, f"{what}: {error.message}", now())
        except SQLAlchemyError as busy:
            log.warning("a refusal could not be kept: %s", busy)

    def _launched(self, authority: Authority) -> Launched:
        with self._parts.database.read() as session:
            found = sessions.launched_by(self._parts, session, authority.credential_id)
        if found is None:
            raise Unauthorised(ENDED)
        return found

    def _conclude(self, authority: Authority, incoming: tuple[Incoming, ...]) -> None:
        verbs = {told.verb for told in (tell(each.body) for each in incoming) if told.defined}
        if not verbs & {Verb.COMPLETED, Verb.PASSED, Verb.TERMINATED}:
            return
        launched = self._launched(authority)
        if Verb.TERMINATED in verbs:
            sessions.terminate(self._parts, launched.session, now())
        self._satisfy(launched.enrolled.registration, launched.session)

    def _satisfy(self, registration: uuid.UUID, launched: uuid.UUID) -> None:
        with self._parts.database.read() as session:
            row = session.get(LaunchRegistration, registration)
            if row is None or row.ended is not None:
                return
            trial = registrations.trial_of(self._parts, row)
        store.tell_satisfied(self._parts, trial.enrolled, trial.course, launched, now())
