"""The clauses that the model's rules come from, in both texts.

data: sections of Part Two of xAPI 1.0.3, "Experience API Data". ieee: sections of IEEE 9274.1.1 (xAPI 2.0).
"""

from msgspec import Struct

from lrs.versions import V2, Version


class Clause(Struct, frozen=True):
    """One section of each text; an empty one where the text does not know the rule."""

    data: str
    ieee: str

    def cited(self, version: Version) -> str:
        """Return how to name the clause to whoever speaks a version."""
        if self.ieee and (version is V2 or not self.data):
            return f"IEEE 9274.1.1, {self.ieee}"
        return f"Data {self.data}"


FORMAT = Clause("2.2", "4.2.1")
VOIDING = Clause("2.3.2", "4.2.5")
STATEMENT = Clause("2.4", "4.2.2")
ID = Clause("2.4.1", "4.2.4.2")
ACTOR = Clause("2.4.2", "4.2.2.1")
AGENT = Clause("2.4.2.1", "4.2.2.1")
GROUP = Clause("2.4.2.2", "4.2.2.1")
IDENTIFIER = Clause("2.4.2.3", "4.2.2.1")
ACCOUNT = Clause("2.4.2.4", "4.2.2.1")
VERB = Clause("2.4.3", "4.2.2.2")
OBJECT = Clause("2.4.4", "4.2.2.3")
ACTIVITY = Clause("2.4.4.1", "4.2.2.3")
AGENT_AS_OBJECT = Clause("2.4.4.2", "4.2.2.3")
STATEMENT_AS_OBJECT = Clause("2.4.4.3", "4.2.2.3")
RESULT = Clause("2.4.5", "4.2.2.4")
SCORE = Clause("2.4.5.1", "4.2.2.4")
CONTEXT = Clause("2.4.6", "4.2.2.5")
REGISTRATION = Clause("2.4.6.1", "4.2.2.5")
CONTEXT_ACTIVITIES = Clause("2.4.6.2", "4.2.2.5")
CONTEXT_AGENTS = Clause("", "4.2.2.5")
TIMESTAMP = Clause("2.4.7", "4.2.4.2")
STORED = Clause("2.4.8", "4.2.4.2")
AUTHORITY = Clause("2.4.9", "4.2.4.2")
VERSION = Clause("2.4.10", "4.2.4.3")
ATTACHMENT = Clause("2.4.11", "4.2.2.6")
SIGNATURE = Clause("2.6", "4.2.6")
EXTENSIONS = Clause("4.1", "4.2.7")
LANGUAGE_MAP = Clause("4.2", "4.2.7")
TIME = Clause("4.5", "4.2.7")
DURATION = Clause("4.6", "4.2.7")
