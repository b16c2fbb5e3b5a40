"""A learner at the course's page: opens, answers, goes on, as a person would."""

from playwright.sync_api import Frame, Page

from course.model import Module
from course.questions import Conversation, Question
from tests.browser.answering import Choose, put, right


class Learner:
    """Acts in the frame that shows the course."""

    def __init__(self, frame: Frame, module: Module) -> None:
        self.frame = frame
        self.module = module

    def open(self, section: str) -> None:
        """Open a section by its link in the list."""
        self.frame.locator(f'[data-step="{section}"] a').click()
        self.frame.locator(f"#{section}").wait_for(state="visible")

    def practise(self, question: Question, choose: Choose = right) -> str:
        """Answer a practice question, and return the feedback."""
        form = self.frame.locator(f'form[data-practice="{question.id}"]')
        put(form, question, choose(question))
        if not isinstance(question, Conversation):  # its last line is its end
            form.locator("[data-check]").click()
        feedback = form.locator("[data-feedback] .fs-result")
        feedback.wait_for()
        return feedback.inner_text()

    def practise_topic(self, slug: str, choose: Choose = right) -> None:
        """Open a topic and answer its practice."""
        self.open(f"topic-{slug}")
        for question in self.module.of_purpose("practice", slug):
            self.practise(question, choose)

    def current_question(self) -> Question:
        """Return the assessment's question in view."""
        shown = self.frame.locator("[data-assessment] [data-question]").get_attribute(
            "data-question"
        )
        return self.module.question(shown or "")

    def answer_current(self, choose: Choose) -> Question:
        """Answer the question in view and go on."""
        question = self.current_question()
        place = self.frame.locator("[data-assessment] form")
        put(place, question, choose(question))
        place.get_by_role("button", name="Save and go on").click()
        return question

    def take_assessment(self, choose: Choose = right) -> None:
        """Take the assessment from its start to its result."""
        self.open("assessment")
        self.frame.get_by_role("button", name="Start the assessment").or_(
            self.frame.get_by_role("button", name="Try again")
        ).first.click()
        for _ in range(self.module.assessment.draw):
            self.answer_current(choose)
        self.frame.get_by_role("button", name="Send my answers").click()
        self.frame.get_by_role("heading", name="By topic").wait_for()

    def leave(self) -> str:
        """Press our own button; return the heading of the page that ends the visit."""
        self.frame.locator("[data-leave]").click()
        ended = self.frame.locator("[data-end-title]")
        ended.wait_for()
        return ended.inner_text()

    def heading(self) -> str:
        """Return the first heading in view."""
        return self.frame.locator("[data-section]:not([hidden]) h1").inner_text()


def course_frame(page: Page) -> Frame:
    """Return the frame of a learning system's page that shows the course, once it is ready."""
    handle = page.wait_for_selector("#sco")
    frame = handle.content_frame() if handle else None
    assert frame is not None
    frame.wait_for_selector("[data-progress]:not([hidden])")
    return frame
