"""What may be asked of a record store: the filters of the specification's statements resource.

Source: xAPI 1.0.3, Communication, section 2.1.3.
"""

import datetime as dt
import uuid

from msgspec import Struct


class Search(Struct, frozen=True, kw_only=True):
    """Filters, all of which must match; empty or none for one that is not asked for.

    agent: JSON text of an Agent; since (exclusive) and until (inclusive): of `stored`; limit: the most
    statements that one page holds.
    """

    agent: str = ""
    verb: str = ""
    activity: str = ""
    registration: uuid.UUID | None = None
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    related_agents: bool = False
    related_activities: bool = False
    ascending: bool = False
    limit: int = 20

    def parameters(self) -> dict[str, str]:
        """Return the filters that are asked for, in the words of the specification."""
        asked = {
            "agent": self.agent,
            "verb": self.verb,
            "activity": self.activity,
            "registration": str(self.registration or ""),
            "since": moment_text(self.since) if self.since else "",
            "until": moment_text(self.until) if self.until else "",
            "related_agents": "true" if self.agent and self.related_agents else "",
            "related_activities": "true" if self.activity and self.related_activities else "",
            "ascending": "true" if self.ascending else "",
            "limit": str(self.limit),
        }
        return {name: value for name, value in asked.items() if value}


def moment_text(moment: dt.datetime) -> str:
    """Return a moment as record stores spell it, in UTC to the microsecond."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
