"""Why each room keeps data about people, who sees them, and how they are guarded.

A room is a folder of ``app``; a new one that keeps data about people needs a line here.
"""

from typing import Final

from msgspec import Struct

CLASSES: Final = {
    "secret": "opens something: kept as a digest, a hash or encrypted; shown to nobody, in no log",
    "private": "written for oneself or for one other person: its text encrypted with a key outside the database; in"
    " no log, statement, search or list",
    "personal": "says who somebody is or what they have learnt: seen by those named here; in no log",
    "technical": "a trace of use that is of no interest to others: seen by its person or by nobody",
    "shared": "work for the organisation, in which a person stands as its author",
}
"""The classes of data, and what holds for each."""


class Purpose(Struct, frozen=True):
    """Why data are kept. kind: of CLASSES; why; seen: by whom; kept: until when."""

    kind: str
    why: str
    seen: str
    kept: str = "until they are erased"


ROOMS: Final = {
    "accounts": Purpose(
        "personal",
        "to let the person in, and to tell them of changes",
        "the person; name, address and roles also the organisation’s administrators",
        "account: until it is erased; sign-ins and links: see the schedule",
    ),
    "second_step": Purpose(
        "secret",
        "to make sure that it is the person who signs in",
        "nobody; that there is a second step, the person",
        "until it is removed",
    ),
    "providers": Purpose(
        "personal",
        "to let the person in with the account that they have at work",
        "the person; that there is one, the organisation’s administrators",
        "until it is disconnected or erased; the traces of one sign-in: until it ends",
    ),
    "lti": Purpose(
        "personal",
        "to let the person in from their LMS, and to send scores back to it",
        "the person; that they come from an LMS, those who look after it",
        "until they are erased; scores until the LMS has them; the traces of one launch: a day at most",
    ),
    "mail": Purpose(
        "secret", "to send mail about the account", "nobody", "until it is sent or of no use"
    ),
    "organisations": Purpose(
        "personal",
        "to know who belongs to the organisation, as what, and who supervises whom",
        "the organisation’s administrators; a doctor and a supervisor each other",
        "until they are erased; invitations: see the schedule",
    ),
    "audit": Purpose(
        "personal",
        "to be able to show who changed what for the organisation",
        "the organisation’s administrators",
        "the acts for good, the name until it is erased",
    ),
    "importing": Purpose(
        "personal",
        "to bring in many people at once after a look at what would change",
        "the administrator who sent the file",
        "until it is imported or too old",
    ),
    "assignments": Purpose(
        "personal",
        "to say what is to be learnt by when",
        "the person, their supervisors, the organisation’s administrators",
    ),
    "induction": Purpose(
        "personal",
        "to see that a new doctor’s induction is done, and by whom",
        "the person, their supervisors, leads, administrators; of one item, its owner",
    ),
    "readiness": Purpose(
        "shared", "to improve how the organisation welcomes newcomers", "leads and administrators"
    ),
    "learning": Purpose(
        "personal",
        "to go on where the person stopped, and to mark answers",
        "the person; results also their supervisors",
    ),
    "offline": Purpose(
        "technical", "to count what a phone sends late once", "nobody", "see the schedule"
    ),
    "bookmarks": Purpose(
        "private", "to find pages again, with one’s own notes", "the person", "until they delete it"
    ),
    "library": Purpose(
        "technical",
        "to tick a checklist for oneself; to know who looked after a page of the organisation",
        "ticks: the person; pages: everybody in the organisation, without who added them",
    ),
    "practice": Purpose("technical", "to ask again at the right time", "the person"),
    "feedback": Purpose(
        "shared",
        "to mend the course",
        "editors and administrators of the organisation, without a name",
    ),
    "reflection": Purpose(
        "private",
        "to reflect on one’s own work, and to talk about it if one wishes",
        "the person; a supervisor to whom an entry was shared, while it is",
        "until its owner deletes it",
    ),
    "welcome": Purpose(
        "private",
        "to hold the welcome meeting of a doctor and a supervisor",
        "the two; a single answer somebody else if both agree; leads and administrators states and dates",
        "see the schedule",
    ),
    "conversations": Purpose(
        "private", "to keep what a doctor and a supervisor agreed on", "the two"
    ),
    "launching": Purpose(
        "technical", "to try a package before it is imported", "who tries it", "see the schedule"
    ),
    "supervision": Purpose(
        "personal",
        "to show supervisors where their own doctors stand",
        "the person’s supervisors; leads; the organisation’s administrators without answers",
    ),
    "elsewhere": Purpose(
        "personal",
        "to show what was learnt elsewhere beside what was learnt here, and to know whose it is",
        "the person, their supervisors, leads; whose an account is, also the organisation’s administrators",
        "until they are erased; of accounts that nobody has matched: as long as their statements",
    ),
    "evidence": Purpose(
        "personal",
        "to give the person proof of what they passed",
        "the person; whoever they show a code or a file",
    ),
    "packages": Purpose(
        "shared", "to hand a package out again as it was made", "LMS administrators"
    ),
    "dispatch": Purpose("shared", "to know who made a licence", "LMS administrators"),
    "reminders": Purpose("technical", "to send no reminder twice or unwanted", "the person"),
    "erasure": Purpose(
        "personal",
        "to answer requests for erasure, and to be able to show it",
        "the organisation’s administrators; who asked",
        "that it was asked for: for good, without whose it was",
    ),
}


def room_of(module: str) -> str:
    """Return the room of a module, such as ``learning`` for ``app.learning.models``."""
    return module.split(".")[1]


def purpose_of(room: str) -> Purpose:
    """Return why a room keeps data. Raises LookupError for one without a line here."""
    try:
        return ROOMS[room]
    except KeyError:
        raise LookupError(
            f"say in app/assurance/rooms.py why app/{room} keeps data about people, who sees them, how long"
        ) from None
