"""What to do in each LMS, in order, and what is known of it beforehand.

Moodle's steps were walked through in Moodle 4.5.6 in November 2026, by the link and by hand: the words in
quotation marks are those on its screen. Those of the others were not walked through, and menus are called
differently from version to version: so each says what to look for. Compared in November 2026 with these.
Canvas: Instructure Community, "How do I configure an external app for an account using a client ID";
developerdocs.instructure.com, "Manually Configuring LTI Advantage Tools"; Canvas API documentation,
"Registering an LTI Tool"; ltiaas.com, "Canvas". Blackboard: docs.anthology.com, "Registering a new LTI
application"; help.comptia.org, "Configuring CertMaster Practice in Blackboard". Nothing about Totara was found.
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
    "On the tool’s card, “Edit”. “Tool configuration usage”: “Show in activity chooser and as a preconfigured tool”."
    " “Default launch container”: “New window”.",
    "Under “Services”, which a link has set already. “IMS LTI Assignment and Grade Services”: “Use this service for"
    " grade sync and column management”. “IMS LTI Names and Role Provisioning”, if you like: “Use this service to"
    " retrieve members’ information”.",
    "Under “Privacy”, which a link has set already: “Share launcher’s name with tool”, “Always”. “Share launcher’s email"
    " with tool”, “Never”. Leave “Accept grades from the tool” as it is, or at “Always”. “Save changes”.",
    "In a course: “Edit mode” on, “Add an activity or resource”, First Shift, then “Select content”. Choose one module or"
    " several, “Continue”, and “Save and return to course”.",
    "For completion in Moodle, edit the activity: under “Grade” enter the module’s pass mark as “Grade to pass”; under"
    " “Completion conditions” choose “Add requirements”, “Receive a grade”, “Passing grade”.",
)
_MOODLE_HAND: Final = (
    "Site administration, Plugins, Activity modules, External tool, Manage tools: “configure a tool manually”.",
    "“Tool name”: First Shift. “Tool URL”: the launch address. “LTI version”: LTI 1.3. “Public key type”: Keyset URL."
    " “Public keyset”: the address of our public keys. “Initiate login URL”: the login address. “Redirection URI(s)”:"
    " the launch address once more.",
    "Tick “Supports Deep Linking (Content-Item Message)”, and give the deep linking address as “Content Selection URL”.",
    "“Save changes”. On the tool’s card, the magnifying glass (“View configuration details”) shows what the form below"
    " asks for.",
)

GUIDES: Final = {
    "moodle": Guide(
        label="Moodle",
        itself=(
            "Site administration, Plugins, Activity modules, External tool, Manage tools.",
            "Paste the registration link into “Tool URL”, and press “Add LTI Advantage”. If Moodle then asks what to do with"
            " a tool that is there already, press “Update”; afterwards it has to be shown in the activity chooser and"
            " opened in a new window once more.",
            "Press “Connect” in the frame that opens. The tool then waits on the same page, marked “Pending”: press"
            " “Activate”.",
        ),
        steps=_MOODLE_HAND,
        after=_MOODLE_AFTER,
        beneath=_MOODLE_PATHS,
    ),
    "canvas": Guide(
        label="Canvas",
        itself=(
            "As an administrator of the account, look where apps or developer keys are kept for a new LTI registration"
            " by a link (dynamic registration). Not every contract with Canvas has it: without it, go by hand.",
            "Paste the registration link, and press “Connect” on the page that opens.",
            "Enable the app, and install it if Canvas asks for that. If its deployment ID is not on the page of this LMS"
            " here afterwards, copy it from the settings of the app there.",
        ),
        steps=(
            "Admin, the account, Developer Keys: add an LTI key, by manual entry.",
            "Give the launch address as target link URI and redirect URI, the login address as OpenID Connect"
            " initiation URL, and choose “Public JWK URL” for the key set.",
            "Among the services allow those for line items and scores and, if you like, for names and roles.",
            "Add placements for choosing an assignment and a link, each as LtiDeepLinkingRequest with the deep"
            " linking address as its target link.",
            "Save, and switch the key on: the long number beside it is the client ID.",
            "Settings of the account, Apps, the list of configured apps: add an app by its client ID. The menu of the"
            " app then shows its deployment ID.",
        ),
        after=(
            "Let the privacy level share the name, so that supervisors see who learns.",
            "In a course: add an assignment that is handed in by an external tool, find First Shift, choose a module,"
            " and let it open in a new tab.",
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
            "In the administrator’s tools, LTI Tool Providers, “Register LTI 1.3/Advantage Tool”: give the client ID,"
            " and set the status of the tool to Approved.",
            "Among the fields to send choose the role in the course and the name, not the e-mail address. Allow the"
            " grade service and, if you like, the membership service.",
            "Manage the placements of the tool: if none is for choosing content (deep linking), create one, with the"
            " deep linking address as its target link.",
            "Copy the deployment ID that Blackboard shows into the form below. The developer portal has shown the other"
            " addresses: copy that of the key set, and compare the two that the form holds already.",
        ),
        after=(
            "In a course: look for First Shift where content of other tools is added, and choose a module.",
        ),
        issuer="https://blackboard.com",
        auth_url="https://developer.anthology.com/api/v1/gateway/oidcauth",
        token_url="https://developer.anthology.com/api/v1/gateway/oauth2/jwttoken",  # noqa: S106
    ),
    "totara": Guide(
        label="Totara",
        steps=(
            "Totara began as Moodle, and its versions differ: look in the site administration, among the plugins for"
            " activities, whether its external tool offers LTI 1.3. Where it does not, use a package instead.",
            "If it does: the steps are much like Moodle’s, perhaps with other words.",
            *_MOODLE_HAND[1:],
        ),
        after=_MOODLE_AFTER[1:4],
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
