"""Keeping a credential to one Agent in one registration, in all that it writes and reads.

A launched piece of content gets such a credential: what it may do is bound by its scopes,
and about whom by this. Source: xAPI 1.0.3 Communication 4 (limits of a credential are the
LRS's to set); cmi5 Quartz sections 8.1.3 and 8.1.4.
"""

from msgspec import UNSET, Struct

from lrs.agents import AgentText, agent_identifier
from lrs.errors import Forbidden
from lrs.index import AGENT, REGISTRATION, key
from lrs.model.statement import AnyStatement


class Confinement(Struct, frozen=True):
    """One Agent (JSON text or its dict) and one registration (UUID)."""

    agent: AgentText
    registration: str

    def keys(self) -> tuple[bytes, bytes]:
        """Return the index keys that every statement within has, the rarer first."""
        return (
            key(REGISTRATION, self.registration.lower()),
            key(AGENT, agent_identifier(self.agent)),
        )

    def holds(self, statement: AnyStatement) -> bool:
        """Tell whether a statement is the Agent's own, in the registration."""
        return self._is_actor(statement) and self._is_here(statement)

    def require_statement(self, statement: AnyStatement) -> None:
        """Raise Forbidden for a statement of another actor or in another registration."""
        if not self._is_actor(statement):
            raise Forbidden("This credential may only write statements whose actor is its agent.")
        if not self._is_here(statement):
            raise Forbidden(
                "This credential may only write statements whose context.registration is "
                f"{self.registration}."
            )

    def require_agent(self, agent: AgentText | None) -> None:
        """Raise Forbidden for a document, or a question, about another Agent."""
        # Without one the resource says by itself what is missing.
        if agent is not None and agent_identifier(agent) != agent_identifier(self.agent):
            raise Forbidden("This credential is for the agent that it was made for only.")

    def require_registration(self, registration: str | None) -> None:
        """Raise Forbidden for a state outside the registration."""
        if registration is None or registration.lower() != self.registration.lower():
            raise Forbidden(
                f"This credential is for states with the registration {self.registration} only."
            )

    def _is_actor(self, statement: AnyStatement) -> bool:
        actor = statement.actor
        mine = (agent_identifier(self.agent),)
        return actor.objectType != "Group" and actor.identifiers() == mine

    def _is_here(self, statement: AnyStatement) -> bool:
        context = statement.context
        if context is UNSET or context.registration is UNSET:
            return False
        return context.registration.lower() == self.registration.lower()
