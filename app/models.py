"""Every table of the app, gathered so that the migrations see them all."""

from app import tries
from app.accounts import models as accounts
from app.assignments import models as assignments
from app.database import Base
from app.dispatch import models as dispatch
from app.launching import models as launching
from app.learning import models as learning
from app.organisations import models as organisations
from app.packages import models as packages
from app.records import models as records
from app.search import models as search
from app.supervision import models as supervision

METADATA = Base.metadata

__all__ = [
    "METADATA",
    "accounts",
    "assignments",
    "dispatch",
    "launching",
    "learning",
    "organisations",
    "packages",
    "records",
    "search",
    "supervision",
    "tries",
]
