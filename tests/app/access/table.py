"""Every address that names something: whose it is, or why it is nobody's. A new address needs a line."""

from typing import Final

from tests.app.access.entries import Entries
from tests.app.access.entries_learning import LEARNING, WRITING
from tests.app.access.entries_running import ACCOUNT, PACKAGES, PEOPLE, RECORDS, SIGNING_IN
from tests.app.access.entries_welcome import INDUCTION, LIBRARY, READINESS, WELCOME

TABLE: Final[Entries] = {
    **LEARNING,
    **WRITING,
    **WELCOME,
    **INDUCTION,
    **READINESS,
    **LIBRARY,
    **ACCOUNT,
    **PEOPLE,
    **SIGNING_IN,
    **RECORDS,
    **PACKAGES,
}
