"""The names of what LTI messages say. Sources: LTI Core 1.3, 5.3; Deep Linking 2.0; AGS 2.0; NRPS 2.0."""

from typing import Final

_LTI: Final = "https://purl.imsglobal.org/spec/lti/claim/"
_DEEP: Final = "https://purl.imsglobal.org/spec/lti-dl/claim/"
_AGS: Final = "https://purl.imsglobal.org/spec/lti-ags/"

MESSAGE_TYPE: Final = _LTI + "message_type"
VERSION: Final = _LTI + "version"
DEPLOYMENT: Final = _LTI + "deployment_id"
TARGET: Final = _LTI + "target_link_uri"
RESOURCE_LINK: Final = _LTI + "resource_link"
CONTEXT: Final = _LTI + "context"
ROLES: Final = _LTI + "roles"
CUSTOM: Final = _LTI + "custom"

DEEP_SETTINGS: Final = _DEEP + "deep_linking_settings"
CONTENT_ITEMS: Final = _DEEP + "content_items"
DATA: Final = _DEEP + "data"

AGS: Final = _AGS + "claim/endpoint"
NRPS: Final = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"

TOOL_CONFIGURATION: Final = "https://purl.imsglobal.org/spec/lti-tool-configuration"
PLATFORM_CONFIGURATION: Final = "https://purl.imsglobal.org/spec/lti-platform-configuration"

LAUNCH: Final = "LtiResourceLinkRequest"
DEEP_LINKING: Final = "LtiDeepLinkingRequest"
DEEP_RESPONSE: Final = "LtiDeepLinkingResponse"
VERSION_1_3: Final = "1.3.0"

SCORE_SCOPE: Final = _AGS + "scope/score"
LINE_ITEM_SCOPE: Final = _AGS + "scope/lineitem"
MEMBERS_SCOPE: Final = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly"

MEMBERSHIP: Final = "http://purl.imsglobal.org/vocab/lis/v2/membership"
LEARNER: Final = frozenset({f"{MEMBERSHIP}#Learner", "Learner"})
"""The role of somebody who learns in this course. What people are elsewhere in the LMS does not count."""
