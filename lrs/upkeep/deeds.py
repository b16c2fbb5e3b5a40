"""What those do who look after a store, and no client over HTTP: erase a person, purge what is old."""

from collections.abc import Iterable

from lrs.agents import AgentText
from lrs.store.engine import Database
from lrs.store.organisations import Organisations
from lrs.store.removal import settle
from lrs.upkeep import forgetting, purging
from lrs.upkeep.forgetting import PersonPlan
from lrs.upkeep.purging import Purge, PurgePlan
from lrs.upkeep.removal import Removed
from lrs.upkeep.steps import Tell, silent


class Upkeep:
    """Each deed, and before it a plan that changes nothing. Methods raise Unavailable.

    tell: learns how many statements have been looked at.
    """

    def __init__(self, database: Database, known: Organisations) -> None:
        self._at = (database, known)

    def plan_person(
        self, organisation: str, agents: Iterable[AgentText], tell: Tell = silent
    ) -> PersonPlan:
        """Return what there is of a person, known as one Agent or several. Raises BadRequest."""
        return forgetting.plan(*self._at, organisation, agents, tell)

    def forget_person(
        self,
        organisation: str,
        agents: Iterable[AgentText],
        *,
        mentioned: bool = False,
        tell: Tell = silent,
    ) -> Removed:
        """Erase a person: own statements, documents, names, credentials. Raises BadRequest.

        mentioned: also the statements in which they only appear.
        """
        gone = forgetting.forget(*self._at, organisation, agents, mentioned=mentioned, tell=tell)
        settle(self._at[0])
        return gone

    def plan_purge(self, organisation: str, purge: Purge, tell: Tell = silent) -> PurgePlan:
        """Return what a purge would take."""
        return purging.plan(*self._at, organisation, purge, tell)

    def purge(self, organisation: str, purge: Purge, tell: Tell = silent) -> Removed:
        """Delete what is old, but for what the purge spares."""
        gone = purging.purge(*self._at, organisation, purge, tell)
        settle(self._at[0])
        return gone
