"""What welcomes a doctor: the meeting and its form, the induction, the organisation's readiness and library."""

from tests.app.access.entries import owned, shared

FORM = {"form_id": "welcome form"}
OWN_FORM = {"form_id": "meeting with own form"}
ACTION = {**FORM, "action_id": "agreed action"}
PAGES = (
    *("form", "actions.overview", "actions.new", "files.choose", "files.file", "history_page"),
    *("meeting.meeting", "meeting.take_pen", "needs.rate", "needs.save"),
    *("needs.save_field", "actions.none_needed", "passing.page_", "passing.pass_on"),
    *("proposals.overview", "proposals.answer", "readers.overview", "readers.change"),
    *("share_page", "share", "signing.sign_page", "signing.sign"),
    *("signing.sign_on_paper", "signing.versions_page", "withdraw_page", "withdraw"),
    *("mistaken.page_", "mistaken.take_back"),
)
SECTION = ("sections.section", "sections.save", "sections.save_field")
ROW = {"field": "c.langs", "row": "{form_id}", "version": "1"}
ANSWER = {"field": "b.bring", "row": "{form_id}", "so": "yes"}
INDUCTED = {"membership_id": "inducted doctor"}
ITEM_OF = {"membership_id": "doctor of items"}
PHASE = "before"
KEY = "P0-25"

WELCOME = {
    **owned(FORM, *(f"welcome.{each}" for each in PAGES)),
    **owned(FORM, *(f"welcome.{each}" for each in SECTION), given={"section_id": "b"}),
    **owned(FORM, "welcome.sections.remove", given={"section_id": "c"}, sent=ROW),
    **owned(FORM, "welcome.withhold", sent=ANSWER),
    **owned(FORM, "welcome.meeting.held", sent={"do": "safety"}),
    **owned(FORM, "welcome.reviews.move", sent={"days": "3"}),
    **owned(FORM, "welcome.reviews.review", given={"months": 3}),
    **owned(FORM, "welcome.signing.version", given={"number": 1}),
    # The page of an action that a form does not have is empty: whoever opens it writes a new one.
    **owned(ACTION, "welcome.actions.edit", mixed={"action_id": 200}),
    **owned(
        ACTION,
        "welcome.actions.save",
        sent={"title": "Two calls", "owner": "img", "due": "2099-01-01", "version": "1"},
    ),
    **owned(ACTION, "welcome.actions.status", sent={"status": "done"}),
    **owned({**FORM, "scan_id": "scan"}, "welcome.signing.scan"),
    **owned(OWN_FORM, "welcome.filled.add", "welcome.filled.overview", "welcome.filled.trust_form"),
    **owned(
        {**OWN_FORM, "filled_id": "filled form"}, "welcome.filled.file", "welcome.filled.take_out"
    ),
    **owned(OWN_FORM, "welcome.proposals.choose"),
    **owned(
        {"own_form_id": "own form"},
        "welcome.trust_forms.delete_file",
        "welcome.trust_forms.file",
        "welcome.trust_forms.take_away",
    ),
}

INDUCTION = {
    **owned(
        INDUCTED,
        "inductions.doctor",
        "inductions.card_pdf",
        "inductions.list_csv",
        "inductions.list_pdf",
    ),
    **owned({"membership_id": "doctor to lead"}, "inductions.lead.first_day"),
    **owned(INDUCTED, "inductions.sign", "inductions.sign_form", given={"phase": PHASE}),
    **owned(
        ITEM_OF,
        "inductions.item.page",
        "inductions.item.done",
        "inductions.item.leave_out",
        "inductions.item.reopen",
        given={"key": KEY},
    ),
    **owned(ITEM_OF, "inductions.item.has_not_happened", given={"key": "P2-16"}),
    **owned(ITEM_OF, "inductions.item.form_again", given={"key": KEY, "act": "done"}),
    **owned({"membership_id": "doctor to lead"}, "inductions.item.hand_over", given={"key": KEY}),
    **owned(
        {"key": "own item"},
        "inductions.lead.item",
        "inductions.lead.as_it_was",
        "inductions.lead.as_it_was_form",
    ),
    **shared(
        "a kind of owner, such as IT: whom it means is told of the asker's organisation alone",
        "inductions.lead.owner",
    ),
}

READINESS = {
    **owned(
        {"assessment_id": "assessment"},
        "readiness.assessment",
        "readiness.close",
        "readiness.report_pdf",
        "readiness.reviewer",
        "readiness.table_csv",
    ),
    **owned({"assessment_id": "assessment"}, "readiness.standard", given={"key": "S04"}),
    **owned(
        {"assessment_id": "assessment to answer"}, "readiness.answer.page", "readiness.answer.save"
    ),
    **owned(
        {"action_id": "planned action"},
        "readiness.plan.change_action",
        "readiness.plan.done",
        "readiness.plan.remove",
    ),
    **owned({"cycle_id": "improvement"}, "readiness.plan.change_cycle"),
}

LIBRARY = {
    **shared(
        "a page of the library that ships; ticks are kept for the person who asks",
        "library.entry",
        "library.tick",
    ),
    **owned(
        {"key": "library page"}, "library.own_page", "library_remarks.page", "library_remarks.send"
    ),
    **owned(
        {"key": "managed library page"},
        "library_own.ask_change",
        "library_own.change",
        "library_own.confirm",
        "library_own.ask_withdraw",
        "library_own.withdraw",
    ),
}
