"""What other rooms may wish to know of learning.

``enrolled`` is sent in the transaction in which a member begins a module: ``enrolled.send(session,
membership_id=…)`` with the SQLAlchemy session as the sender.

``standing_changed`` is sent when somebody completes a module or sends a try at its assessment, in the
transaction of that act: ``standing_changed.send(session, enrolment=…, at=…)``.
"""

from blinker import Namespace

_signals = Namespace()

enrolled = _signals.signal("enrolled")
standing_changed = _signals.signal("standing-changed")
