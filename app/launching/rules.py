"""What an LMS refuses of what a unit sends, beyond the rules of xAPI.

Actor and registration are not looked at here: the credential of the session is kept to them.
Source: cmi5 Quartz, 1st Edition, section 6.3.
"""

import re
from collections.abc import Iterable
from typing import Any, Final

import msgspec

from app.launching.facts import Launched
from app.launching.order_rules import RULES, History
from app.launching.shape_rules import OF_ALL, OF_DEFINED
from app.launching.told import Told
from app.launching.vocabulary import LAUNCH_DATA, LEARNER_PREFERENCES
from lrs import Document
from lrs.errors import BadRequest, Forbidden

_TAG: Final = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


def judge(launched: Launched, earlier: Iterable[Told], incoming: Iterable[Told]) -> None:
    """Pass statements that a unit may send now, in their order.

    earlier: those about the unit in its registration. Raises BadRequest for one that no unit may ever
    send, Forbidden for one that is out of order after those; each names the section.
    """
    session = str(launched.session)
    history = History()
    for told in earlier:
        history = history.after(told, session)
    for told in incoming:
        for rule in (OF_DEFINED if told.defined else ()) + OF_ALL:
            if not rule.kept(told, launched):
                raise BadRequest(f"cmi5 {rule.section}: {rule.sentence}.")
        for order in RULES:
            if not order.kept(told, launched, history):
                raise Forbidden(f"cmi5 {order.section}: {order.sentence}.")
        history = history.after(told, session)


def judge_document(kind: str, document_id: str | None, new: Document | None) -> None:
    """Pass a change of a document that a unit may make.

    Raises Forbidden for the LMS's own, BadRequest for preferences that are none.
    """
    if kind == "state" and document_id in (None, LAUNCH_DATA):
        # Deleting all states of the session would delete the LMS's among them.
        raise Forbidden(f"cmi5 10.0: a unit neither changes nor deletes {LAUNCH_DATA}.")
    if kind == "agent profile" and document_id == LEARNER_PREFERENCES and new is not None:
        _require_preferences(new.content)


def _require_preferences(content: bytes) -> None:
    try:
        found: Any = msgspec.json.decode(content)
    except msgspec.DecodeError:
        found = None
    if not isinstance(found, dict):
        raise BadRequest("cmi5 11.0: learner preferences are a JSON object.")
    languages, audio = found.get("languagePreference"), found.get("audioPreference")
    if not isinstance(languages, str) or not all(map(_TAG.fullmatch, languages.split(","))):
        raise BadRequest("cmi5 11.1: languagePreference lists language tags, such as en-GB,cy.")
    if audio not in ("on", "off"):
        raise BadRequest("cmi5 11.2: audioPreference is on or off.")
