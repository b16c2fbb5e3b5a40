"""What files of people hold about the administrator who sent one."""

from typing import Final

from app.accounts.holding import Holding
from app.importing.models import ImportWaiting

HOLDINGS: Final = (
    Holding(
        "imports_waiting",
        "Files of people that you sent in the last hour",
        ImportWaiting,
        lambda whose: ImportWaiting.membership_id.in_(whose.membership_ids),
        hidden={"kept": "sealed; it is about others"},
    ),
)
