"""Other people's things, named in forms and lists: refused, or passed over; nothing told, nothing written."""

import pytest

from tests.app.access.kept import Kept
from tests.app.access.named import FIELDS, LISTS, Named, foreign, send
from tests.app.access.things import World

EACH = [*FIELDS, *LISTS]


@pytest.mark.parametrize("named", EACH, ids=[f"{each.path} {each.kind}" for each in EACH])
def test_naming_what_is_not_theirs_leads_nowhere(world: World, kept: Kept, named: Named) -> None:
    others = foreign(world, named)
    assert others, "everything of this kind is theirs"
    for thing in others:
        kept.put_back()
        answer = send(world, named, thing)
        assert kept.changed() == [], (answer.status, answer.location)
        assert answer.status_code < 500
        told = [word for word in set(thing.words) - {world.name(named.who)} if word in answer.text]
        assert told == [], answer.status


@pytest.mark.parametrize(
    "named",
    [each for each in EACH if each.proved],
    ids=[f"{each.path} {each.kind}" for each in EACH if each.proved],
)
def test_naming_what_is_theirs_goes_well(world: World, kept: Kept, named: Named) -> None:
    mine = next(thing for thing in world.things[named.kind] if named.who in thing.may)
    kept.put_back()
    answer = send(world, named, mine)
    assert answer.status_code < 400, answer.text
    changes = named.fields is not None and not named.so_already
    assert (kept.changed() != []) == changes, answer.location
