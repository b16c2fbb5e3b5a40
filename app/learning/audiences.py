"""For whom a module is: which of them somebody is shown, and may open."""

from collections.abc import Collection

from app.organisations.models import Role
from course.model import Audience


def audiences_of(roles: Collection[Role]) -> tuple[Audience, ...]:
    """Return for whom the modules are that somebody is shown, their own first.

    Supervisors see the learners' modules too: what their doctors learn.
    """
    if Role.SUPERVISOR not in roles:
        return ("learners",)
    return ("learners", "supervisors") if Role.LEARNER in roles else ("supervisors", "learners")
