"""The rooms of the app: one blueprint a capability."""

from app.accounts.routes import bp as accounts
from app.assignments.routes import bp as assignments
from app.dispatch.launch_routes import bp as dispatch_launch
from app.dispatch.routes import bp as dispatch
from app.dispatch.seat_routes import bp as dispatch_seats
from app.glossary.routes import bp as glossary
from app.home.routes import bp as home
from app.launching.act_routes import bp as launch_acts
from app.launching.fetch import bp as launch_fetch
from app.launching.log_routes import bp as launch_log
from app.launching.routes import bp as launching
from app.learning.routes import bp as learning
from app.organisations.routes import bp as organisations
from app.packages.routes import bp as packages
from app.packages.trial import bp as trial
from app.record_keys.routes import bp as record_keys
from app.search.routes import bp as search
from app.statements.routes import bp as statements
from app.statements.void_routes import bp as voiding
from app.supervision.routes import bp as supervision

ROOMS = (
    home,
    accounts,
    learning,
    assignments,
    glossary,
    search,
    supervision,
    organisations,
    packages,
    dispatch,
    dispatch_seats,
    dispatch_launch,
    trial,
    statements,
    voiding,
    record_keys,
    launching,
    launch_acts,
    launch_log,
    launch_fetch,
)

WITHOUT_FORMS = (dispatch_launch, launch_fetch)
"""Rooms that programs or others' pages call, which hold no token of a form."""
