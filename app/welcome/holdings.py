"""What the welcome meeting holds about a person: as the doctor all of the form, as the supervisor that they were.

The form is the doctor's: what a supervisor wrote in it is given to the doctor, and stays with the doctor's
form when the supervisor's data are erased, without saying by whom.
"""

from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.accounts.holding import Holding, Row, Whose
from app.database import Base
from app.services import Services
from app.welcome.models import (
    WelcomeAction,
    WelcomeAnswer,
    WelcomeForm,
    WelcomeFormer,
    WelcomeProposal,
    WelcomeRating,
    WelcomeReader,
    WelcomeRound,
    WelcomeScan,
    WelcomeSignature,
    WelcomeTakenBack,
    WelcomeUnsaved,
    WelcomeVersion,
)
from app.welcome.own_models import WelcomeFilled, WelcomeOwnForm
from app.welcome.texts import texts_of

_SEALED: Final = "sealed; what it holds is given"
_OTHERS: Final = "it is somebody else's"


def _own_forms(whose: Whose) -> Select[Any]:
    return select(WelcomeForm.id).where(WelcomeForm.learner_id.in_(whose.membership_ids))


def _opened(parts: Services, _session: Session, row: Any) -> Row:
    if row.kept is None:
        return {}
    return {"holds": texts_of(parts).open(row.kept, row.__tablename__, row.id)}


def _of_form(
    key: str,
    title: str,
    table: Any,
    *,
    sealed: bool = True,
    others: tuple[str, ...] = (),
) -> Holding:
    """Return the holding of rows of a doctor's own forms. others: columns that name the other of the two."""
    hidden = dict.fromkeys(others, _OTHERS) | ({"kept": _SEALED} if sealed else {})
    return Holding(
        key,
        title,
        table,
        lambda whose: table.form_id.in_(_own_forms(whose)),
        hidden=hidden,
        written=_opened if sealed else None,
    )


def _in_others_forms(
    key: str, title: str, table: Any, column: InstrumentedAttribute[Any], *, sealed: bool = True
) -> Holding:
    """Return the holding of rows that a supervisor made in the forms of doctors."""

    def whose_rows(whose: Whose) -> ColumnElement[bool]:
        mine: ColumnElement[bool] = column.in_(whose.membership_ids)
        return and_(mine, table.form_id.not_in(_own_forms(whose)))

    def forget(session: Session, whose: Whose) -> None:
        wanted = update(table).where(whose_rows(whose)).values({column.key: None})
        session.execute(wanted.execution_options(synchronize_session=False))

    hidden = {"form_id": _OTHERS} | ({"kept": "it is about somebody else"} if sealed else {})
    return Holding(
        key,
        title,
        table,
        whose_rows,
        hidden=hidden,
        stays="What was written in a doctor's welcome meeting form stays theirs, without saying by whom.",
        loosen=forget,
    )


def _forget_supervisor(session: Session, whose: Whose) -> None:
    mine = WelcomeForm.supervisor_id.in_(whose.membership_ids)
    session.execute(update(WelcomeForm).where(mine).values(supervisor_id=None, pen_holder=None))
    began = WelcomeForm.begun_by.in_(whose.membership_ids)
    session.execute(update(WelcomeForm).where(began).values(begun_by=None))


def _taken_back(whose: Whose) -> ColumnElement[bool]:
    return or_(
        WelcomeTakenBack.learner_id.in_(whose.membership_ids),
        WelcomeTakenBack.supervisor_id.in_(whose.membership_ids),
    )


def _forget_giver(session: Session, whose: Whose) -> None:
    mine = WelcomeOwnForm.made_by.in_(whose.membership_ids)
    session.execute(update(WelcomeOwnForm).where(mine).values(made_by=None))


_FORM: Final[type[Base]] = WelcomeForm
HOLDINGS: Final = (
    Holding(
        "welcome_forms",
        "Welcome meeting forms",
        _FORM,
        lambda whose: WelcomeForm.learner_id.in_(whose.membership_ids),
        hidden={
            "salt": "a secret of the database",
            "supervisor_id": _OTHERS,
            "begun_by": _OTHERS,
            "pen_holder": _OTHERS,
        },
    ),
    Holding(
        "welcome_forms_supervised",
        "Welcome meeting forms of doctors whom this person supervised",
        _FORM,
        lambda whose: WelcomeForm.supervisor_id.in_(whose.membership_ids),
        hidden=dict.fromkeys(
            ("salt", "learner_id", "begun_by", "pen_holder", "next_form_id"), _OTHERS
        ),
        stays="A doctor's welcome meeting form stays theirs, without saying with whom.",
        loosen=_forget_supervisor,
    ),
    Holding(
        "welcome_taken_back",
        "Welcome meeting forms that were taken back while nothing stood in them",
        WelcomeTakenBack,
        _taken_back,
        hidden=dict.fromkeys(("learner_id", "supervisor_id"), _OTHERS),
    ),
    _of_form("welcome_answers", "Answers in the form", WelcomeAnswer, others=("author_id",)),
    _of_form(
        "welcome_readers",
        "Who else may read an answer",
        WelcomeReader,
        sealed=False,
        others=("reader_id",),
    ),
    Holding(
        "welcome_read",
        "Answers of others that this person may read",
        WelcomeReader,
        lambda whose: WelcomeReader.reader_id.in_(whose.membership_ids),
        hidden=dict.fromkeys(("form_id", "field"), _OTHERS),
    ),
    _of_form("welcome_former", "What stood there before", WelcomeFormer, others=("author_id",)),
    _of_form("welcome_ratings", "Ratings of needs", WelcomeRating),
    _of_form("welcome_rounds", "When both had rated", WelcomeRound, sealed=False),
    _of_form(
        "welcome_proposals",
        "What was answered to proposals",
        WelcomeProposal,
        sealed=False,
        others=("by_id",),
    ),
    _of_form("welcome_actions", "Actions agreed", WelcomeAction, others=("made_by",)),
    _of_form("welcome_versions", "What was signed", WelcomeVersion),
    _of_form(
        "welcome_signatures",
        "Signatures",
        WelcomeSignature,
        sealed=False,
        others=("membership_id",),
    ),
    _of_form(
        "welcome_scans", "Scans of what was signed on paper", WelcomeScan, others=("made_by",)
    ),
    _of_form("welcome_filled", "Filled forms of the trust", WelcomeFilled, others=("made_by",)),
    Holding(
        "welcome_unsaved",
        "Answers that wait to be saved",
        WelcomeUnsaved,
        lambda whose: WelcomeUnsaved.person_id == whose.person_id,
        of="person",
        hidden={"kept": _SEALED},
        written=_opened,
    ),
    _in_others_forms(
        "welcome_answers_given", "Answers in doctors' forms", WelcomeAnswer, WelcomeAnswer.author_id
    ),
    _in_others_forms(
        "welcome_former_given", "What stood there before", WelcomeFormer, WelcomeFormer.author_id
    ),
    _in_others_forms(
        "welcome_proposals_given",
        "Proposals answered in doctors' forms",
        WelcomeProposal,
        WelcomeProposal.by_id,
        sealed=False,
    ),
    _in_others_forms(
        "welcome_actions_given", "Actions in doctors' forms", WelcomeAction, WelcomeAction.made_by
    ),
    _in_others_forms(
        "welcome_signatures_given",
        "Signatures under doctors' forms",
        WelcomeSignature,
        WelcomeSignature.membership_id,
        sealed=False,
    ),
    _in_others_forms(
        "welcome_scans_given", "Scans added to doctors' forms", WelcomeScan, WelcomeScan.made_by
    ),
    _in_others_forms(
        "welcome_filled_given",
        "Filled forms added to doctors' meetings",
        WelcomeFilled,
        WelcomeFilled.made_by,
    ),
    Holding(
        "welcome_own_forms",
        "Forms of the organisation that this person gave for welcome meetings",
        WelcomeOwnForm,
        lambda whose: WelcomeOwnForm.made_by.in_(whose.membership_ids),
        hidden={"content": "a blank form of the organisation"},
        stays="They are the organisation's, and stay without saying who gave them.",
        loosen=_forget_giver,
    ),
)
