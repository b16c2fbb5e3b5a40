"""The page that a learner reads in the course's place: what happened, what is safe, whom to ask.

It is made without a session: in a frame of another site there is none, and none is wanted.
"""

import re
from typing import Final

from flask import Response, current_app
from sqlalchemy.orm import Session

from app.dispatch.errors import Refused, Stranger, Unknown
from app.dispatch.headers import ANYWHERE, framed
from app.dispatch.seats import open_licence
from app.wording import day

NONCE: Final = re.compile(r"[0-9a-f]{32}")


def refuse(session: Session, why: Refused, token: str, *, origin: str, nonce: str) -> Response:
    """Return the page for a refusal.

    origin: of the page that asks; nonce: of its launch. Who asks from elsewhere learns nothing of the
    licence.
    """
    licence = None
    if not isinstance(why, (Stranger, Unknown)):
        try:
            licence = open_licence(session, token)
        except Unknown:
            why = Unknown()
    known = licence is not None and origin in licence.origins
    page = current_app.jinja_env.get_template("dispatch/refused.html").render(
        reason=why.reason,
        origin=origin[:200],
        parent=origin if known else "",
        nonce=nonce if known and NONCE.fullmatch(nonce) else "",
        organisation=licence.organisation.name if licence else "",
        contact=licence.contact if licence else "",
        seats=licence.seats if licence else 0,
        expired=day(licence.expires) if licence else "",
    )
    answer = Response(page, why.status, mimetype="text/html")
    return framed(answer, licence.origins if licence else ANYWHERE)
