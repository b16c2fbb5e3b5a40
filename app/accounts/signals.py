"""What other rooms may wish to know of accounts.

``signed_out`` is sent for each sign-in that ends, in the transaction that ends it:
``signed_out.send(session, sign_in_id=…)`` with the SQLAlchemy session as the sender.
"""

from blinker import Namespace

_signals = Namespace()

signed_out = _signals.signal("signed-out")
