"""Statements of doctors who learn, made by the thousand: what the projection of the supervisors' pages reads."""

import datetime as dt
import json
import random
import uuid
from collections.abc import Iterator
from typing import Any, Final

from app.records.contract import Recorded
from course.model import Module
from course.vocabulary import Extension, Verb, module_iri, question_iri, topic_iri

BEGAN: Final = dt.datetime(2025, 11, 1, 8, tzinfo=dt.UTC)
STATES: Final = (Verb.PASSED, Verb.PASSED, Verb.PASSED, Verb.FAILED, "")
"""How a doctor's registration ends: three in five pass, one fails, one stops on the way."""


def statements(
    actors: list[uuid.UUID],
    organisation: uuid.UUID,
    home_page: str,
    modules: list[Module],
    number: int,
) -> Iterator[Recorded]:
    """Yield a number of statements about doctors, each of whom answers as often as makes up the number.

    They come as a store gives them: those of many doctors mixed, each one's in their order.
    """
    lot = random.Random(1)  # noqa: S311 (the same statements in every run)
    each = -(-number // (len(actors) * len(modules)))
    made = 0
    for module in modules:
        for begin in range(0, len(actors), 200):
            walks = [
                _walk(actor, organisation, home_page, module, each, lot)
                for actor in actors[begin : begin + 200]
            ]
            for together in zip(*walks, strict=True):
                for recorded in together:
                    if made == number:
                        return
                    made += 1
                    yield recorded


def _walk(
    actor: uuid.UUID,
    organisation: uuid.UUID,
    home_page: str,
    module: Module,
    length: int,
    lot: random.Random,
) -> Iterator[Recorded]:
    registration, session = uuid.UUID(int=lot.getrandbits(128)), uuid.UUID(int=lot.getrandbits(128))
    at = BEGAN + dt.timedelta(hours=lot.randrange(8000))
    end = lot.choice(STATES)
    topics = [topic.slug for topic in module.topics]
    result: dict[str, Any]
    for number in range(length):
        at += dt.timedelta(minutes=2)
        left = length - number
        if left == 1:
            verb, about, result = Verb.TERMINATED, module_iri(module.slug), {"duration": "PT48M"}
        elif left == 2 and end:
            score = {"raw": 84 if end == Verb.PASSED else 60, "min": 0, "max": 100}
            verb, about, result = end, module_iri(module.slug), {"score": score, "duration": "PT9M"}
        elif left == 3 and end:
            verb, about, result = Verb.COMPLETED, module_iri(module.slug), {"completion": True}
        elif number % 3 == 0:
            topic = topics[number // 3 % len(topics)]
            verb, about, result = Verb.EXPERIENCED, topic_iri(module.slug, topic), {}
        else:
            verb, about = Verb.ANSWERED, question_iri(module.slug, f"q{number}")
            result = {"success": True, "response": "a", "duration": "PT20S"}
        yield _recorded(
            actor, organisation, home_page, registration, session, verb, about, result, at, lot
        )


def _recorded(
    actor: uuid.UUID,
    organisation: uuid.UUID,
    home_page: str,
    registration: uuid.UUID,
    session: uuid.UUID,
    verb: str,
    about: str,
    result: dict[str, Any],
    at: dt.datetime,
    lot: random.Random,
) -> Recorded:
    body = json.dumps(
        {
            "id": str(uuid.UUID(int=lot.getrandbits(128), version=4)),
            "actor": {
                "objectType": "Agent",
                "account": {"homePage": home_page, "name": str(actor)},
            },
            "verb": {"id": verb, "display": {"en-GB": verb.rsplit("/", 1)[-1]}},
            "object": {
                "objectType": "Activity",
                "id": about,
                "definition": {"name": {"en-GB": about}},
            },
            "result": result,
            "context": {
                "registration": str(registration),
                "revision": "1.2",
                "platform": "First Shift",
                "language": "en-GB",
                "extensions": {
                    Extension.ORGANISATION: str(organisation),
                    Extension.SESSION: str(session),
                    Extension.ATTEMPT: 1,
                },
            },
            "timestamp": at.isoformat(),
            "stored": at.isoformat(),
            "authority": {
                "objectType": "Agent",
                "account": {"homePage": home_page, "name": "first-shift"},
            },
            "version": "1.0.0",
        }
    ).encode()
    return Recorded(organisation, at, body)
