"""The class that the rest of the world holds: one record store on one database."""

from collections.abc import Iterable

from lrs.activities import definitions
from lrs.agents import AgentText, Person, person
from lrs.attachments import Part
from lrs.authority import Authority
from lrs.credentials import Credential, Credentials
from lrs.documents import ACTIVITY_PROFILE, AGENT_PROFILE, STATE, Documents
from lrs.figures.counts import Counts
from lrs.guards import Guard, NoGuard
from lrs.model.activity import Activity
from lrs.reading import harvest, pages
from lrs.reading.consistency import through_text
from lrs.reading.found import Page, Stored
from lrs.reading.query import StatementQuery, View
from lrs.reading.representation import Format
from lrs.store.engine import Database
from lrs.store.migrate import migrate
from lrs.store.organisations import Organisations
from lrs.store.size import Size, size
from lrs.upkeep.deeds import Upkeep
from lrs.upkeep.erasure import erase
from lrs.versions import V1, named
from lrs.writing.storing import Receipt, store


class LRS:
    """A Learning Record Store. Safe to share between threads.

    Every method may raise `errors.Unavailable` when the database cannot answer. guard:
    rules beyond those of xAPI, for whoever has some to set; counts: of what it was asked;
    database, known: for the packages that stand on this class (`lrs.transfer`, `lrs.forwarding`).
    """

    def __init__(self, database: Database, home_page: str) -> None:
        self.database = database
        self.known = Organisations(database)
        self.home_page = home_page
        self.guard: Guard = NoGuard()
        self.counts = Counts()
        self.upkeep = Upkeep(database, self.known)
        self.credentials = Credentials(database)
        self.state = Documents(database, self.known, STATE)
        self.activity_profile = Documents(database, self.known, ACTIVITY_PROFILE)
        self.agent_profile = Documents(database, self.known, AGENT_PROFILE)

    @classmethod
    def open(cls, url: str, *, home_page: str = "http://localhost") -> "LRS":
        """Open the store at a database URL (sqlite:///… or postgresql+psycopg://…).

        home_page: the address of this deployment, which stands in the authority of
        the statements that its credentials write. Nothing is read or written yet.
        """
        return cls(Database(url), home_page)

    def migrate(self) -> None:
        """Create the schema or bring it up to date."""
        migrate(self.database)

    @property
    def database_kind(self) -> str:
        """The kind of its database: "sqlite" or "postgresql"."""
        return self.database.engine.dialect.name

    def size(self) -> Size:
        """Return how much is stored, as far as that costs little to know."""
        return size(self.database)

    def close(self) -> None:
        """Close the connections to the database."""
        self.database.close()

    def authority(self, credential: Credential) -> Authority:
        """Return what a credential gives the right to, and as whom it writes."""
        return Authority.of_account(
            credential.organisation,
            self.home_page,
            credential.key_id,
            credential.scopes,
            credential.confined,
            metered=credential.allowance is not None,
        )

    def store(
        self,
        body: bytes,
        authority: Authority,
        version: str = V1.name,
        statement_id: str | None = None,
        parts: Iterable[Part] = (),
    ) -> tuple[str, ...]:
        """Store one statement or an array of them, all or nothing; return their ids in order.

        parts: the raw data of attachments. What is stored already and equal stays as it is. Raises
        BadRequest, InvalidStatement, TooLarge, Forbidden, and Conflict, which names the id.
        """
        return self.receive(body, authority, version, statement_id, parts).ids

    def receive(
        self,
        body: bytes,
        authority: Authority,
        version: str,
        statement_id: str | None = None,
        parts: Iterable[Part] = (),
    ) -> Receipt:
        """Store statements as `store` does; return the ids with the moment of storing."""
        receipt = store(
            self.database,
            self.known,
            self.guard,
            body,
            authority,
            named(version),
            statement_id,
            parts,
        )
        self.counts.add_statements(receipt.new)
        return receipt

    def find(self, query: StatementQuery) -> Page:
        """Return the first page of the statements that match. Raises BadRequest."""
        return pages.find(self.database, self.known, query)

    def more(self, token: str, view: View) -> Page:
        """Return the page that a page's `more` leads to. Raises BadRequest."""
        return pages.more(self.database, self.known, token, view)

    def get(self, organisation: str, statement_id: str) -> bytes | None:
        """Return a statement that is not voided, or None. Raises BadRequest for no UUID."""
        found = self.statement(View(organisation=organisation), statement_id)
        return None if found is None else found.body

    def statement(
        self,
        view: View,
        statement_id: str,
        *,
        voided: bool = False,
        format: Format = "exact",
        attachments: bool = False,
    ) -> Stored | None:
        """Return a statement that is voided, or one that is not, as a view may see it.

        attachments: whether their raw data is wanted too.
        """
        return pages.get(
            self.database,
            self.known,
            view,
            statement_id,
            voided=voided,
            format=format,
            attachments=attachments,
        )

    def since(self, organisation: str | None, cursor: int, limit: int = 500) -> tuple[Stored, ...]:
        """Return the statements numbered above `cursor`, in order, voided ones included.

        None for the organisation means all of them. Go on from the last one's `seq`:
        no statement is ever committed behind it.
        """
        return harvest.since(self.database, self.known, organisation, cursor, limit)

    def activity(self, organisation: str, activity_id: str) -> Activity:
        """Return an Activity with the definition known from all statements, if any."""
        with self.database.reading() as connection:
            number = self.known.find(connection, organisation)
            found = {} if number is None else definitions(connection, number, (activity_id,))
        activity = Activity(activity_id, "Activity")
        definition = found.get(activity_id)
        return activity if definition is None else Activity(activity_id, "Activity", definition)

    def person(self, organisation: str, agent: AgentText) -> Person:
        """Return an Agent with the names it was met under. Raises BadRequest."""
        with self.database.reading() as connection:
            return person(connection, self.known.find(connection, organisation), agent)

    def erase(self, organisation: str) -> None:
        """Delete all that an organisation stored, and its credentials, for good."""
        erase(self.database, self.known, organisation)

    def consistent_through(self, organisation: str) -> str:
        """Return the time up to which everything stored can be read, as a timestamp."""
        return through_text(self.database, self.known, organisation)
