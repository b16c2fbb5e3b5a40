"""What the room of evidence holds about a person: the papers that were issued to them."""

from typing import Final

from app.accounts.holding import Holding
from app.evidence.models import Certificate

HOLDINGS: Final = (
    Holding(
        "certificates",
        "Certificates and transcripts",
        Certificate,
        lambda whose: Certificate.membership_id.in_(whose.membership_ids),
    ),
)
