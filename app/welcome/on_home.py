"""What a doctor's first page says of the welcome meeting: where it stands, or that it can begin."""

from msgspec import Struct
from sqlalchemy.orm import Session

from app.viewer import Member
from app.welcome.starting import Listed, own_forms, own_supervisors


class OnHome(Struct, frozen=True):
    """The form that is open, if any; who could be the other of the two, where it is not settled."""

    form: Listed | None
    supervisors: tuple[str, ...]


def on_home(session: Session, asker: Member) -> OnHome:
    """Return what the first page says; nothing of what is in a form."""
    found = next((each for each in own_forms(session, asker) if each.open), None)
    settled = found is not None and not found.stranded
    names = () if settled else tuple(name for _, name in own_supervisors(session, asker))
    return OnHome(found, names)
