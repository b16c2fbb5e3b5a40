"""What the audit log knows of: one row an act, as its page names it.

What passes between a doctor and their supervisor (entries shared, meetings, conversations) is none of them:
administrators read the log. Each share has a history of its own, which the two of them see.
"""

from typing import Final

ACTS: Final = {
    "person.invited": "Person invited",
    "invitation.changed": "Invitation changed",
    "invitation.renewed": "New link for an invitation",
    "invitation.withdrawn": "Invitation taken back",
    "invitation.declined": "Invitation declined",
    "person.joined": "Person joined",
    "person.changed": "Roles changed",
    "supervisor.given": "Supervisor given",
    "supervisor.taken": "Supervisor taken away",
    "person.corrected": "Name or e-mail address put right",
    "person.placed": "Site, cohorts or first day changed",
    "person.leaving": "Last day set or taken back",
    "person.ended": "Membership ended",
    "person.paused": "Person deactivated",
    "person.resumed": "Person activated again",
    "person.link": "Sign-in link made",
    "person.second_step": "Second step removed",
    "person.signed_out": "Sign-ins ended by the operator",
    "person.work_account": "Work account connected or disconnected",
    "supervision.handed_over": "Supervision handed over",
    "people.imported": "People imported from a file",
    "people.exported": "List of people downloaded",
    "site.changed": "Site added, renamed or ended",
    "cohort.changed": "Cohort added, changed or ended",
    "erasure.carried_out": "Erasure decided",
    "erasure.refused": "Erasure refused",
    "key.made": "Key to the records made",
    "key.revoked": "Key to the records revoked",
    "lms.connected": "LMS connected",
    "lms.link": "Registration link for an LMS made",
    "lms.changed": "LMS changed",
    "lms.stopped": "LMS switched off",
    "lms.started": "LMS switched on again",
    "lms.account": "Account connected with an LMS",
    "package.made": "Package made",
    "settings.changed": "Settings changed",
    "sign_in.provider": "Sign-in provider added, changed or removed",
    "sign_in.domain": "E-mail domain asked for, confirmed or taken out",
    "overlay.changed": "Logo, colour or local answers changed",
    "welcome_form.changed": "Own form for welcome meetings given or taken away",
    "statement.voided": "Statement voided",
    "statements.begun": "Import of statements from elsewhere begun",
    "statements.imported": "Statements from elsewhere imported",
    "account.matched": "Account elsewhere matched with a person",
    "account.nobody": "Account elsewhere said to be nobody’s here",
    "account.rules": "What was said of an account elsewhere taken back",
    "audit.exported": "Audit log downloaded",
    "organisation.made": "Organisation added",
    "administrator.made": "Platform’s administrator made",
}

BETWEEN: Final = {
    "supervisor.given": "is now supervised by",
    "supervisor.taken": "is no longer supervised by",
    "supervision.handed_over": "hands over to",
}
"""What an act says between the two whom it is about: without it nobody knows who is whose supervisor."""
