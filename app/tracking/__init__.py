"""The one place where what a learner did becomes a statement, on its way to a record store.

``Trail`` says whose acts they are and in what; ``Tracker`` has one method a verb and writes each statement,
with its id and its final bytes, into the outbox of the transaction in which the act itself is kept.
"""

from app.tracking.tracker import AnswerGiven, Tracker
from app.tracking.trail import Trail

__all__ = ["AnswerGiven", "Tracker", "Trail"]
