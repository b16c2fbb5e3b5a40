"""The types of question, in one registry: a new type is one file here and one line below.

Beside them it needs its struct (``course/questions.py``), a template (``templates/question``), its
words (``rendering/answer_words.py``, ``rendering/feedback_view.py``), its twin in the browser
(``player/question-types``, ``player/feedback.js``), cases in ``vectors``, and a way to other systems
(``exchange/outgoing.py``); a test for each fails where one is missing.
"""

from typing import Any, Final

from course.question_types.base import QuestionType
from course.question_types.choices import MultipleType, SingleType
from course.question_types.conversation import ConversationType
from course.question_types.fill_in import FillInType
from course.question_types.hotspot import HotspotType
from course.question_types.likert import LikertType
from course.question_types.long_text import LongTextType
from course.question_types.matching import MatchingType
from course.question_types.numeric import NumericType
from course.question_types.ranking import RankingType
from course.question_types.rating import RatingType
from course.question_types.sequencing import SequencingType
from course.question_types.true_false import TrueFalseType
from course.questions import Question

QUESTION_TYPES: Final[dict[str, QuestionType[Any]]] = {
    kind.name: kind
    for kind in (
        SingleType(),
        MultipleType(),
        TrueFalseType(),
        FillInType(),
        NumericType(),
        MatchingType(),
        SequencingType(),
        RankingType(),
        RatingType(),
        HotspotType(),
        LikertType(),
        LongTextType(),
        ConversationType(),
    )
}
"""Each type by the name that authors write."""

_BY_MODEL = {kind.model: kind for kind in QUESTION_TYPES.values()}


def type_of(question: Question) -> QuestionType[Any]:
    """Return what is known of a question's type."""
    return _BY_MODEL[type(question)]
