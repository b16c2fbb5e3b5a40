"""Course to accessible HTML for the app and for packages: topics, questions, feedback, sources.

A topic is a sequence of segments, so that whoever shows it can put each practice question into a
form of its own. Nothing here knows of requests, forms or an LMS.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from threading import Lock
from typing import TypeAlias

from markupsafe import Markup
from msgspec import Struct, structs

from course import domains
from course.glossary.links import TermFinder
from course.local_answers import LocalAnswerGiven, given_in
from course.model import Course, GlossaryEntry, Module, Topic
from course.nations import HomeNation
from course.question_types import type_of
from course.question_types.base import Thing
from course.questions import (
    Conversation,
    Hotspot,
    Question,
    Response,
)
from course.rendering.answer_words import in_words, place_in_words, right_response
from course.rendering.conversation_view import ConversationView, conversation_view
from course.rendering.feedback_view import feedback_view
from course.rendering.markdown_blocks import NOT_GIVEN, LocalWords
from course.rendering.markdown_html import (
    Addresses,
    block_html,
    cut_at_slots,
    fill_terms,
    inline_html,
)
from course.rendering.outside_links import SAME_TAB, OutsideLinks
from course.rendering.picture_size import Size, size_of
from course.rendering.question_inputs import (
    is_long,
    letter,
    option_items,
    rating_items,
    select_items,
    spot_items,
)
from course.rendering.templating import day, shared_environment
from course.results import Result


class Html(Struct, frozen=True):
    """A stretch of a topic that is only read."""

    html: Markup


class Slot(Struct, frozen=True):
    """The place of a practice question in a topic."""

    question: Question


Segment: TypeAlias = Html | Slot


class QuestionState(Struct, frozen=True):
    """How a question is to be shown.

    order: ids of options, steps or targets as they are to stand; empty for as written, save that
    steps are then turned by one place, since their written order is the answer. written: what a
    learner has just written for themselves, which is no part of a response. number and of:
    place among several, 0 where there is none. heading: level of its heading, 0 for none.
    """

    response: Response = ()
    result: Result | None = None
    order: tuple[str, ...] = ()
    error: str = ""
    number: int = 0
    of: int = 0
    heading: int = 3
    read_only: bool = False
    written: str = ""


class _Rendered(Struct, frozen=True):
    segments: tuple[Segment, ...]
    terms: frozenset[str]


NO_ANSWERS: Mapping[str, LocalAnswerGiven] = {}


def _no_address(_: GlossaryEntry) -> str:
    return ""


class Renderer:
    """Renders one course for one reader of it: an organisation in the app, or a package.

    image_url gets a module and a picture's path as written (``images/name.svg``); topic_url a
    module and a topic; term_url an entry of the glossary (empty: no link to it). nation: where the
    reader works, shown first where the four nations differ; none to show all alike. outside: the
    attributes of links that lead out of the course. Topics and lines are kept once rendered, so keep
    the renderer; several threads may use it.
    """

    def __init__(
        self,
        course: Course,
        *,
        local_answers: Mapping[str, LocalAnswerGiven] = NO_ANSWERS,
        image_url: Callable[[Module, str], str],
        topic_url: Callable[[Module, Topic], str],
        term_url: Callable[[GlossaryEntry], str] = _no_address,
        nation: HomeNation | None = None,
        outside: OutsideLinks = SAME_TAB,
    ) -> None:
        self._course = course
        self._local_answers = local_answers
        self._image_url = image_url
        self._topic_url = topic_url
        self._term_url = term_url
        self._terms = TermFinder(course.glossary.values())
        self._nation = nation
        self._outside = outside
        self._templates = shared_environment()
        self._topics: dict[tuple[str, str], _Rendered] = {}
        self._lines: dict[str, Markup] = {}
        self._answer_lists: dict[str, Markup] = {}
        self._writing = Lock()

    def topic(self, module: Module, topic: Topic) -> tuple[Segment, ...]:
        """Return a topic's body, cut where its practice questions stand."""
        return self._rendered(module, topic).segments

    def terms(self, module: Module) -> tuple[GlossaryEntry, ...]:
        """Return the entries of the glossary that a module's topics use, in its order."""
        used = set().union(*(self._rendered(module, topic).terms for topic in module.topics))
        return tuple(entry for key, entry in self._course.glossary.items() if key in used)

    def topic_terms(self, module: Module, topic: Topic) -> tuple[GlossaryEntry, ...]:
        """Return the entries of the glossary that a topic uses, in the order of their ids."""
        used = self._rendered(module, topic).terms
        return tuple(self._course.glossary[key] for key in sorted(used))

    def inline(self, text: str) -> Markup:
        """Return an author's line of Markdown as HTML without a paragraph."""
        if text not in self._lines:
            html = inline_html(text, self._local_words, self._outside)
            with self._writing:
                self._lines[text] = html
        return self._lines[text]

    def sources(self, topic: Topic) -> Markup:
        """Return a topic's section of sources and of facts that can change, with their dates."""
        return self._fill(
            "course/sources.html",
            topic=topic,
            sources=[self._course.sources[source] for source in topic.sources],
            source_of=self._course.sources,
        )

    def objectives(self, module: Module) -> Markup:
        """Return what a module lets one do, with the domains that each objective serves."""
        return self._fill("course/objectives.html", module=module, gmp=domains.GMP, gpc=domains.GPC)

    def further_reading(self, module: Module) -> Markup:
        """Return the list of what to read after a module; empty where there is none."""
        reading = [self._course.sources[source] for source in module.further_reading]
        return self._fill("course/further_reading.html", reading=reading)

    def question(self, question: Question, state: QuestionState) -> Markup:
        """Return what stands inside a question's form: no form, no button, no token."""
        feedback = Markup()
        if state.result is not None:
            feedback = self.feedback(question, state.response, state.result)
        return self._fill(
            "course/question/question.html",
            question=question,
            type=type_of(question).name,
            state=state,
            things=tuple(_in_order(question, state.order)),
            feedback=feedback,
            is_long=is_long,
            option_items=option_items,
            place_in_words=place_in_words,
            select_items=select_items,
            rating_items=rating_items,
            spot_items=spot_items,
            letter=letter,
            picture=self._picture(question),
            picture_size=self._picture_size(question),
            talk=self._talk(question, state.response),
        )

    def feedback(self, question: Question, response: Response, result: Result) -> Markup:
        """Return what is said after an answer: the verdict, why each answer, the explanation."""
        talk = self._talk(question, response)
        if talk is not None:
            return self._fill(
                "course/question/debrief.html",
                debrief=talk.debrief,
                exchanges=talk.exchanges,
                explanation=self.inline(question.explanation),
            )
        view = feedback_view(question, response, result, self.inline)
        return self._fill(
            "course/question/feedback.html", feedback=view, ordered=is_ordered(question)
        )

    def answered(self, question: Question, response: Response) -> tuple[Markup, ...]:
        """Return a response in the words of the question's options, one line or several."""
        return in_words(question, response, self.inline)

    def review(self, question: Question, response: Response, result: Result) -> Markup:
        """Return a question after an attempt, to be read only: answered, right, and why."""
        return self._fill(
            "course/question/review.html",
            question=question,
            ordered=is_ordered(question),
            answered=self.answered(question, response),
            right=in_words(question, right_response(question), self.inline),
            feedback=feedback_view(question, response, result, self.inline),
        )

    def local_answers(self, module: Module) -> Markup:
        """Return the trust's own answers that a module shows, as one list; empty without any."""
        if module.slug not in self._answer_lists:
            rows = given_in(self._course, module, self._local_answers)
            html = self._fill("course/local_answers.html", rows=rows)
            with self._writing:
                self._answer_lists[module.slug] = html
        return self._answer_lists[module.slug]

    def card(self, module: Module) -> Markup:
        """Return the body of a module's card; empty where it has none.

        Where all answers of the trust are of one day, the list under the card says it for all of them.
        """
        if module.card is None:
            return Markup()
        rows = given_in(self._course, module, self._local_answers)
        words = self._local_words
        if len({row.given for row in rows}) == 1:
            words = self._undated_words
        # On paper nothing opens, so no term is linked.
        return self._block_html(module, module.card.body, words=words)

    def _picture(self, question: Question) -> str:
        """Return the address of a hotspot's picture; empty for any other question."""
        if not isinstance(question, Hotspot):
            return ""
        return self._image_url(self._module_of(question), question.image)

    def _picture_size(self, question: Question) -> Size | None:
        """Return how large a hotspot's picture is; none where it is not known."""
        if not isinstance(question, Hotspot):
            return None
        return size_of(self._module_of(question).folder, question.image)

    def _module_of(self, question: Question) -> Module:
        return next(m for m in self._course.modules if question in m.questions)

    def _talk(self, question: Question, path: Response) -> ConversationView | None:
        if not isinstance(question, Conversation):
            return None
        return conversation_view(question, path, self.inline)

    def _block_html(
        self,
        module: Module,
        text: str,
        terms: TermFinder | None = None,
        topic: str = "",
        words: Callable[[str], LocalWords] | None = None,
    ) -> Markup:
        addresses = Addresses(
            image=lambda name: self._image_url(module, name),
            topic=lambda slug: self._topic_url(module, module.topic(slug)),
            size=lambda name: size_of(module.folder, name),
        )
        return block_html(
            text,
            words or self._local_words,
            addresses,
            terms,
            self._nation,
            outside=self._outside,
            topic=topic,
        )

    def _rendered(self, module: Module, topic: Topic) -> _Rendered:
        key = (module.slug, topic.slug)
        if key not in self._topics:
            rendered = self._render(module, topic)
            with self._writing:
                self._topics[key] = rendered
        return self._topics[key]

    def _render(self, module: Module, topic: Topic) -> _Rendered:
        times: Counter[str] = Counter()

        def fill(key: str, words: Markup) -> Markup:
            times[key] += 1
            return self._term(self._course.glossary[key], words, topic, times[key])

        html = fill_terms(self._block_html(module, topic.body, self._terms, topic.slug), fill)
        segments = tuple(
            Slot(module.question(part)) if is_slot else Html(part)
            for is_slot, part in cut_at_slots(html)
        )
        return _Rendered(segments, frozenset(times))

    def _term(self, entry: GlossaryEntry, words: Markup, topic: Topic, nth: int) -> Markup:
        """Return a term of a topic with its meaning, which the reader opens.

        nth: the how-many-th link to it in the topic this is: a second one follows what is folded.
        """
        # The topic is in the id, since a package shows all topics on one page.
        return self._fill(
            "course/term.html",
            entry=entry,
            words=words,
            id=f"term-{topic.slug}-{entry.id}" + (f"-{nth}" if nth > 1 else ""),
            more=self._term_url(entry),
        )

    def local_answer(self, key: str) -> str:
        """Return the trust's own answer to what is asked for; empty where it has given none."""
        given = self._local_answers.get(key)
        return given.text if given else ""

    def _local_words(self, key: str) -> LocalWords:
        given = self._local_answers.get(key)
        return LocalWords(given.text, day(given.given)) if given else LocalWords(NOT_GIVEN)

    def _undated_words(self, key: str) -> LocalWords:
        return structs.replace(self._local_words(key), dated=False)

    def _fill(self, template: str, **values: object) -> Markup:
        page = self._templates.get_template(template)
        return Markup(page.render(inline=self.inline, outside=self._outside, **values))


def is_ordered(question: Question) -> bool:
    """Say whether the order of an answer's lines is the answer."""
    return type_of(question).order_is_the_answer


def _in_order(question: Question, order: tuple[str, ...]) -> Sequence[Thing]:
    things = type_of(question).shuffled(question)
    if not order:
        return [*things[1:], *things[:1]] if is_ordered(question) else things
    by_id = {thing.id: thing for thing in things}
    return [by_id[key] for key in order]
