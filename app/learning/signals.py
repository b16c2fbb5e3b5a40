"""What other rooms may wish to know of learning.

``standing_changed`` is sent when somebody completes a module or sends a try at its assessment, in the
transaction of that act: ``standing_changed.send(session, enrolment=…, at=…)``.
"""

from blinker import Namespace

_signals = Namespace()

standing_changed = _signals.signal("standing-changed")
