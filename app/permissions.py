"""Who may do what: one table, read by one decorator, printed into the docs.

Each view carries ``@allow("…")`` or ``@public``; a test walks every route and fails on one that
carries neither. Which *objects* a person may see is decided where they are fetched: a function that
gives an object refuses it to the wrong person as "not found".
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar, cast

from flask import current_app

from app.errors import NotAllowed
from app.organisations.models import Role
from app.viewer import viewer_or_none

P = ParamSpec("P")
R = TypeVar("R")

PLATFORM: Final = "platform administrator"
SIGNED_IN: Final = "everybody who is signed in"

ALLOW: Final[dict[str, frozenset[str]]] = {
    "see_own_account": frozenset({SIGNED_IN}),
    "learn": frozenset({Role.LEARNER, Role.SUPERVISOR}),
    "reflect": frozenset({Role.LEARNER, Role.SUPERVISOR}),
    "read_shared_reflections": frozenset({Role.SUPERVISOR}),
    "hold_welcome_meeting": frozenset({Role.LEARNER, Role.SUPERVISOR}),
    "read_shown_answers": frozenset({Role.LEAD, Role.SUPERVISOR}),
    "see_welcome_states": frozenset({Role.LEAD, Role.ORGANISATION_ADMINISTRATOR}),
    "edit_welcome_rules": frozenset({Role.LEAD, Role.ORGANISATION_ADMINISTRATOR}),
    "manage_own_welcome_form": frozenset({Role.LEAD, Role.ORGANISATION_ADMINISTRATOR}),
    "record_conversations": frozenset({Role.LEARNER, Role.SUPERVISOR}),
    "keep_notes": frozenset({Role.LEARNER, Role.SUPERVISOR}),
    "see_own_record": frozenset({Role.LEARNER, Role.SUPERVISOR}),
    "read_glossary": frozenset({SIGNED_IN}),
    "read_feedback": frozenset({Role.EDITOR, Role.ORGANISATION_ADMINISTRATOR}),
    "read_topics": frozenset({Role.EDITOR, Role.ORGANISATION_ADMINISTRATOR}),
    "read_item_statistics": frozenset({Role.EDITOR}),
    "search": frozenset({SIGNED_IN}),
    "read_library": frozenset({SIGNED_IN}),
    "manage_library": frozenset({Role.ORGANISATION_ADMINISTRATOR, Role.LEAD}),
    "see_library_links": frozenset({Role.EDITOR, Role.ORGANISATION_ADMINISTRATOR, Role.LEAD}),
    "see_own_learners": frozenset({Role.SUPERVISOR, Role.LEAD}),
    "assign_modules": frozenset({Role.ORGANISATION_ADMINISTRATOR, Role.SUPERVISOR}),
    "manage_assignment_rules": frozenset({Role.ORGANISATION_ADMINISTRATOR}),
    "see_own_induction": frozenset({Role.LEARNER}),
    "mark_induction_items": frozenset(Role),
    "own_induction_items": frozenset(Role) - {Role.LEARNER},
    "see_inductions": frozenset({Role.SUPERVISOR, Role.LEAD, Role.ORGANISATION_ADMINISTRATOR}),
    "lead_induction": frozenset({Role.LEAD, Role.ORGANISATION_ADMINISTRATOR}),
    "assess_organisation": frozenset({Role.LEAD, Role.ORGANISATION_ADMINISTRATOR}),
    "answer_assessment": frozenset({Role.LEARNER}),
    "package_modules": frozenset({Role.LMS_ADMINISTRATOR}),
    "manage_platforms": frozenset({Role.LMS_ADMINISTRATOR, Role.ORGANISATION_ADMINISTRATOR}),
    "see_overlay": frozenset({SIGNED_IN}),
    "manage_overlay": frozenset({Role.ORGANISATION_ADMINISTRATOR, Role.LMS_ADMINISTRATOR}),
    "manage_people": frozenset({Role.ORGANISATION_ADMINISTRATOR}),
    "erase_people": frozenset({Role.ORGANISATION_ADMINISTRATOR, PLATFORM}),
    "read_audit_log": frozenset({Role.ORGANISATION_ADMINISTRATOR}),
    "manage_organisation": frozenset({Role.ORGANISATION_ADMINISTRATOR}),
    "manage_sign_in": frozenset({Role.ORGANISATION_ADMINISTRATOR}),
    "browse_statements": frozenset({Role.ORGANISATION_ADMINISTRATOR}),
    "manage_record_keys": frozenset({Role.ORGANISATION_ADMINISTRATOR}),
    "take_in_statements": frozenset({Role.ORGANISATION_ADMINISTRATOR, Role.LMS_ADMINISTRATOR}),
    "match_accounts": frozenset({Role.ORGANISATION_ADMINISTRATOR}),
    "manage_organisations": frozenset({PLATFORM}),
    "manage_trusted_issuers": frozenset({PLATFORM}),
    "confirm_email_domains": frozenset({PLATFORM}),
}

OF_WHO_HAS_LEFT: Final = frozenset({"see_own_account"})
"""What is open to somebody who belongs to no organisation any more, whatever is to everybody else."""

ACTION_NAMES: Final = {
    "see_own_account": "see and change the own account",
    "learn": "learn a module",
    "reflect": "keep a private journal, download it, and share entries with supervisors of one's own",
    "read_shared_reflections": "read what the doctors whom one supervises have shared from their journals",
    "hold_welcome_meeting": "fill, share, discuss and sign the welcome meeting form as one of its two people",
    "read_shown_answers": "read single answers of a welcome meeting form that both its people agreed to show them",
    "see_welcome_states": "see in which state each welcome meeting form is and since when, and nothing that is in it",
    "edit_welcome_rules": "change the rules by which the welcome meeting form proposes what to read and do",
    "manage_own_welcome_form": "give a form of the own organisation for its welcome meetings, and take it away",
    "record_conversations": "keep, with one other person, the record of a conversation about a shared reflection",
    "keep_notes": "keep pages and write notes on topics, which nobody else is shown",
    "see_own_record": "see the own record, and take certificates, transcript and badges along",
    "read_glossary": "read the glossary",
    "read_feedback": "read what readers say of the topics, without their names, and mark it as done",
    "read_topics": "read every topic as its readers have it, without learning it",
    "read_item_statistics": "see how the questions of the assessments work",
    "search": "search the modules that one may open, the glossary and the library",
    "read_library": "read the library, tick its checklists for oneself, say that a page is out of date",
    "manage_library": "add resources of the own organisation to its library, change and withdraw them",
    "see_library_links": "see which links of the library answered, and which pages nobody has looked at for long",
    "see_own_learners": "see the progress of the doctors whom one supervises; an IMG lead of all who learn here",
    "assign_modules": "assign modules: an administrator to everybody who learns, a supervisor to the own doctors",
    "manage_assignment_rules": "make and take away the rules that assign modules to everybody with a role",
    "see_own_induction": "see the own induction list, and print the card for day 1",
    "mark_induction_items": "tick items of an induction: a doctor on the own list, others those that they own",
    "own_induction_items": "see which items of newcomers’ inductions one owns, and tick several at once",
    "see_inductions": "see induction lists: a supervisor those of the own doctors, leads and administrators all",
    "lead_induction": "begin induction lists, and change items, owners and days for the organisation",
    "assess_organisation": "assess how the organisation welcomes newcomers, and keep the plan",
    "answer_assessment": "say “agree” or “not yet” to an assessment, for a doctor who was asked to",
    "package_modules": "make packages for an LMS",
    "manage_platforms": "connect an LMS from which the course is opened (LTI), and see how it does",
    "see_overlay": "see the logo and the colour of the own organisation",
    "manage_overlay": "change the logo, the colour and the local answers of the organisation",
    "manage_people": "add people, one or from a file, change roles, assign supervisors and hand over, keep sites"
    " and cohorts, deactivate people, end memberships",
    "erase_people": "answer requests for erasure, the platform’s administrator those to organisations without"
    " an administrator: carry them out, or refuse them",
    "read_audit_log": "read who did what in the organisation",
    "manage_organisation": "change the settings of the organisation",
    "manage_sign_in": "say by which providers the organisation’s people sign in, and which roles they get",
    "browse_statements": "read the statements of the organisation, answers included, and void them",
    "manage_record_keys": "make and revoke keys with which other programs reach the organisation's records",
    "take_in_statements": "bring in statements of another system from a file",
    "match_accounts": "see which accounts of other systems told of courses, and say whose they are",
    "manage_organisations": "add organisations and their first administrators",
    "manage_trusted_issuers": "say which other servers’ certificates are believed here",
    "confirm_email_domains": "confirm which e-mail domains belong to which organisation",
}

ACTION = "firstshift_action"
PUBLIC = "public"
MANAGER = "firstshift_login"  # of Flask-Login, among the extensions of the app


def may(action: str) -> bool:
    """Say whether the person of this request may do an action of ALLOW.

    Raises KeyError for another.
    """
    allowed = ALLOW[action]
    viewer = viewer_or_none()
    if viewer is None:
        return False
    if viewer.membership_id is None and not viewer.platform_administrator:
        return action in OF_WHO_HAS_LEFT
    if SIGNED_IN in allowed or (PLATFORM in allowed and viewer.platform_administrator):
        return True
    return not allowed.isdisjoint(viewer.roles)


def allow(action: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let a view run for those whom the table allows; others are asked to sign in, or refused."""
    ALLOW[action]  # an unknown action is an error at import, not on the first request

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            if viewer_or_none() is None:
                manager: Any = current_app.extensions[MANAGER]
                return cast(R, manager.unauthorized())
            if not may(action):
                raise NotAllowed("This page is for people with another role.")
            return view(*args, **kwargs)

        setattr(guarded, ACTION, action)
        return guarded

    return decorate


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Mark a view as open to everybody."""
    setattr(view, ACTION, PUBLIC)
    return view
