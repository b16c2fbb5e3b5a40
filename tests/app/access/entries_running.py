"""What an organisation runs: people, assignments, records, packages; and what somebody's account holds."""

from tests.app.access.entries import owned, shared

TRIAL = {"registration": "trial"}
LINK = "a secret of its own: whoever was sent the link holds it, and no one else can name it"
ACCOUNT = {
    **owned({"token": "new address"}, "own_email.confirm_page", "own_email.confirm"),
    **owned(
        {"membership_id": "own membership"},
        "erasure.ask_one",
        "erasure.ask_send",
        "erasure.withdraw",
        "accounts.organisation_send",
    ),
    **owned({"invitation_id": "offer"}, "joining.decline_own"),
    **owned({"passkey_id": "passkey"}, "own_passkeys.remove"),
    **owned({"sign_in_id": "sign-in"}, "accounts.end_sign_in"),
    **owned(
        {"identity_id": "work account"}, "own_work_accounts.confirm", "own_work_accounts.disconnect"
    ),
    **owned({"provider_id": "work account to connect"}, "own_work_accounts.connect"),
    **shared(
        "a provider that is turned on: its button stands on the sign-in page, for whoever comes",
        "work_account.begin",
        "work_account.answer",
        "provider_logout.ended",
    ),
    **shared(
        LINK,
        "joining.page",
        "joining.join",
        "joining.accept",
        "joining.decline",
        "accounts.welcome",
        "accounts.welcome_send",
        "reminder_links.confirm",
        "reminder_links.stop",
        "dispatch_launch.launch",
        "dispatch_launch.file",
        "dispatch_launch.kept",
        "launch_fetch.token",
        "lti_arrival.page",
        "lti_arrival.start",
        "lti_arrival.confirm",
        "lti_arrival.connect_own",
        "lti_register.page",
        "lti_register.connect",
    ),
}

PEOPLE = {
    **owned(
        {"membership_id": "person"},
        "organisations.person",
        "organisations.care.details",
        "organisations.new_link",
        "organisations.care.reset_second_step",
        "erasure_review.ask_for",
    ),
    **owned(
        {"membership_id": "person"},
        "organisations.moving.activate",
        "organisations.moving.deactivate",
        "organisations.moving.hand_over_form",
        "organisations.moving.leaving",
        "organisations.moving.hand_over",
        "organisations.moving.stay",
        "organisations.groups.place",
    ),
    **owned({"key": "site"}, "organisations.groups.end", given={"kind": "site"}),
    **owned(
        {"key": "cohort"},
        "organisations.groups.one",
        "organisations.groups.open_again",
        given={"kind": "cohort"},
    ),
    **shared(
        "a kind of group, of which the asker's organisation gets a new one",
        "organisations.groups.new",
    ),
    **owned(
        {"key": "import"},
        "importing.one",
        "importing.carry_out",
        "importing.links",
        "importing.links_again",
    ),
    **owned(
        {"invitation_id": "invitation"},
        "organisations.invitations.one",
        "organisations.invitations.new_link",
        "organisations.invitations.withdraw",
    ),
    **owned(
        {"request_id": "erasure request"},
        "erasure_review.one",
        "erasure_review.carry_out",
        "erasure_review.refuse",
    ),
    **owned({"membership_id": "assigned person"}, "assignments.person"),
    **owned(
        {"membership_id": "assigned person"},
        "assignments.one",
        "assignments.withdraw",
        "assignments.withdraw_form",
        given={"slug": "culture"},
    ),
    **owned(
        {"rule_id": "assignment rule"},
        "assignments.rules.one",
        "assignments.rules.end",
        "assignments.rules.end_form",
    ),
    **shared(
        "a group of questions that every organisation answers for itself",
        "organisations.overlay.form",
        "organisations.overlay.answers",
    ),
}

SIGNING_IN = {
    **owned(
        {"provider_id": "provider"},
        "providers.provider",
        "providers.change",
        "providers.people",
        "providers.remove",
        "providers.test",
        "providers.turn_on",
        "providers.turn_off",
    ),
    **owned({"domain_id": "email domain"}, "email_domains.take_out"),
    **owned({"membership_id": "person"}, "providers.disconnect"),
    **shared(
        "the domains that organisations have asked for: the platform's to confirm, and no organisation's",
        "email_domains.confirm",
        "email_domains.refuse",
    ),
}

RECORDS = {
    **owned({"key_id": "record key"}, "record_keys.confirm_revoke", "record_keys.revoke"),
    **owned(
        {"actor_id": "account elsewhere"},
        "elsewhere.account",
        "elsewhere.match",
        sent={"whose": "nobody"},
    ),
    **owned({"key": "file of statements"}, "elsewhere.one", "elsewhere.carry_out"),
    **owned({"registration": "registration"}, "statements.story"),
    **owned(
        {"statement_id": "statement"}, "statements.statement", "voiding.confirm", "voiding.void"
    ),
    **shared(
        "the servers that this one believes: the platform's, and no organisation's",
        "trust.confirm_remove",
        "trust.remove",
    ),
}

PACKAGES = {
    **owned(
        {"platform_id": "lms"},
        "lti.platform",
        "lti.change",
        "lti.add_deployment",
        "lti.try_again",
        "lti.confirm_stop",
        "lti.stop",
        "lti.start",
    ),
    **owned({"platform_id": "lms", "link_id": "link of an lms"}, "lti.absent"),
    **shared(
        "a kind of LMS, of which the asker's organisation connects one of its own",
        "lti.new",
        "lti.make",
        "lti.invite",
    ),
    **shared("a module, whose page asks who somebody is", "lti_launch.module"),
    **owned(
        {"licence_id": "licence"},
        "dispatch.licence",
        "dispatch.change",
        "dispatch.confirm_revoke",
        "dispatch.revoke",
        "dispatch.download",
        "dispatch_seats.seats",
        "dispatch_seats.release",
    ),
    **owned(
        {"key": "package"}, "packages.made", "packages.again", "packages.download", "trial.page"
    ),
    **owned({"key": "package"}, "trial.file", given={"name": "package.css"}),
    **owned(
        TRIAL,
        "launching.trial",
        "launch_acts.afresh",
        "launching.closed",
        "launch_acts.end",
        "launching.launch",
        "launch_log.file",
        "launch_log.lines",
        "launch_acts.waive",
    ),
    **owned(TRIAL, "launching.file", given={"name": "script.js"}),
    **owned({**TRIAL, "session_id": "launch"}, "launching.session", "launching.start"),
}
