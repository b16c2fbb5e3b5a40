"""The rooms of the app: one blueprint a capability."""

from app.accounts.data_routes import bp as own_data
from app.accounts.email_routes import bp as own_email
from app.accounts.forgotten_routes import bp as forgotten
from app.accounts.routes import bp as accounts
from app.assignments.routes import bp as assignments
from app.audit.routes import bp as audit
from app.bookmarks.routes import bp as bookmarks
from app.conversations.routes import bp as conversations
from app.dispatch.launch_routes import bp as dispatch_launch
from app.dispatch.routes import bp as dispatch
from app.dispatch.seat_routes import bp as dispatch_seats
from app.display.routes import bp as display
from app.elsewhere.routes import bp as elsewhere
from app.erasure.own_writing_routes import bp as own_writing
from app.erasure.review_routes import bp as erasure_review
from app.erasure.routes import bp as erasure
from app.evidence.issuer_routes import bp as issuer
from app.evidence.routes import bp as evidence
from app.evidence.trust_routes import bp as trust
from app.evidence.verify_routes import bp as verify
from app.feedback.editor_routes import bp as feedback_read
from app.feedback.routes import bp as feedback
from app.glossary.routes import bp as glossary
from app.home.routes import bp as home
from app.importing.routes import bp as importing
from app.induction.doctor_routes import bp as induction
from app.induction.routes import bp as inductions
from app.items.routes import bp as items
from app.launching.act_routes import bp as launch_acts
from app.launching.fetch import bp as launch_fetch
from app.launching.log_routes import bp as launch_log
from app.launching.routes import bp as launching
from app.learning.routes import bp as learning
from app.library.links_routes import bp as library_links
from app.library.own_routes import bp as library_own
from app.library.remark_routes import bp as library_remarks
from app.library.routes import bp as library
from app.lti.arrival_routes import bp as lti_arrival
from app.lti.launch_routes import bp as lti_launch
from app.lti.register_routes import bp as lti_register
from app.lti.routes import bp as lti
from app.offline.routes import bp as offline
from app.organisations.joining_routes import bp as joining
from app.organisations.routes import bp as organisations
from app.packages.routes import bp as packages
from app.packages.trial import bp as trial
from app.practice.routes import bp as practice
from app.providers.domain_routes import bp as email_domains
from app.providers.logout_routes import bp as provider_logout
from app.providers.own_routes import bp as own_work_accounts
from app.providers.public_routes import bp as work_account
from app.providers.routes import bp as providers
from app.readiness.routes import bp as readiness
from app.record_keys.routes import bp as record_keys
from app.reflection.routes import bp as reflection
from app.reminders.routes import bp as reminders
from app.reminders.routes import links as reminder_links
from app.search.routes import bp as search
from app.second_step.account_routes import bp as own_second_step
from app.second_step.own_passkey_routes import bp as own_passkeys
from app.second_step.passkey_routes import bp as passkeys
from app.second_step.routes import bp as second_step
from app.statements.routes import bp as statements
from app.statements.void_routes import bp as voiding
from app.supervision.routes import bp as supervision
from app.watching.routes import bp as watching
from app.welcome.routes import bp as welcome

ROOMS = (
    home,
    watching,
    accounts,
    display,
    forgotten,
    own_data,
    own_email,
    reminders,
    reminder_links,
    second_step,
    passkeys,
    own_second_step,
    own_passkeys,
    providers,
    work_account,
    own_work_accounts,
    email_domains,
    provider_logout,
    erasure,
    own_writing,
    erasure_review,
    learning,
    practice,
    feedback,
    feedback_read,
    items,
    reflection,
    conversations,
    offline,
    bookmarks,
    glossary,
    library,
    library_own,
    library_remarks,
    library_links,
    evidence,
    verify,
    issuer,
    trust,
    assignments,
    induction,
    inductions,
    readiness,
    search,
    supervision,
    welcome,
    organisations,
    joining,
    importing,
    audit,
    packages,
    dispatch,
    dispatch_seats,
    dispatch_launch,
    lti,
    lti_launch,
    lti_arrival,
    lti_register,
    trial,
    statements,
    voiding,
    record_keys,
    elsewhere,
    launching,
    launch_acts,
    launch_log,
    launch_fetch,
)

WITHOUT_FORMS = (
    dispatch_launch,
    launch_fetch,
    lti_launch,
    lti_register,
    provider_logout,
    reminder_links,
)
"""Rooms that programs or others' pages call, which hold no token of a form."""
