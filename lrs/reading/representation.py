"""The formats in which statements are given: `exact`, `ids` and `canonical`.

`exact` is the stored bytes. The others replace only the parts that they speak of and
leave the rest of the text as it is. Source: xAPI 1.0.3 Communication 2.1.3 (format).
"""

from collections.abc import Callable, Mapping
from typing import Any, Literal, get_args

import msgspec
from msgspec import UNSET, Raw
from msgspec.structs import replace

from lrs.model import decode
from lrs.model.activity import Activity, Definition
from lrs.model.agent import Agent, Anyone, Group
from lrs.model.context import Context, ContextActivities
from lrs.model.statement import SubStatement, Verb

Format = Literal["exact", "ids", "canonical"]
FORMATS: tuple[Format, ...] = get_args(Format)

_envelope = msgspec.json.Decoder(dict[str, Raw])
_COMPONENTS = ("choices", "scale", "source", "target", "steps")


def ids(body: bytes) -> bytes:
    """Return a statement with only what identifies its agents, verbs and activities."""
    changes = _Changes(_bare_agent, _bare_verb, _bare_activity)
    return _rebuilt(body, decode.stored(body), changes, authority=True)


def canonical(
    body: bytes, definitions: Mapping[str, Definition], languages: tuple[str, ...]
) -> bytes:
    """Return a statement with the known definitions, in one language each.

    definitions: by the Activity's id. languages: the reader's, most wanted first.
    """

    def verb(found: Verb) -> Verb:
        return replace(found, display=_one(found.display, languages))

    def activity(found: Activity) -> Activity:
        definition = definitions.get(found.id, found.definition)
        if isinstance(definition, Definition):
            definition = _in_language(definition, languages)
        return replace(found, definition=definition)

    return _rebuilt(body, decode.stored(body), _Changes(None, verb, activity), authority=False)


class _Changes(msgspec.Struct, frozen=True):
    """What a format does to each agent (or nothing), verb and activity."""

    agent: Callable[[Any], Any] | None
    verb: Callable[[Verb], Any]
    activity: Callable[[Activity], Any]


def _rebuilt(text: bytes | Raw, said: Any, changes: _Changes, authority: bool) -> bytes:
    parts: dict[str, Any] = _envelope.decode(text)
    parts["verb"] = changes.verb(said.verb)
    parts["object"] = _object(parts["object"], said.object, changes)
    if said.context is not UNSET:
        parts["context"] = _context(parts["context"], said.context, changes)
    if changes.agent is not None:
        parts["actor"] = changes.agent(said.actor)
        if authority:
            parts["authority"] = changes.agent(said.authority)
    return msgspec.json.encode(parts)


def _object(text: Raw, thing: Any, changes: _Changes) -> Any:
    if isinstance(thing, Activity):
        return changes.activity(thing)
    if isinstance(thing, SubStatement):
        return Raw(_rebuilt(text, thing, changes, authority=False))
    if isinstance(thing, Agent | Group) and changes.agent is not None:
        return changes.agent(thing)
    return text


def _context(text: Raw, context: Context, changes: _Changes) -> dict[str, Any]:
    parts: dict[str, Any] = _envelope.decode(text)
    if isinstance(context.contextActivities, ContextActivities):
        parts["contextActivities"] = _activities(context.contextActivities, changes)
    if changes.agent is None:
        return parts
    for name in ("instructor", "team"):
        if name in parts:
            parts[name] = changes.agent(getattr(context, name))
    for name, inner in (("contextAgents", "agent"), ("contextGroups", "group")):
        if name in parts:
            entries = getattr(context, name)
            parts[name] = [
                replace(entry, **{inner: changes.agent(getattr(entry, inner))}) for entry in entries
            ]
    return parts


def _activities(context: ContextActivities, changes: _Changes) -> dict[str, list[Any]]:
    kinds = {name: getattr(context, name) for name in context.__struct_fields__}
    return {
        name: [changes.activity(activity) for activity in some]
        for name, some in kinds.items()
        if some is not UNSET
    }


def _bare_agent(actor: Anyone) -> Anyone:
    members = getattr(actor, "member", UNSET)
    if members is UNSET:
        return replace(actor, name=UNSET)
    if actor.identifiers():
        return replace(actor, name=UNSET, member=UNSET)
    return replace(actor, name=UNSET, member=tuple(_bare_agent(member) for member in members))


def _bare_verb(verb: Verb) -> Verb:
    return replace(verb, display=UNSET)


def _bare_activity(activity: Activity) -> Activity:
    # An object without objectType is an Activity, so that its id says all.
    return Activity(activity.id)


def _in_language(definition: Definition, languages: tuple[str, ...]) -> Definition:
    changes: dict[str, Any] = {
        name: _one(getattr(definition, name), languages) for name in ("name", "description")
    }
    for name in _COMPONENTS:
        components = getattr(definition, name)
        if components is not UNSET:
            changes[name] = tuple(
                replace(component, description=_one(component.description, languages))
                for component in components
            )
    return replace(definition, **changes)


def _one(entries: Any, languages: tuple[str, ...]) -> Any:
    """Return a language map with the one entry that the reader wants most.

    `en` serves who asks for `en-GB` and the other way round; if nothing fits, the first.
    """
    if entries is UNSET or len(entries) < 2:
        return entries
    for wanted in languages:
        for fits in (_equal, _related):
            for tag in entries:
                if wanted == "*" or fits(tag.lower(), wanted.lower()):
                    return {tag: entries[tag]}
    first = next(iter(entries))
    return {first: entries[first]}


def _equal(tag: str, wanted: str) -> bool:
    return tag == wanted


def _related(tag: str, wanted: str) -> bool:
    return tag.startswith(wanted + "-") or wanted.startswith(tag + "-")
