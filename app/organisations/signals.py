"""What other rooms may wish to know of organisations.

``supervision_changed`` is sent in the transaction that gives somebody other supervisors, or none:
``supervision_changed.send(session)`` with the SQLAlchemy session as the sender.

``learner_joined`` is sent in the transaction in which somebody who learns accepts an invitation, or becomes
one who learns: ``learner_joined.send(session, membership=…)`` with their membership.

``placed`` is sent in the transaction that changes where members are, or when they or their cohort start:
``placed.send(session, members=…)`` with their memberships.
"""

from blinker import Namespace

_signals = Namespace()

supervision_changed = _signals.signal("supervision-changed")
learner_joined = _signals.signal("learner-joined")
placed = _signals.signal("placed")
