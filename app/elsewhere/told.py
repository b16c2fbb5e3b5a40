"""What a statement from elsewhere says, read with care: it follows other habits than ours.

Only what says how something ended is told: a course passed, failed, completed, attended. Single answers and
pages that were opened are nobody's business here. Source: xAPI 1.0.3, Data, sections 2.4.2 to 2.4.9.
"""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any, Final

from msgspec import Struct

from app.elsewhere.actors import actor_of, identifier_json, number_of
from app.records.contract import Recorded
from app.records.reading import (
    INTERNAL,
    activity_name,
    authority_account,
    is_signed,
    moment_of,
    one_line,
    verb_words,
)
from app.statements.agents import agent_line
from app.supervision.told import MODULE, tell
from app.wording import capital, per_cent
from course.vocabulary import BASE, ActivityType, Verb, module_iri

_ADL: Final = "http://adlnet.gov/expapi/verbs/"
MASTERED: Final = f"{_ADL}mastered"
_XAPI: Final = "https://w3id.org/xapi/adl/verbs/"
SATISFIED: Final = f"{_XAPI}satisfied"
OUTCOMES: Final = {
    Verb.PASSED: "Passed",
    Verb.FAILED: "Did not pass",
    Verb.COMPLETED: "Completed",
    MASTERED: "Mastered",
    f"{_ADL}attended": "Attended",
    f"{_ADL}scored": "Scored",
    SATISFIED: "Satisfied",
    f"{_XAPI}waived": "Waived",
    "http://id.tincanapi.com/verb/earned": "Earned",
}
"""Verbs that say how something ended, and how a list puts it."""
AND_PASSED: Final = " and passed"
NOT_PASSED: Final = ", not passed"
"""Follow the words of a verb whose result says more."""


class Outside(Struct, frozen=True):
    """A statement from elsewhere, by the columns of ``models.OutsideStatement``."""

    organisation_id: uuid.UUID
    statement_id: uuid.UUID
    actor_id: uuid.UUID
    actor: str
    agent: str
    name: str
    own: uuid.UUID | None
    about: str
    module: str
    title: str
    outcome: str
    score: str
    at: dt.datetime
    stored: dt.datetime
    recorder: str
    signed: bool


def tell_outside(recorded: Recorded, home_page: str) -> Outside | None:
    """Return what a statement from elsewhere tells; none for our own, and for what ends nothing.

    home_page: of the accounts of this deployment.
    """
    if recorded.organisation_id is None or tell(recorded, home_page) is not None:
        return None
    try:
        return _tell(recorded, recorded.organisation_id, home_page)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        return None  # it breaks rules that our own record store would have held


def _tell(recorded: Recorded, organisation_id: uuid.UUID, home_page: str) -> Outside | None:
    statement = recorded.read()
    actor, about = statement["actor"], statement["object"]
    result = statement.get("result", {})
    outcome = _outcome(statement["verb"], result)
    if not outcome or about.get("objectType", "Activity") != "Activity" or _is_answer(about):
        return None
    module = _module(statement)
    own = _own(actor, home_page)
    by_us = _is_by_us(statement, home_page)
    if (about["id"].startswith(BASE) and about["id"] != module_iri(module)) or (own and by_us):
        return None  # a part of a module of ours, or what this server told by itself
    line = actor_of(actor)
    if "\0" in f"{about['id']}{line}":
        return None  # PostgreSQL keeps no such text
    return Outside(
        organisation_id=organisation_id,
        statement_id=uuid.UUID(statement["id"]),
        actor_id=number_of(organisation_id, line),
        actor=line,
        agent=identifier_json(actor),
        name=one_line(actor.get("name") or "", 80),
        own=own,
        about=about["id"],
        module=module,
        title=one_line(activity_name(about)),
        outcome=outcome,
        score=_score(result.get("score") or {}),
        at=moment_of(statement),
        stored=recorded.stored,
        recorder=_recorder(statement, home_page),
        signed=is_signed(statement),
    )


def _outcome(verb: Mapping[str, Any], result: Mapping[str, Any]) -> str:
    """Return how something ended, in words; empty where nothing did.

    Verb and result may contradict each other: then it is no pass.
    """
    if verb["id"] in {Verb.ANSWERED, Verb.VOIDED}:
        return ""
    known, success = OUTCOMES.get(verb["id"], ""), result.get("success")
    if verb["id"] == Verb.FAILED or (success is False and verb["id"] in {Verb.PASSED, MASTERED}):
        return OUTCOMES[Verb.FAILED]
    if known and success is not None and verb["id"] not in {Verb.PASSED, MASTERED}:
        return f"{known}{AND_PASSED if success else NOT_PASSED}"
    if known or success is not None:
        return known or OUTCOMES[Verb.PASSED if success else Verb.FAILED]
    if result.get("completion"):
        return capital(one_line(verb_words(verb), 40))
    return ""


def _is_answer(about: Mapping[str, Any]) -> bool:
    definition = about.get("definition", {})
    return definition.get("type") == ActivityType.INTERACTION or "interactionType" in definition


def _module(statement: Mapping[str, Any]) -> str:
    """Return the slug of the module of ours that a statement is about; empty for none.

    In cmi5 the LMS gives the activity its id, and the module stands around it.
    """
    around = statement.get("context", {}).get("contextActivities", {}).get("grouping", [])
    for each in (statement["object"], *around):
        found = MODULE.fullmatch(each["id"])
        if found is not None and each["id"] == module_iri(found[1]):
            return found[1]
    return ""


def _own(actor: Mapping[str, Any], home_page: str) -> uuid.UUID | None:
    account = actor.get("account", {})
    return uuid.UUID(account["name"]) if account.get("homePage") == home_page else None


def _is_by_us(statement: Mapping[str, Any], home_page: str) -> bool:
    account = authority_account(statement) or {}
    return (account.get("homePage"), account.get("name")) == (home_page, INTERNAL)


def _score(score: Mapping[str, Any]) -> str:
    raw, most, scaled = score.get("raw"), score.get("max"), score.get("scaled")
    if scaled is not None:
        return per_cent(round(float(scaled) * 100, 2))
    if raw is None:
        return ""
    return f"{float(raw):g} of {float(most):g}" if most else f"{float(raw):g} points"


def _recorder(statement: Mapping[str, Any], home_page: str) -> str:
    account = authority_account(statement)
    if account is None:
        return one_line(agent_line(statement.get("authority") or {}))
    if account.get("homePage") == home_page:
        return one_line(account.get("name"))
    return one_line(account.get("homePage"))
