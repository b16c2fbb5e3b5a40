"""For how long each kind of data is kept, and what deletes it: the schedule, by the settings in force.

Nothing is deleted by this file: each room deletes what is its own, and the upkeep of the server asks them
all every few seconds (``records.upkeep.forget_what_is_over``). What belongs to a membership or a person
beyond what stands here is kept until it is erased.
"""

from collections.abc import Callable
from typing import Final, Literal

from msgspec import Struct

from app.accounts.email_change import HOURS as EMAIL_CHANGE_HOURS
from app.accounts.sweeping import LINKS_KEPT
from app.accounts.tries import WINDOW
from app.importing.keeping import KEPT as IMPORT_KEPT
from app.offline.acts import REMEMBERED
from app.packages.keeping import KEPT as ZIPS
from app.second_step.challenges import GOOD_FOR
from app.second_step.gate import WAITS
from app.second_step.totp import WAITS_FOR_A_CODE
from app.settings import PREFIX, SETTINGS, Settings
from app.wording import counted

By = Literal["the server", "whoever administers", "its person"]


class Rule(Struct, frozen=True):
    """One line of the schedule.

    what: is kept; period: for how long, by the settings; since: from when on; why; by: who deletes it; names:
    the settings that decide, without their prefix.
    """

    what: str
    period: Callable[[Settings], str]
    since: str
    why: str
    by: By = "the server"
    names: tuple[str, ...] = ()


def _minutes(seconds: float) -> str:
    return counted(round(seconds / 60), "minute")


RULES: Final = (
    Rule(
        "Sign-ins: kind of browser and device, begun, last used",
        lambda s: (
            f"{counted(s.sign_in_hours, 'hour')} unused, {counted(s.sign_in_days, 'day')} at most"
        ),
        "the last use; the sign-in",
        "A phone that is lost must not stay signed in.",
        names=("SIGN_IN_HOURS", "SIGN_IN_DAYS"),
    ),
    Rule(
        "Links for choosing a password",
        lambda s: counted(LINKS_KEPT.days, "day"),
        "the moment at which the link is too old",
        "How many were asked for is counted by them.",
    ),
    Rule(
        "A password that was right, while the second step is waited for",
        lambda s: _minutes(WAITS.total_seconds()),
        "the password",
        "A sign-in is done in one go.",
    ),
    Rule(
        "Numbers drawn for a passkey",
        lambda s: _minutes(GOOD_FOR.total_seconds()),
        "the page that asks for it",
        "An answer that comes later may be a replay.",
    ),
    Rule(
        "The secret of an authenticator app without a first code",
        lambda s: _minutes(WAITS_FOR_A_CODE.total_seconds()),
        "it was shown",
        "It was on a screen, and nobody uses it.",
    ),
    Rule(
        "Wrong passwords and codes, as digests",
        lambda s: _minutes(WINDOW.total_seconds()),
        "each try",
        "They are counted for as long as the limit is.",
    ),
    Rule(
        "Another e-mail address that waits for its confirmation",
        lambda s: counted(EMAIL_CHANGE_HOURS, "hour"),
        "it was asked for",
        "Nobody has shown that it is theirs.",
    ),
    Rule(
        "Mail that waits, encrypted",
        lambda s: "until it is sent, or of no use any more",
        "it was written",
        "A link in it ends by itself.",
    ),
    Rule(
        "Invitations that nobody answered: name and address as they were typed, roles",
        lambda s: counted(s.keep_invitations_days, "day"),
        "the moment at which the link is too old",
        "Whoever sent it can see that it was not answered, and send another.",
        names=("KEEP_INVITATIONS_DAYS", "LINK_HOURS"),
    ),
    Rule(
        "A file of people between its check and its import, encrypted",
        lambda s: _minutes(IMPORT_KEPT.total_seconds()),
        "it was sent",
        "What was shown is what is imported.",
    ),
    Rule(
        "Packages on trial, with the statements that they told",
        lambda s: counted(s.keep_trials_hours, "hour"),
        "the beginning of the trial",
        "They are for trying out, and nobody's record.",
        names=("KEEP_TRIALS_HOURS",),
    ),
    Rule(
        "Welcome meeting form: what was written over, what waits unsaved, and that an empty form was taken back",
        lambda s: counted(s.keep_drafts_days, "day"),
        "it was written, or taken back",
        "It can be asked for as long as the draft is fresh; who follows an old link is told what came of it.",
        names=("KEEP_DRAFTS_DAYS",),
    ),
    Rule(
        "Welcome meeting form: what may stand in no file; the doctor's background unless they keep it",
        lambda s: "none",
        "the signed review at twelve months, or the end of the membership",
        "It served the first year.",
    ),
    Rule(
        "Welcome meeting form: everything else that was written",
        lambda s: counted(s.keep_meetings_days, "day"),
        "the end of the membership",
        "Actions can matter for the appraisal of the last year.",
        names=("KEEP_MEETINGS_DAYS",),
    ),
    Rule(
        "Welcome meeting form: that it was signed, by whom, when, and its digest",
        lambda s: counted(s.keep_signatures_years, "year"),
        "the end of the membership",
        "It can be shown that the meeting was held.",
        names=("KEEP_SIGNATURES_YEARS",),
    ),
    Rule(
        "Numbers of answers that a phone sent late",
        lambda s: counted(REMEMBERED.days, "day"),
        "each arrived",
        "None counts twice. They go when the phone sends again.",
    ),
    Rule(
        "Zips of packages (no personal data)",
        lambda s: f"the latest {ZIPS} of an organisation",
        "each was made",
        "They can be handed out again as they were.",
    ),
    Rule(
        "Journal, notes, kept pages, ticks",
        lambda s: "until their owner deletes them, or they are erased",
        "they were written",
        "They are their owner's, also after they have left.",
        by="its person",
    ),
    Rule(
        "Statements about learning",
        lambda s: "until they are erased with their person, or purged by their age",
        "they were stored",
        "They are the record of what was learnt. How long that is needed is the organisation's decision.",
        by="whoever administers",
    ),
    Rule(
        "Account, membership, induction list, certificates, assignments, and the rest of what is held",
        lambda s: "until they are erased",
        "the end of the membership",
        "How long a record of training is needed is the organisation's decision.",
        by="whoever administers",
    ),
    Rule(
        "The audit log, in which a name goes with its person",
        lambda s: "as long as the database",
        "each act",
        "The organisation has to be able to show who changed what.",
    ),
    Rule(
        "That an erasure was asked for and carried out, without whose it was",
        lambda s: "as long as the database",
        "the request",
        "The organisation has to be able to show that it answered.",
    ),
)


def settings_of(rule: Rule) -> tuple[str, ...]:
    """Return the full names of the settings that decide. Raises ValueError for one that is not there."""
    known = {each.name for each in SETTINGS}
    if unknown := set(rule.names) - known:
        raise ValueError(f"no such settings: {unknown}")
    return tuple(PREFIX + name for name in rule.names)
