"""The form's questions, needs and rules as this server has them, and an organisation's own rules."""

import uuid
from functools import lru_cache
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from app.errors import NotFound
from app.services import services
from app.welcome.models import WelcomeRules
from course.errors import AuthorMistake
from course.files.report import Report
from course.welcome_form.files import WelcomeForm, has_welcome_form, read_welcome_form
from course.welcome_form.model import Form
from course.welcome_form.reading import FORM_FILE, NEEDS_FILE
from course.welcome_form.rule_reading import RULES_FILE, read_rules_text
from course.welcome_form.rules import Rule

TITLE: Final = "Welcome meeting form (same purpose as WelcomInG)"


def content() -> WelcomeForm:
    """Return the form of this server's modules. Raises NotFound where they bring none that can be read."""
    found = content_of(services().settings.modules)
    if found is None:
        raise NotFound("The course of this server has no welcome meeting form.")
    return found


def content_of(folder: Path) -> WelcomeForm | None:
    """Return the form of a folder of modules; none where there is none. Read again when a file changes."""
    if not has_welcome_form(folder):
        return None
    files = (folder / name for name in (FORM_FILE, NEEDS_FILE, RULES_FILE))
    marks = tuple(file.stat().st_mtime_ns if file.exists() else 0 for file in files)
    return _read(folder, marks)


@lru_cache(maxsize=4)
def _read(folder: Path, _marks: tuple[int, ...]) -> WelcomeForm | None:
    return read_welcome_form(folder)[0]


def our_rules_text() -> str:
    """Return the file of rules that the course brings. Raises NotFound as ``content`` does."""
    content()
    return (services().settings.modules / RULES_FILE).read_text(encoding="utf-8")


def own_rules(session: Session, organisation_id: uuid.UUID) -> WelcomeRules | None:
    """Return the rules that an organisation has given; none where it follows the course's."""
    return session.get(WelcomeRules, organisation_id)


def rules_of(session: Session, organisation_id: uuid.UUID) -> tuple[Rule, ...]:
    """Return the rules by which an organisation proposes.

    Its own stand aside where they no longer fit the form: a question may have gone since they were given.
    """
    own = own_rules(session, organisation_id)
    if own is None:
        return content().rules
    read, _ = read_own(own.text, content().form)
    return content().rules if read is None else read


def read_own(text: str, form: Form) -> tuple[tuple[Rule, ...] | None, tuple[AuthorMistake, ...]]:
    """Return the rules of a text and every mistake in it; none where there is one."""
    mistakes: list[AuthorMistake] = []
    read = read_rules_text(text, Report(RULES_FILE, mistakes), form)
    return read, tuple(mistakes)
