"""The agents resource. Source: xAPI 1.0.3 Communication 2.4; IEEE 9274.1.1 4.1.6.3."""

import msgspec
from flask import Response

from lrs.http import answers
from lrs.http.call import Action, Call


def get(call: Call) -> Response:
    """Give the Person of an Agent: what was asked for, and its names."""
    call.authority.require("read activities and agents")
    if call.authority.confined is not None:
        call.authority.confined.require_agent(call.wanted("agent"))
    person = call.lrs.person(call.authority.organisation, call.wanted("agent"))
    return answers.json(msgspec.json.encode(person))


RESOURCE = {"GET": Action(get, frozenset({"agent"}))}
