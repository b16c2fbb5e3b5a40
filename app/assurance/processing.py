"""The record of what is held about people, made from what each room says it holds."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from app.accounts.held import ABOUT_NOBODY, HOLDINGS
from app.accounts.holding import Holding
from app.assurance.rooms import CLASSES, purpose_of, room_of
from app.retention import RULES, settings_of
from app.settings import read_settings

_MADE = "<!-- Made from the code: firstshift docs -->"


def processing_page() -> str:
    """Return docs/assurance/records-of-processing.md."""
    lines = [
        "# Records of processing",
        "",
        _MADE,
        "",
        "What this server holds about people, as each part of the code says it: a test fails where a table"
        " about people is missing. It is the material for the organisation’s own record under"
        " [Article 30 of the UK GDPR](https://www.legislation.gov.uk/eur/2016/679/article/30), which the"
        " organisation keeps as the controller.",
        "",
        "| the organisation adds | |",
        "| --- | --- |",
        "| controller, contact, data protection officer | … |",
        "| lawful basis of each purpose (the [draft DPIA](dpia.md) proposes one) | … |",
        "| processors: who runs the server, the database, the mail server | … |",
        "| where the machines stand; transfers out of the United Kingdom (the software makes none) | … |",
        "",
        "Whose data: doctors who learn, their supervisors, IMG leads, administrators, editors. No data about"
        " patients are asked for; where people write freely, a look for what could tell who somebody is comes"
        " before the text is saved or shared. Recipients: those named below; nobody else, unless the"
        " organisation gives a key to another program or names another record store.",
        "",
        "## Classes",
        "",
        *(f"- **{name}**: {words}." for name, words in CLASSES.items()),
        "",
        "## What is held",
        "",
        "Besides the tables below, the record store holds **statements about learning** (class personal): what"
        " was opened, answered, passed, when and for how long, about an account number; and what another system"
        " sent, about the account or the e-mail address that it uses. They are seen by the"
        " person, their supervisors without answers, the organisation’s administrators, and programs with a key.",
        "",
        "“Of”: what belongs to a membership goes with the organisation’s erasure; what belongs to a person goes"
        " with the last one. The schedule is [retention.md](retention.md).",
        *_of_rooms(HOLDINGS),
        "",
        "## Tables that seem to be about somebody, and are not",
        "",
        *(f"- `{table}`: {why}" for table, why in ABOUT_NOBODY.items()),
    ]
    return "\n".join(lines) + "\n"


def _of_rooms(holdings: Iterable[Holding]) -> Iterator[str]:
    for room, own in groupby(holdings, lambda each: room_of(each.table.__module__)):
        purpose = purpose_of(room)
        yield from (
            "",
            f"### {room.replace('_', ' ').capitalize()}",
            "",
            f"Class: {purpose.kind}. Kept {purpose.why}. Seen by: {purpose.seen}. How long: {purpose.kept}.",
            "",
            "| what | of | encrypted, or a digest | at an erasure |",
            "| --- | --- | --- | --- |",
        )
        for each in own:
            cells = (each.title, each.of, _guarded(each), each.stays or "deleted")
            yield f"| {' | '.join(cells)} |"


def _guarded(holding: Holding) -> str:
    """Name the columns of a table that cannot be read in the database, sealed to others or digests."""
    words = ("sealed", "hash", "digest")
    found = [name for name, why in holding.hidden.items() if any(word in why for word in words)]
    return ", ".join(f"`{name}`" for name in found) or "–"


def retention_page() -> str:
    """Return docs/assurance/retention.md."""
    settings = read_settings({})
    lines = [
        "# Retention schedule",
        "",
        _MADE,
        "",
        "The periods are those of a server with default settings; `firstshift retention` prints those in force,"
        " and counts who left long ago and is not erased. A server that runs deletes what is due by itself,"
        " every few seconds; where none runs, `firstshift retention --carry-out` does.",
        "",
        "How long a record of training is needed is the organisation’s decision, for which the"
        " [Records Management Code of Practice](https://transform.england.nhs.uk/information-governance/guidance/records-management-code/)"
        " has the schedule of the NHS in England. The periods here are the makers’ proposals. Backups are the"
        " operator’s: what is deleted here lives on in them until they are overwritten.",
        "",
        "| what | how long | counted from | why | deleted by | setting |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for rule in RULES:
        names = "<br>".join(f"`{name}`" for name in settings_of(rule)) or "–"
        cells = (rule.what, rule.period(settings), rule.since, rule.why, rule.by, names)
        lines.append(f"| {' | '.join(cells)} |")
    lines += [
        "",
        "| to delete | command or page |",
        "| --- | --- |",
        "| what is due by this schedule | the server; `firstshift retention --carry-out` |",
        "| a person’s data, on their request or at the end of a period | the page Requests for erasure |",
        "| statements stored before a day | `firstshift lrs purge ORGANISATION --before DAY` |",
        "| statements of one person in a record store without this app | `firstshift lrs erase-person` |",
        "| journal and notes | their owner, in the account |",
    ]
    return "\n".join(lines) + "\n"
