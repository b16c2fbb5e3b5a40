"""Draw an attempt's questions, and the order in which to show answers: seeded, repeatable."""

from course.model import Module
from course.question_types import type_of
from course.questions import Question
from course.random32 import shuffled

__all__ = ["draw", "shown_order", "shuffled"]


def draw(module: Module, seed: int) -> tuple[str, ...]:
    """Return the ids of the questions that an attempt gets, evenly over the topics.

    seed: 0 to 2**32 - 1. The questions of the bank (purpose ``assessment``) are taken by topic, in
    the order of the files. Each topic's list is shuffled with the salt ``draw:`` + slug, and the
    list of the topics that have any with the salt ``draw-topics``. Then one question is taken from
    each topic in turn, round after round, until the attempt is full. Last, what was taken is
    shuffled with the salt ``draw-order``.
    """
    lists = {
        topic.slug: [q.id for q in module.of_purpose("assessment", topic.slug)]
        for topic in module.topics
    }
    mixed = {slug: shuffled(ids, seed, f"draw:{slug}") for slug, ids in lists.items() if ids}
    topics = shuffled(list(mixed), seed, "draw-topics")
    rounds = max((len(ids) for ids in mixed.values()), default=0)
    in_turn = [mixed[slug][n] for n in range(rounds) for slug in topics if n < len(mixed[slug])]
    return shuffled(in_turn[: module.assessment.draw], seed, "draw-order")


def shown_order(question: Question, seed: int) -> tuple[str, ...]:
    """Return the ids of the options, steps or targets in the order in which to show them.

    Shuffled with the question's id as salt; empty for a type that has nothing to order. Steps that
    come out in their right order have the first moved to the end, lest the page give the answer.
    """
    kind = type_of(question)
    ids = kind.shuffled_ids(question)
    order = shuffled(ids, seed, question.id)
    if kind.order_is_the_answer and order == ids:
        return order[1:] + order[:1]
    return order
