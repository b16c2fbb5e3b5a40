"""A conversation as it is shown: what has been said, what may be said now, and at the end how it went."""

from typing import Final

from markupsafe import Markup
from msgspec import Struct

from course.questions import Conversation, Ending, Person, Response, Turn
from course.rendering.answer_words import Inline
from course.talk import ASPECTS, Talk, follow, key_of

ASPECT_WORDS: Final = {"empathy": "Empathy", "clarity": "Clarity", "safety": "Safety"}
ENDING_WORDS: Final[dict[Ending, str]] = {
    "good": "It went well",
    "mixed": "Some of it went well",
    "poor": "It could go better",
}


class Heard(Struct, frozen=True):
    """What somebody else does and says. scene: empty where nothing else happens."""

    person: Person
    says: Markup
    scene: Markup


class Exchange(Struct, frozen=True):
    """A turn that is over. why: how the line worked; better: a line that works better, or empty."""

    heard: Heard
    said: Markup
    why: Markup
    better: Markup
    better_why: Markup


class Choice(Struct, frozen=True):
    """What may be said now. key: as a form sends it."""

    key: str
    say: Markup


class AspectView(Struct, frozen=True):
    """How one side of the talk went: marks won of those that the best lines would have won."""

    name: str
    won: int
    of: int

    @property
    def words(self) -> str:
        """How it went, in words, for who does not see the bar."""
        if self.won >= self.of:
            return "all of it"
        return f"{self.won} of {self.of}"


class Debrief(Struct, frozen=True):
    """How a talk went, once it is over."""

    mark: Ending
    verdict: str
    summary: Markup
    aspects: tuple[AspectView, ...]


class ConversationView(Struct, frozen=True):
    """Everything a page shows of a conversation."""

    setting: Markup
    path: Response
    exchanges: tuple[Exchange, ...]
    now: Heard
    choices: tuple[Choice, ...]
    debrief: Debrief | None


def conversation_view(
    conversation: Conversation, path: Response, inline: Inline
) -> ConversationView:
    """Return how far a talk has come. Raises KeyError where path cannot be walked."""
    talk = follow(conversation, path)
    return ConversationView(
        setting=inline(conversation.setting),
        path=path,
        exchanges=tuple(
            Exchange(
                heard=_heard(conversation, each.turn, inline),
                said=inline(each.saying.say),
                why=inline(each.saying.feedback),
                better=inline(each.better.say) if each.better else Markup(),
                better_why=inline(each.better.feedback) if each.better else Markup(),
            )
            for each in talk.said
        ),
        now=_heard(conversation, talk.now, inline),
        choices=tuple(
            Choice(key_of(talk.now, saying), inline(saying.say)) for saying in talk.now.choices
        ),
        debrief=_debrief(talk, inline),
    )


def _heard(conversation: Conversation, turn: Turn, inline: Inline) -> Heard:
    return Heard(conversation.person(turn.who), inline(turn.says), inline(turn.scene))


def _debrief(talk: Talk, inline: Inline) -> Debrief | None:
    if talk.now.ending is None:
        return None
    return Debrief(
        mark=talk.now.ending,
        verdict=ENDING_WORDS[talk.now.ending],
        summary=inline(talk.now.summary),
        aspects=tuple(AspectView(ASPECT_WORDS[name], *talk.points(name)) for name in ASPECTS),
    )
