"""What a doctor learns, is certified, practises and writes."""

from tests.app.access.entries import owned, shared

COURSE = "the modules of the course: everybody with the action may open each"
WHOLE_COURSE = (
    *("learning.module", "learning.topic", "learning.again", "learning.card", "learning.finish"),
    *("learning.image", "learning.answer", "learning.question", "offline.module"),
    *("offline.module_page", "offline.topic", "offline.questions", "feedback.page"),
    *("feedback.send", "feedback.press", "feedback_read.topics.topic"),
    *("feedback_read.topic_images.image", "packages.questions", "practice.module"),
    *("items.module", "items.spreadsheet"),
)
OWN_PLACE = "a place in the course: what is kept of it is found by the person who asks"
IN_OWN_PLACE = (
    *("learning.attempts.intro", "learning.attempts.item", "learning.attempts.answer"),
    *("learning.attempts.review", "learning.attempts.sure", "learning.attempts.send"),
    *("learning.attempts.start", "bookmarks.keep", "bookmarks.note", "bookmarks.save"),
    "reflection.writing.from_topic",
)
BY_CODE = "public by its purpose: whoever holds the certificate has the code, and may check it"
DOCTOR = {"membership_id": "supervised doctor"}

LEARNING = {
    **shared(COURSE, *WHOLE_COURSE),
    **shared(OWN_PLACE, *IN_OWN_PLACE),
    **shared(
        "the structures of the journal, which are the same for everybody",
        *("reflection.writing.new",),
    ),
    **shared(BY_CODE, "verify.answer", "verify.compare"),
    **shared(
        "public keys and issuers, without which nobody could check a credential",
        "issuer.key",
        "issuer.profile",
        "issuer.revocations",
    ),
    **shared(
        "says of a credential only where it is checked, whatever its number", "issuer.credential"
    ),
    **owned(
        {"attempt_id": "attempt"},
        "learning.attempts.result",
        given={"slug": "culture", "kind": "assessment"},
    ),
    **owned(
        {"certificate_id": "certificate"},
        "evidence.certificate",
        "evidence.again",
        "evidence.again_form",
    ),
    **owned({"certificate_id": "certificate"}, "evidence.file", given={"kind": "json"}),
    **owned({"statement_id": "own statement elsewhere"}, "evidence.elsewhere"),
    **owned({**DOCTOR, "statement_id": "statement elsewhere"}, "supervision.elsewhere"),
    **owned(
        {"card_id": "card"}, "practice.card", "practice.show", "practice.answer", "practice.rate"
    ),
    **owned(
        {"remark_id": "remark"},
        "feedback_read.remark",
        "feedback_read.done",
        "feedback_read.reopen",
    ),
    **owned(DOCTOR, "supervision.doctor"),
    **owned(
        {**DOCTOR, "statement_id": "supervised result"},
        "supervision.statement",
        "supervision.make_certificate",
        "supervision.certificate",
    ),
}

WRITING = {
    **owned(
        {"entry_id": "entry"},
        "reflection.entry",
        "reflection.confirm_delete",
        "reflection.delete",
        "reflection.discard",
        "reflection.sharing.confirm",
        "reflection.sharing.share",
        "reflection.writing.edit",
        "reflection.writing.checking.check",
        "reflection.writing.checking.save",
        "reflection.writing.checking.take",
        sent={"version": "2"},
    ),
    **owned({"entry_id": "entry"}, "reflection.export.one", given={"kind": "text"}),
    **owned({"share_id": "own share"}, "reflection.sharing.withdraw"),
    **owned({"share_id": "shared copy"}, "reflection.shared.copy"),
    **owned({"form_id": "unsaved text"}, "reflection.writing.take_up"),
    # Thrown away is thrown away: pressed twice, or for what never was, it says the same and does nothing.
    **owned({"form_id": "unsaved text"}, "reflection.writing.throw_away", refused=303),
    **owned(
        {"share_id": "talked share"}, "conversations.writing.about", "conversations.writing.begin"
    ),
    **owned(
        {"talk_id": "talk"},
        "conversations.one",
        "conversations.agree",
        "conversations.writing.edit",
        "conversations.writing.follow_up",
        "conversations.writing.next_page",
        "conversations.writing.save",
        sent={"version": "1"},
    ),
    **owned({"talk_id": "talk to delete"}, "conversations.confirm_delete", "conversations.delete"),
    **owned({"talk_id": "talk to take along"}, "conversations.download", given={"kind": "text"}),
}
