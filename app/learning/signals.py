"""What other rooms may wish to know of learning.

``enrolled`` is sent in the transaction in which a member begins a module: ``enrolled.send(session,
membership_id=…)`` with the SQLAlchemy session as the sender.
"""

from blinker import Namespace

_signals = Namespace()

enrolled = _signals.signal("enrolled")
