"""The parts of the documentation that are made from the code, so that they agree with it."""

from app.launching.order_rules import RULES
from app.launching.shape_rules import OF_ALL, OF_DEFINED
from app.organisations.models import Role
from app.permissions import ACTION_NAMES, ALLOW
from app.settings import PREFIX, SETTINGS

MADE = "<!-- Made from the code: firstshift docs -->"


def settings_page() -> str:
    """Return docs/settings.md."""
    lines = [
        "# Settings",
        "",
        MADE,
        "",
        "Settings are environment variables, or lines of one file (`FIRSTSHIFT_SETTINGS_FILE`). A wrong value,"
        " or a name that begins with `FIRSTSHIFT_` and is not below, is refused at the start with a sentence,"
        " all of them at once. `./run settings` prints the values in force, `./run doctor` tries them.",
    ]
    for setting in SETTINGS:
        default = f"`{setting.default}`" if setting.default else "empty"
        lines += ["", f"## `{PREFIX}{setting.name}`", "", setting.help, "", f"Default: {default}."]
    return "\n".join(lines) + "\n"


def permissions_page() -> str:
    """Return docs/permissions.md."""
    lines = [
        "# Who may do what",
        "",
        MADE,
        "",
        "A person has one or more roles in each organisation that they belong to. Which objects"
        " they see is decided where objects are fetched: those of their own organisation, their"
        " own learning, the doctors assigned to them. Anything else answers as if it did not"
        " exist. Whoever has left every organisation reaches their own account only.",
        "",
        "| action | who |",
        "| --- | --- |",
    ]
    for action, allowed in ALLOW.items():
        who = ", ".join(sorted(Role(name).label if name in set(Role) else name for name in allowed))
        lines.append(f"| {ACTION_NAMES[action]} (`{action}`) | {who} |")
    lines += [
        "",
        "Open to everybody: signing in, choosing a password by a one-time link, the pages on"
        " accessibility, privacy and licences, and the check whether the server works. A course that"
        " an LMS's page opens asks for a licence instead of a person (`docs/dispatch.md`). The record"
        " store at `/xapi` knows credentials of its own, which open one organisation's records; the"
        " address at which a launched package gets such a credential knows its own secret.",
        "",
        "All of it is tried: every role at every address (`tests/app/test_permissions.py`), and every address"
        " that names something by everybody whose it is not, of another organisation or of the same one"
        " (`tests/app/access`). A new address without an action, or without a line that says whose what it"
        " names is, fails these tests.",
    ]
    return "\n".join(lines) + "\n"


def pages() -> dict[str, str]:
    """Return every page of docs/ that is made, by its path in that folder."""
    # Only here: they read the papers' data, and the licences of libraries that only the tests need.
    from app.assurance.asvs import security_page
    from app.assurance.licences import licences_page
    from app.assurance.notice import privacy_page
    from app.assurance.processing import processing_page, retention_page
    from app.lms_pages import lms_pages

    return {
        "settings.md": settings_page(),
        "permissions.md": permissions_page(),
        "launch_rules.md": launch_rules_page(),
        **lms_pages(),
        "security.md": security_page(),
        "assurance/licences.md": licences_page(),
        "assurance/privacy-notice.md": privacy_page(),
        "assurance/records-of-processing.md": processing_page(),
        "assurance/retention.md": retention_page(),
    }


def launch_rules_page() -> str:
    """Return docs/launch_rules.md."""
    parts = (
        ("Every statement", "Refused with 400.", OF_ALL),
        ("Statements that cmi5 defines", "Refused with 400.", OF_DEFINED),
        ("When a statement may come", "Refused with 403.", RULES),
    )
    lines = [
        "# What is refused of a unit",
        "",
        MADE,
        "",
        "The rules of cmi5 Quartz, 1st Edition, that are asked of a launched unit beyond those of xAPI."
        " A request that breaks one is refused whole, with the section and the sentence. Statements of"
        " another agent or registration, voiding, `LMS.LaunchData` and preferences that are none are"
        " refused as well.",
    ]
    for title, status, rules in parts:
        lines += ["", f"## {title}", "", status, "", "| section | rule |", "| --- | --- |"]
        lines += [f"| {rule.section} | {rule.sentence} |" for rule in rules]
    return "\n".join(lines) + "\n"
