"""What other rooms may wish to know of organisations.

``supervision_changed`` is sent in the transaction that gives somebody other supervisors, or none:
``supervision_changed.send(session)`` with the SQLAlchemy session as the sender.
"""

from blinker import Namespace

_signals = Namespace()

supervision_changed = _signals.signal("supervision-changed")
