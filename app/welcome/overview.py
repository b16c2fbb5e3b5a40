"""What the page of a form shows: its sections, and the steps that lead to signing and beyond."""

import datetime as dt

from msgspec import Struct
from sqlalchemy.orm import Session

from app.assignments.due import due_words, today
from app.welcome import access, actions_kept, filled, needs
from app.welcome.access import SET_UP, Seat
from app.welcome.actions_kept import Numbers
from app.welcome.agreement import Agreement, Words
from app.welcome.models import WelcomeForm
from app.welcome.questions import questions_of
from app.welcome.reviewing import Review, earliest, reviews
from app.welcome.sections import Filled, progress
from app.welcome.texts import Texts
from app.wording import counted, day, day_and_time
from course.welcome_form.model import Section


class OfSection(Struct, frozen=True):
    """A section and how far it is. signed: what signing makes of that, if it makes anything."""

    section: Section
    filled: Filled
    signed: Words | None = None
    open: bool = True

    @property
    def state(self) -> str:
        """Its state in words: of writing until the meeting is over, of signing from then on."""
        there = self.filled.filled or self.filled.others
        if self.signed is not None and (there or self.signed.hint):
            return self.signed.state
        return self.filled.word if self.open else "To read" if there else "Empty"

    @property
    def hint(self) -> str:
        """Who signed it and when; before, how many answers there are, as an offer and never as a demand."""
        if self.signed is not None and self.signed.hint:
            return self.signed.hint
        done, own = self.filled.filled, self.filled.own
        if not own:
            return counted(self.filled.others, "answer") if self.filled.others else ""
        return f"{counted(done, 'answer')} of yours" if done else ""


class Step(Struct, frozen=True):
    """A step of the meeting. name: of its page; words: its state."""

    name: str
    text: str
    hint: str
    state: str
    open: bool = True


def sections(
    session: Session, seat: Seat, sealed: Texts, signed: Agreement
) -> tuple[OfSection, ...]:
    """Return the sections that the asker sees: before it is shared, the supervisor sees the first only."""
    return tuple(
        OfSection(
            section,
            progress(session, seat, sealed, section),
            signed.of_section(section.id),
            seat.open,
        )
        for section in questions_of(seat.form).sections
        if seat.is_img or seat.form.shared is not None or section.id == SET_UP
    )


def steps(
    session: Session, seat: Seat, sealed: Texts, signed: Agreement, moment: dt.datetime
) -> tuple[Step, ...]:
    """Return what comes after writing, in the order of the meeting."""
    form, on = seat.form, today(moment)
    found = [_filled(session, seat, signed) if form.own_form_id else _needs(session, seat, sealed)]
    if not access.sees_everything_shared(seat):
        return tuple(found)
    shared = form.shared is not None
    signing = signed.of_signing()
    found += [
        Step(
            "meeting",
            "The meeting",
            day_and_time(form.meeting) if form.meeting else "60 to 90 minutes, with lines to say",
            _of_meeting(form),
            shared,
        ),
        Step(
            "proposals",
            "Proposals to choose from" if form.own_form_id else "What is proposed",
            "" if form.own_form_id else "Each with its reason",
            "Optional",
            shared,
        ),
        _actions(session, seat, on),
        Step(
            "sign",
            "Read back and sign",
            signing.hint or "Both of you, in your own account",
            signing.state,
            shared,
        ),
    ]
    found += [_review(each, seat, signed, on) for each in reviews(session, seat)]
    return tuple(found)


def _of_meeting(form: WelcomeForm) -> str:
    if form.discussed:
        return "Done"
    if form.safety_agreed:
        return "In progress"
    return "Planned" if form.meeting else "Not started"


def _actions(session: Session, seat: Seat, on: dt.date) -> Step:
    form = seat.form
    found = actions_kept.numbers(session, [form.id], on).get(form.id, Numbers())
    agreed = found.open or form.no_action or actions_kept.any_of(session, form.id)
    return Step(
        "actions",
        "What we agreed to do",
        counted(found.open, "open action")
        if found.open
        else "Nothing is open"
        if agreed
        else "Three to seven, each with an owner and a day",
        "In progress" if found.open else "Done" if agreed else "Not started",
        form.shared is not None,
    )


def _review(review: Review, seat: Seat, signed: Agreement, on: dt.date) -> Step:
    alone, opens = signed.by_one(review.months), earliest(seat.form, review.months)
    hint = due_words(review.due, on) if review.due else ""
    if review.signed:
        hint, state = f"both signed on {day(review.signed)}", "Signed"
    elif alone is not None:
        hint, state = alone.hint, alone.state
    else:
        state = "Due" if opens is not None and opens <= on else "Not started"
    return Step(
        f"review-{review.months}",
        f"Review after {review.months} months",
        hint,
        state,
        seat.form.shared is not None and seat.form.signed is not None,
    )


def _filled(session: Session, seat: Seat, signed: Agreement) -> Step:
    number = len(filled.of(session, seat))
    words = signed.of_files() if number or signed.latest is not None else None
    return Step(
        "filled",
        "The trust’s form: download it, fill it, put it here",
        words.hint if words and words.hint else counted(number, "file") if number else "",
        words.state if words else "In progress" if number else "Not started",
        access.sees_everything_shared(seat),
    )


def _needs(session: Session, seat: Seat, sealed: Texts) -> Step:
    rated = needs.rated(session, seat, sealed)
    return Step(
        "needs",
        "Needs: what you can do today, and what the post needs"
        if seat.is_img
        else "Needs: what the post needs",
        "Shown side by side"
        if rated.both_seen
        else "Neither sees the other’s numbers until both have finished",
        "Done"
        if rated.both_seen
        else "In progress"
        if rated.mine_done or rated.ratings
        else "Not started",
    )
