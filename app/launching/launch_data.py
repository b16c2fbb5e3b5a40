"""What a unit gets when it is launched: an address with a query, and a document of launch data.

Source: cmi5 Quartz, 1st Edition, sections 8.1 and 10; for Tin Can
https://github.com/RusticiSoftware/launch, lms_lrs.md.
"""

from typing import Any
from urllib.parse import quote, urlencode, urljoin, urlsplit, urlunsplit

import msgspec
from msgspec import Struct

from app.launching.facts import Launched
from packager.reading.course_structure import Unit


class Addresses(Struct, frozen=True, kw_only=True):
    """Absolute addresses. endpoint: of the record store; files: of the package, both end in a slash.

    fetch: where the unit gets its token; closed: where it goes when it has ended.
    """

    endpoint: str
    files: str
    fetch: str
    closed: str


def launch_data(launched: Launched, unit: Unit, closed: str) -> dict[str, Any]:
    """Return the document LMS.LaunchData."""
    data: dict[str, Any] = {
        "contextTemplate": launched.context_template,
        "launchMode": launched.mode,
        "launchMethod": unit.launch_method,
        "moveOn": unit.move_on,
        "returnURL": closed,
    }
    if launched.mastery_score is not None:
        data["masteryScore"] = launched.mastery_score
    if unit.launch_parameters:
        data["launchParameters"] = unit.launch_parameters
    if unit.entitlement_key:
        data["entitlementKey"] = {"courseStructure": unit.entitlement_key}
    return data


def unit_address(unit: Unit, files: str) -> str:
    """Return the absolute address of a unit, without what a launch adds."""
    return urljoin(files, unit.url)


def cmi5_address(launched: Launched, unit: Unit, at: Addresses) -> str:
    """Return the address that launches a unit of a cmi5 course (8.1)."""
    return _with_query(
        unit_address(unit, at.files),
        {
            "endpoint": at.endpoint,
            "fetch": at.fetch,
            "actor": _json(launched.enrolled.actor),
            "registration": str(launched.enrolled.registration),
            "activityId": launched.activity_id,
        },
    )


def tincan_address(launched: Launched, unit: Unit, at: Addresses, token: str) -> str:
    """Return the address that launches a Tin Can activity. token: for Basic authorisation."""
    return _with_query(
        unit_address(unit, at.files),
        {
            "endpoint": at.endpoint,
            "auth": f"Basic {token}",
            "actor": _json(launched.enrolled.actor),
            "registration": str(launched.enrolled.registration),
            "activity_id": launched.activity_id,
        },
    )


def _with_query(address: str, values: dict[str, str]) -> str:
    """Add values to an address, each encoded once; a query of its own stays in front."""
    parts = urlsplit(address)
    added = urlencode(values, quote_via=quote, safe="")
    return urlunsplit(parts._replace(query=f"{parts.query}&{added}" if parts.query else added))


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
