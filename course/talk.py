"""A conversation as it goes: where a path of choices leads, what it is worth, what was better."""

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from msgspec import Struct

from course.questions import Conversation, Saying, Turn

Aspect = Literal["empathy", "clarity", "safety"]
ASPECTS: Final[tuple[Aspect, ...]] = ("empathy", "clarity", "safety")


class Said(Struct, frozen=True):
    """A turn that is over, and what the learner said in it."""

    turn: Turn
    saying: Saying

    @property
    def better(self) -> Saying | None:
        """The line that would have gone better; none where the best was said."""
        best = best_saying(self.turn)
        return None if self.saying == best else best


class Talk(Struct, frozen=True):
    """How far a conversation has come. now: the turn in which it stands, an ending at last."""

    said: tuple[Said, ...]
    now: Turn

    @property
    def ended(self) -> bool:
        """Say whether it is over."""
        return not self.now.choices

    def points(self, aspect: Aspect) -> tuple[int, int]:
        """Return the marks won in an aspect, and those that the best lines would have won."""
        return (
            sum(getattr(each.saying, aspect) for each in self.said),
            sum(getattr(best_saying(each.turn), aspect) for each in self.said),
        )


def key_of(turn: Turn, saying: Saying) -> str:
    """Return a choice as it stands in a response: ``turn.choice``."""
    return f"{turn.id}.{saying.id}"


def best_saying(turn: Turn) -> Saying:
    """Return the line with the highest marks; the checker sees that there is one."""
    return max(turn.choices, key=lambda saying: saying.marks)


def follow(conversation: Conversation, keys: Sequence[str]) -> Talk:
    """Return where a path of ``turn.choice`` leads. Raises KeyError where it cannot be walked."""
    turn = conversation.turn(conversation.start)
    said: list[Said] = []
    for key in keys:
        by_key = {key_of(turn, saying): saying for saying in turn.choices}
        said.append(Said(turn, by_key[key]))
        turn = conversation.turn(by_key[key].next)
    return Talk(tuple(said), turn)


def best_path(conversation: Conversation) -> tuple[str, ...]:
    """Return the path of the best lines."""
    return tuple(_best_keys(conversation))


def _best_keys(conversation: Conversation) -> Iterator[str]:
    turn = conversation.turn(conversation.start)
    while turn.choices:
        saying = best_saying(turn)
        yield key_of(turn, saying)
        turn = conversation.turn(saying.next)


def longest_path(conversation: Conversation) -> tuple[str, ...]:
    """Return the path of the most lines; the checker sees that no path comes back to itself."""
    known: dict[str, tuple[str, ...]] = {}

    def from_turn(turn_id: str) -> tuple[str, ...]:
        if turn_id not in known:
            turn = conversation.turn(turn_id)
            paths = ((key_of(turn, each), *from_turn(each.next)) for each in turn.choices)
            known[turn_id] = max(paths, key=len, default=())
        return known[turn_id]

    return from_turn(conversation.start)
