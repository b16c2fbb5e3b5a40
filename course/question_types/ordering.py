"""Reading an order from a form: for steps (``sequencing``) and for responses (``ranking``)."""

from collections.abc import Sequence

from course.errors import ResponseError
from course.question_types.base import known
from course.questions import Response


def parse_order(values: Sequence[str], ids: Sequence[str], sentence: str) -> Response:
    """Return the ids in the order given.

    values: the ids in order, or ``id.place`` for each (places count from 1). Raises ResponseError
    with sentence where one is left out or two share a place.
    """
    places = [str(place) for place in range(1, len(ids) + 1)]
    complete = [value for value in values if not value.strip().endswith(".")]
    given = known(complete, [*ids, *(f"{each}.{place}" for each in ids for place in places)])
    if given and all("." in value for value in given):
        pairs = sorted((value.split(".")[1], value.split(".")[0]) for value in given)
        if [place for place, _ in pairs] != places:
            raise ResponseError(sentence)
        given = [each for _, each in pairs]
    if sorted(given) != sorted(ids):
        raise ResponseError(sentence)
    return tuple(given)
