"""The activities resource. Source: xAPI 1.0.3 Communication 2.5; IEEE 9274.1.1 4.1.6.4."""

import msgspec
from flask import Response

from lrs.errors import BadRequest
from lrs.formats import is_iri
from lrs.http import answers
from lrs.http.call import Action, Call


def get(call: Call) -> Response:
    """Give an Activity with all that is known of it."""
    call.authority.require("read activities and agents")
    activity_id = call.wanted("activityId")
    if not is_iri(activity_id):
        raise BadRequest("The parameter activityId is not an IRI with a scheme.")
    activity = call.lrs.activity(call.authority.organisation, activity_id)
    return answers.json(msgspec.json.encode(activity))


RESOURCE = {"GET": Action(get, frozenset({"activityId"}))}
