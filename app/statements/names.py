"""Names for what statements only number: people, keys, and the parts of the course."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from sqlalchemy import select

from app.accounts.models import Person
from app.organisations.models import Membership
from app.record_keys.keys import labels
from app.records.reading import INTERNAL, authority_account, one_line
from app.services import Services
from app.statements.agents import agent_line
from app.viewer import Member
from course.model import Course
from course.vocabulary import COURSE, assessment_iri, module_iri, topic_iri


class Names(Struct, frozen=True):
    """Who and what is known. people: by membership, of one organisation; keys: labels by key id.

    home_page: of the accounts of this deployment; things: titles by the id of an activity.
    """

    home_page: str
    people: Mapping[str, str]
    keys: Mapping[str, str]
    things: Mapping[str, str]

    def of(self, agent: Mapping[str, Any]) -> str:
        """Return how an Agent or Group is called, in a few words."""
        account = agent.get("account")
        if isinstance(account, Mapping) and account.get("homePage") == self.home_page:
            return self._own(str(account.get("name")))
        name = one_line(agent.get("name") or "")
        return name or self._unnamed(agent)

    def membership(self, agent: Mapping[str, Any]) -> str:
        """Return the membership that an Agent is here; empty for anybody else."""
        account = agent.get("account")
        if not isinstance(account, Mapping) or account.get("homePage") != self.home_page:
            return ""
        name = str(account.get("name"))
        return name if name in self.people else ""

    def authority(self, statement: Mapping[str, Any]) -> str:
        """Return in words under whose right a statement was stored."""
        account = authority_account(statement)
        if account is None:
            return self.of(statement["authority"]) if statement.get("authority") else "Not said"
        name = str(account.get("name"))
        if account.get("homePage") != self.home_page:
            return f"The key {one_line(name)} of {one_line(account.get('homePage'))}"
        if name == INTERNAL:
            return "First Shift itself"
        label = self.keys.get(name)
        return f"The key “{one_line(label)}”" if label else f"The key {one_line(name)}"

    def _own(self, name: str) -> str:
        if name == INTERNAL:
            return "First Shift"
        return one_line(self.people.get(name) or f"Somebody unknown here ({name[:8]})")

    def _unnamed(self, agent: Mapping[str, Any]) -> str:
        account = agent.get("account")
        if isinstance(account, Mapping):
            return one_line(account["name"])
        if agent.get("mbox_sha1sum"):
            return f"Somebody ({str(agent['mbox_sha1sum'])[:8]})"
        return one_line(agent_line(agent)) or self._members(agent)

    def _members(self, group: Mapping[str, Any]) -> str:
        members = [self.of(each) for each in group.get("member", [])]
        if not members:
            return "A group"
        *others, last = members[:3]
        more = f" and {len(members) - 3} more" if len(members) > 3 else ""
        return (
            (", ".join([*others, last]) + more)
            if more or not others
            else (f"{', '.join(others)} and {last}")
        )


def names_for(parts: Services, asker: Member) -> Names:
    """Return the names that an administrator may know: those of their own organisation."""
    rows = parts.database.of_request().execute(
        select(Membership.id, Person.name)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.organisation_id == asker.organisation_id)
        .order_by(Person.name, Membership.id)
    )
    people = {str(membership): name for membership, name in rows}
    return Names(parts.home_page, people, labels(parts, asker), _things(parts.shelf.course))


def _things(course: Course) -> dict[str, str]:
    found = {COURSE: "First Shift"}
    for module in course.modules:
        found[module_iri(module.slug)] = module.title
        found[assessment_iri(module.slug)] = f"{module.title}: assessment"
        found |= {topic_iri(module.slug, each.slug): each.title for each in module.topics}
    return found
