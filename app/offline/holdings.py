"""What learning without network holds about a person."""

from typing import Final

from app.accounts.holding import Holding
from app.offline.models import ReceivedAct

HOLDINGS: Final = (
    Holding(
        "acts_received",
        "Acts without network that have arrived",
        ReceivedAct,
        lambda whose: ReceivedAct.membership_id.in_(whose.membership_ids),
    ),
)
