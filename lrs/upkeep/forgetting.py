"""The erasure of a person: told first, then done in small steps.

What a person did or was the object of goes, with their documents, names and keys. Where they only
appear (as instructor, say, or as one of a group) a statement tells of somebody else too: those are told
apart and go only if that is asked for. Source: UK GDPR, Article 17.
"""

from collections import Counter
from collections.abc import Iterable
from functools import partial

from msgspec import Struct

from lrs.agents import AgentText
from lrs.store import removal as rows
from lrs.store.engine import Database
from lrs.store.organisations import Organisations
from lrs.upkeep.person import Kept, Person
from lrs.upkeep.removal import Removed, digests_of
from lrs.upkeep.steps import Tell, silent, walk


class PersonPlan(Struct, frozen=True):
    """What a store holds of a person.

    own: statements of which they are actor or object. mentioned: statements in which they only
    appear, by the part. attachments: whose last uses are in the own statements.
    """

    own: int = 0
    mentioned: dict[str, int] = {}
    attachments: int = 0
    kept: Kept = Kept({}, 0, 0)


def plan(
    database: Database,
    known: Organisations,
    organisation: str,
    agents: Iterable[AgentText],
    tell: Tell = silent,
) -> PersonPlan:
    """Return what there is of a person, known as one Agent or several. Raises BadRequest."""
    person = Person(agents)
    found = walk(database, known, organisation, tell)
    if found is None:
        return PersonPlan()
    mentions: dict[int, str] = {}
    uses: Counter[bytes] = Counter()
    contexts: set[bytes] = set()
    for key in person.keys:
        for step in found.steps(partial(rows.with_key, key=key)):
            for seq, statement in step:
                if seq in mentions:
                    continue
                mentions[seq] = person.mention(statement)
                if not mentions[seq]:
                    uses.update(digests_of(statement))
                    contexts.update(person.contexts(statement))
    with database.reading() as connection:
        total = rows.use_counts(connection, found.organisation, uses)
        kept = person.kept(connection, found.organisation, organisation, contexts)
    kinds = Counter(mentions.values())
    own = kinds.pop("", 0)
    last = sum(total.get(digest, 0) == number for digest, number in uses.items())
    return PersonPlan(own, dict(kinds), last, kept)


def forget(
    database: Database,
    known: Organisations,
    organisation: str,
    agents: Iterable[AgentText],
    *,
    mentioned: bool = False,
    tell: Tell = silent,
) -> Removed:
    """Erase a person and return what went. Raises BadRequest, Unavailable.

    mentioned: also the statements in which they only appear.
    """
    person = Person(agents)
    found = walk(database, known, organisation, tell)
    gone = Removed()
    if found is None:
        return gone
    for key in person.keys:
        for step in found.steps(partial(rows.with_key, key=key)):
            picked = [(seq, one) for seq, one in step if mentioned or not person.mention(one)]
            # Documents that are found by the statements only go with them, for whoever has to begin again.
            contexts = {digest for _, one in picked for digest in person.contexts(one)}
            gone += found.remove(
                [seq for seq, _ in picked],
                partial(
                    person.forget,
                    number=found.organisation,
                    organisation=organisation,
                    contexts=contexts,
                ),
            )
    last = partial(
        person.forget, number=found.organisation, organisation=organisation, contexts=set()
    )
    return gone + found.remove((), last)
