"""The resources by their path below a mount, each with its actions by method."""

from collections.abc import Mapping

from lrs.http import about, activities, agents, documents, statements
from lrs.http.call import Action

RESOURCES: Mapping[str, Mapping[str, Action]] = {
    "about": about.RESOURCE,
    "statements": statements.RESOURCE,
    "activities": activities.RESOURCE,
    "activities/state": documents.STATE.actions(),
    "activities/profile": documents.ACTIVITY_PROFILE.actions(),
    "agents": agents.RESOURCE,
    "agents/profile": documents.AGENT_PROFILE.actions(),
}
