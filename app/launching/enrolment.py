"""Whose registration a row is, and whether that person may still try packages."""

import uuid

from sqlalchemy import ColumnElement, exists

from app.launching.facts import Enrolled
from app.launching.models import LaunchRegistration
from app.organisations.models import Membership, MembershipRole
from app.permissions import ALLOW
from app.services import Services


def enrolled_of(parts: Services, row: LaunchRegistration) -> Enrolled:
    """Return whose registration a row is, as plain data."""
    return Enrolled(
        registration=row.id,
        organisation=row.organisation_id,
        space=uuid.uuid5(row.organisation_id, f"preview {row.id}"),
        home_page=parts.home_page,
        kind=row.kind,
    )


def still_held() -> ColumnElement[bool]:
    """Return the condition that whoever began a registration is still a member who may do so."""
    return exists().where(
        Membership.id == LaunchRegistration.membership_id,
        Membership.ended.is_(None),
        Membership.paused.is_(None),
        MembershipRole.membership_id == Membership.id,
        MembershipRole.role.in_(ALLOW["package_modules"]),
    )
