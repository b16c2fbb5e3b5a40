"""What a learner's first page says of practice; shown by ``practice/on_home.html``."""

from app.practice import here
from app.practice.days import Today


def practice_on_home() -> Today | None:
    """Return the day's practice while something of it is left; none otherwise: nothing is said then."""
    found = here.today()
    return found if found.keys else None
