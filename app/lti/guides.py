"""What to do in each LMS, in order, and what is known of it beforehand.

What is known of a system comes from its public documentation; menus are called differently from version to
version. Sources: Moodle documentation, "External tool" and "LTI and Moodle"; Instructure Community, "How do
I configure an LTI key for an account"; Anthology, "Register LTI 1.3 tools".
"""

from typing import Final

from msgspec import Struct


class Guide(Struct, frozen=True, kw_only=True):
    """An LMS as its administrator thinks of it.

    itself: how it registers itself by a link, empty where it cannot; steps: how it is done by hand, before
    the form here is filled; after: what to do once it is; issuer, auth_url, token_url, jwks_url: the same
    for all its customers; beneath: paths of the three addresses under the site's own.
    """

    label: str
    itself: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    issuer: str = ""
    auth_url: str = ""
    token_url: str = ""
    jwks_url: str = ""
    beneath: tuple[str, str, str] | None = None


_MOODLE_PATHS: Final = ("/mod/lti/auth.php", "/mod/lti/token.php", "/mod/lti/certs.php")
_MOODLE_AFTER: Final = (
    "In the settings of the tool: show it in the activity chooser, and open it in a new window.",
    "Under Services: let it use grade sync and column management, and, if you like, retrieve members.",
    "Under Privacy: share the launcher’s name, not the e-mail address, and accept grades from the tool.",
    "In a course: add an activity, choose First Shift, then “Select content”, and choose a module.",
)
_MOODLE_HAND: Final = (
    "Site administration, Plugins, Activity modules, External tool, Manage tools: “configure a tool manually”.",
    "Give the launch address as Tool URL, choose LTI 1.3 and “Keyset URL”, and copy in the four addresses above.",
    "Tick “Supports Deep Linking”, and give the deep linking address as Content Selection URL.",
    "Save. On the tool’s card, “View configuration details” shows what the form below asks for.",
)

GUIDES: Final = {
    "moodle": Guide(
        label="Moodle",
        itself=(
            "Site administration, Plugins, Activity modules, External tool, Manage tools.",
            "Paste the registration link into “Tool URL”, and press “Add LTI Advantage”.",
            "Press “Connect” on the page that opens. The tool then waits on the same page: press “Activate”.",
        ),
        steps=_MOODLE_HAND,
        after=_MOODLE_AFTER,
        beneath=_MOODLE_PATHS,
    ),
    "canvas": Guide(
        label="Canvas",
        itself=(
            "As an administrator of the account: Apps, Manage, “Install a new app”, by dynamic registration.",
            "Paste the registration link, and press “Connect” on the page that opens.",
            "Enable the app. Its deployment ID is not told by itself: copy it from the app’s details into the"
            " list on the page of this LMS here.",
        ),
        steps=(
            "Admin, Developer Keys, “+ Developer Key”, “+ LTI Key”, manual entry.",
            "Give the launch address as target link and redirect URI, the login address as OpenID Connect"
            " initiation URL, and choose “Public JWK URL” for the key set.",
            "Allow under LTI Advantage Services: line items, scores, and, if you like, names and roles.",
            "Add the placements “Assignment Selection” and “Link Selection”, each as LtiDeepLinkingRequest"
            " with the deep linking address as its target link.",
            "Switch the key on: the long number beside it is the client ID.",
            "Settings, Apps, “+ App”, by client ID. The menu of the app then shows its deployment ID.",
        ),
        after=(
            "Let the privacy level share the name, so that supervisors see who learns.",
            "In a course: add an assignment with the submission type “External Tool”, find First Shift, choose"
            " a module, and tick “Load in a new tab”.",
        ),
        issuer="https://canvas.instructure.com",
        auth_url="https://sso.canvaslms.com/api/lti/authorize_redirect",
        token_url="https://sso.canvaslms.com/login/oauth2/token",  # noqa: S106 (an address)
        jwks_url="https://sso.canvaslms.com/api/lti/security/jwks",
    ),
    "blackboard": Guide(
        label="Blackboard",
        steps=(
            "Whoever runs this server registers it once at Anthology’s developer portal, with the addresses"
            " above, and gives you the application’s client ID.",
            "Administrator panel, Integrations, LTI Tool Providers, “Register LTI 1.3/Advantage Tool”: give the"
            " client ID, and set the status to Approved.",
            "Let the tool have the role in the course and the name, and allow grade service and, if you like,"
            " membership service.",
            "Manage placements: create one of the type “Deep Linking content tool”, with the deep linking"
            " address as its target link.",
            "Copy the deployment ID that Blackboard shows into the form below. The key set’s address ends in"
            " your application’s client ID.",
        ),
        after=("In a course: add content, Content Market, First Shift, and choose a module.",),
        issuer="https://blackboard.com",
        auth_url="https://developer.anthology.com/api/v1/gateway/oidcauth",
        token_url="https://developer.anthology.com/api/v1/gateway/oauth2/jwttoken",  # noqa: S106
    ),
    "totara": Guide(
        label="Totara",
        steps=(
            "Versions differ: look under Site administration, Plugins, Activities, External tool, whether your"
            " Totara offers LTI 1.3. Where it does not, use a package instead.",
            *_MOODLE_HAND[1:],
        ),
        after=_MOODLE_AFTER[1:],
        beneath=_MOODLE_PATHS,
    ),
    "other": Guide(
        label="Another LMS with LTI 1.3",
        itself=("Where your LMS offers dynamic registration, paste the registration link there.",),
        steps=(
            "Add an external tool of LTI 1.3 (LTI Advantage), with the addresses above.",
            "Allow deep linking, grades (Assignment and Grade Services) and, if you like, Names and Roles.",
            "Copy what your LMS shows of itself into the form below.",
        ),
        after=("Open the tool in a new window, and share the name of whoever opens it.",),
    ),
}


def guide_of(kind: str) -> Guide:
    """Return the guide of a kind; that of any LMS for one that is not known."""
    return GUIDES.get(kind, GUIDES["other"])


def kind_of(product: str) -> str:
    """Return the kind of an LMS by what it calls its product."""
    plain = product.lower()
    return next((name for name in GUIDES if name in plain), "other")
