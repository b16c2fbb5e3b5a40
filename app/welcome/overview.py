"""What the page of a form shows: its sections, and the steps that lead to signing and beyond."""

import datetime as dt

from msgspec import Struct
from sqlalchemy.orm import Session

from app.assignments.due import due_words, today
from app.welcome import access, actions_kept, filled, needs, versions
from app.welcome.access import SET_UP, Seat
from app.welcome.questions import questions_of
from app.welcome.reviewing import reviews
from app.welcome.sections import Filled, progress
from app.welcome.texts import Texts
from app.wording import counted, day, day_and_time
from course.welcome_form.model import Section


class OfSection(Struct, frozen=True):
    """A section and how far it is."""

    section: Section
    filled: Filled

    @property
    def hint(self) -> str:
        """How many answers there are, as an offer and never as a demand."""
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


def sections(session: Session, seat: Seat, sealed: Texts) -> tuple[OfSection, ...]:
    """Return the sections that the asker sees: before it is shared, the supervisor sees the first only."""
    return tuple(
        OfSection(section, progress(session, seat, sealed, section))
        for section in questions_of(seat.form).sections
        if seat.is_img or seat.form.shared is not None or section.id == SET_UP
    )


def steps(session: Session, seat: Seat, sealed: Texts, moment: dt.datetime) -> tuple[Step, ...]:
    """Return what comes after writing, in the order of the meeting."""
    form = seat.form
    found = [_filled(session, seat) if form.own_form_id else _needs(session, seat, sealed)]
    if not access.sees_everything_shared(seat):
        return tuple(found)
    shared = form.shared is not None
    found_actions = actions_kept.numbers(session, [form.id], today(moment))
    open_ = found_actions.get(form.id, actions_kept.Numbers()).open
    signed = [each for each in versions.versions_of(session, seat, sealed) if each.frozen]
    latest = signed[0] if signed else None
    found += [
        Step(
            "meeting",
            "The meeting",
            day_and_time(form.meeting) if form.meeting else "60 to 90 minutes, with lines to say",
            "Done" if form.discussed else "Not started",
            shared,
        ),
        Step(
            "proposals",
            "Proposals to choose from" if form.own_form_id else "What is proposed",
            "" if form.own_form_id else "Each with its reason",
            "Optional",
            shared,
        ),
        Step(
            "actions",
            "What we agreed to do",
            counted(open_, "open action")
            if open_
            else "Three to seven, each with an owner and a day",
            "In progress" if open_ else "Not started",
            shared,
        ),
        Step(
            "sign",
            "Read back and sign",
            f"Version {latest.number}, {day(latest.frozen)}"
            if latest and latest.frozen
            else "Both of you, in your own account",
            "Done" if latest else "Not started",
            shared,
        ),
    ]
    for review in reviews(session, seat):
        found.append(
            Step(
                f"review-{review.months}",
                f"Review after {review.months} months",
                due_words(review.due, today(moment)) if review.due and not review.signed else "",
                "Done" if review.signed else "Not started",
                shared and form.signed is not None,
            )
        )
    return tuple(found)


def _filled(session: Session, seat: Seat) -> Step:
    number = len(filled.of(session, seat))
    return Step(
        "filled",
        "The trust’s form: download it, fill it, put it here",
        counted(number, "file") if number else "",
        "In progress" if number else "Not started",
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
