"""Where this server sends no mail: the pages say who helps, and nothing is kept for nothing."""

from sqlalchemy import select

from app.accounts.models import EmailChange, KnownDevice
from app.database import Database
from tests.app.actors import PASSWORD, Actor


def test_the_page_says_who_changes_the_address(as_learner: Actor, database: Database) -> None:
    page = as_learner.get("/account/email").text
    assert "Ask your organisation’s administrator" in page and "Send me a link" not in page
    answer = as_learner.send("/account/email", email="x@post.example", password=PASSWORD)
    assert answer.status_code == 400
    with database.read() as session:
        assert session.scalars(select(EmailChange)).first() is None


def test_no_kind_of_device_is_remembered(as_learner: Actor, database: Database) -> None:
    with database.read() as session:
        assert session.scalars(select(KnownDevice)).first() is None


def test_the_page_of_reminders_says_so(as_learner: Actor) -> None:
    assert "This server sends no mail" in as_learner.get("/account/reminders").text
