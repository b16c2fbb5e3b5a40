"""How a statement came here: as the doctor learnt on this server, out of a package in an LMS, or from elsewhere.

What is said rests on what the record store itself has written beside the statement (its authority) and on
our own books of enrolments, never on what the statement says of itself alone.
"""

import uuid
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy.orm import Session

from app.learning.models import Enrolment, Visit
from app.lti.models import LtiPlatform
from app.record_keys.keys import label_of
from app.records.reading import INTERNAL, authority_account, one_line
from app.services import Services
from app.supervision.told import Told
from course.vocabulary import Extension

CMI5: Final = "https://w3id.org/xapi/cmi5/context/categories/cmi5"
"""The category of the statements that cmi5 defines. Source: cmi5, section 9.6.2.1."""


def came(parts: Services, session: Session, told: Told, statement: Mapping[str, Any]) -> str:
    """Return in a sentence how a statement about a doctor in a module came."""
    account = authority_account(statement)
    if account is None:
        return "From another record store, on its own authority"
    if account.get("homePage") != parts.home_page:
        return f"From the record store of {one_line(account.get('homePage'))}"
    if account.get("name") == INTERNAL:
        enrolment = session.get(Enrolment, told.registration)
        if enrolment is not None and enrolment.membership_id == told.actor:
            return f"First Shift itself, as the doctor learnt on this server{_through(session, statement)}"
        return "A file of statements that was imported here"
    label = label_of(parts, told.organisation, str(account.get("name")))
    by = (
        f"with the key “{one_line(label)}”"
        if label
        else f"with the key {one_line(account.get('name'))}"
    )
    if _in_cmi5(statement):
        return f"A cmi5 package in your organisation’s LMS, {by}"
    platform = statement.get("context", {}).get("platform")
    where = f" ({one_line(platform)})" if isinstance(platform, str) and platform else ""
    return f"A package in an LMS, or another program{where}, {by}"


def _through(session: Session, statement: Mapping[str, Any]) -> str:
    """Say from which LMS the doctor came into the visit; empty where they came by themselves."""
    extensions = statement.get("context", {}).get("extensions", {})
    told = extensions.get(Extension.SESSION) if isinstance(extensions, Mapping) else None
    try:
        visit = session.get(Visit, uuid.UUID(str(told)))
    except ValueError:
        return ""
    platform = session.get(LtiPlatform, visit.platform_id) if visit and visit.platform_id else None
    return f", through LTI from {one_line(platform.name)}" if platform else ""


def _in_cmi5(statement: Mapping[str, Any]) -> bool:
    context = statement.get("context", {}).get("contextActivities", {})
    categories = context.get("category", []) if isinstance(context, Mapping) else []
    return isinstance(categories, list) and any(
        isinstance(each, Mapping) and each.get("id") == CMI5 for each in categories
    )
