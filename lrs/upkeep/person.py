"""A person as a store knows them: one Agent or several, and what is kept of each besides statements."""

from collections.abc import Iterable, Iterator

from msgspec import UNSET, Struct
from sqlalchemy import Connection

from lrs.agents import AgentText, agent_identifier
from lrs.documents import AGENT_PROFILE, STATE, context_key
from lrs.index import AGENT, AGENT_ANY, activities, key
from lrs.model.statement import AnyStatement
from lrs.store import agents as names
from lrs.store import credentials, documents
from lrs.upkeep.mentions import OWN, parts


class Kept(Struct, frozen=True):
    """How many documents (by resource), names and credentials there are of a person."""

    documents: dict[str, int]
    names: int
    credentials: int


class Person:
    """The identifiers of one person, and what they find."""

    def __init__(self, agents: Iterable[AgentText]) -> None:
        """Raise BadRequest for what is no Agent."""
        self.identifiers = frozenset(agent_identifier(agent) for agent in agents)
        self.keys = tuple(key(AGENT_ANY, one) for one in sorted(self.identifiers))
        self._agents = tuple(key(AGENT, one) for one in sorted(self.identifiers))

    def mention(self, statement: AnyStatement) -> str:
        """Return the part in which the person only appears; empty for a statement about them."""
        found = parts(statement, self.identifiers)
        return "" if found & OWN else min(found, default="authority")

    def contexts(self, statement: AnyStatement) -> Iterator[bytes]:
        """Yield the digests under which documents may lie that do not tell whose they are."""
        context = statement.context
        registration = None if context is UNSET else context.registration
        places = {activity.id for activity in activities(statement)}
        for identifier in self.identifiers:
            yield context_key(AGENT_PROFILE, None, identifier, None)
            for place in places:
                yield context_key(STATE, place, identifier, None)
                if isinstance(registration, str):
                    yield context_key(STATE, place, identifier, registration)

    def kept(
        self, connection: Connection, number: int, organisation: str, contexts: set[bytes]
    ) -> Kept:
        """Count what there is besides statements. contexts: of documents that do not tell."""
        return Kept(
            documents.count_of(connection, number, self._agents, contexts),
            names.count(connection, number, self._agents),
            len(self._credentials(connection, organisation)),
        )

    def forget(
        self, connection: Connection, number: int, organisation: str, contexts: set[bytes]
    ) -> int:
        """Delete what there is besides statements; return how many names there were."""
        documents.delete_of(connection, number, self._agents, contexts)
        credentials.remove(connection, self._credentials(connection, organisation))
        return names.forget(connection, number, self._agents)

    def _credentials(self, connection: Connection, organisation: str) -> list[str]:
        """Return the keys that are kept to the person."""
        return [
            row["id"]
            for row in credentials.of(connection, organisation)
            if row["agent"] is not None and agent_identifier(row["agent"]) in self.identifiers
        ]
