"""An organisation's own rules: given as a text, checked, compared with those in force, and taken back."""

import datetime as dt
import re
from typing import Final

from msgspec import Struct
from sqlalchemy.orm import Session

from app.errors import BadInput
from app.viewer import Member
from app.welcome.content import content, read_own, rules_of
from app.welcome.models import WelcomeRules
from course.errors import AuthorMistake
from course.welcome_form.rules import Rule

MOST_CHARACTERS: Final = 200_000
_LINE: Final = re.compile(r"line=\d+")


class Tried(Struct, frozen=True):
    """What a text would do. mistakes: sentences with lines; added, changed, gone: rules, by their ids."""

    mistakes: tuple[AuthorMistake, ...]
    added: tuple[Rule, ...] = ()
    changed: tuple[Rule, ...] = ()
    gone: tuple[Rule, ...] = ()

    @property
    def good(self) -> bool:
        """Whether the text can be taken."""
        return not self.mistakes

    @property
    def same(self) -> bool:
        """Whether it changes nothing."""
        return self.good and not (self.added or self.changed or self.gone)


def try_out(session: Session, asker: Member, text: str) -> Tried:
    """Return what a text would change. Raises BadInput for one that is far too long."""
    if len(text) > MOST_CHARACTERS:
        raise BadInput("That is longer than rules can be. Send the file of rules only.")
    read, mistakes = read_own(text, content().form)
    if read is None:
        return Tried(mistakes)
    before = {rule.id: rule for rule in rules_of(session, asker.organisation_id)}
    after = {rule.id: rule for rule in read}
    return Tried(
        (),
        tuple(rule for key, rule in after.items() if key not in before),
        tuple(
            rule for key, rule in after.items() if key in before and not _alike(rule, before[key])
        ),
        tuple(rule for key, rule in before.items() if key not in after),
    )


def take(session: Session, asker: Member, text: str, moment: dt.datetime) -> None:
    """Let an organisation propose by its own rules. Raises BadInput for a text with a mistake."""
    if not try_out(session, asker, text).good:
        raise BadInput("The rules have a mistake, so nothing was changed.")
    row = session.get(WelcomeRules, asker.organisation_id)
    if row is None:
        row = WelcomeRules(organisation_id=asker.organisation_id)
        session.add(row)
    row.text, row.changed = text, moment
    session.flush()


def go_back(session: Session, asker: Member) -> None:
    """Go back to the rules of the course."""
    row = session.get(WelcomeRules, asker.organisation_id)
    if row is not None:
        session.delete(row)
        session.flush()


def _alike(one: Rule, other: Rule) -> bool:
    """Say whether two rules do the same: the line on which each stands does not count."""
    return _LINE.sub("", repr(one)) == _LINE.sub("", repr(other))
