"""Every table of the app, gathered so that the migrations see them all."""

from app import tries
from app.accounts import models as accounts
from app.assignments import models as assignments
from app.audit import models as audit
from app.bookmarks import models as bookmarks
from app.conversations import models as conversations
from app.database import Base
from app.dispatch import models as dispatch
from app.elsewhere import models as elsewhere
from app.erasure import models as erasure
from app.evidence import models as evidence
from app.feedback import models as feedback
from app.importing import models as importing
from app.induction import models as induction
from app.launching import models as launching
from app.learning import models as learning
from app.library import models as library
from app.lti import models as lti
from app.mail import models as mail
from app.offline import models as offline
from app.organisations import models as organisations
from app.packages import models as packages
from app.practice import models as practice
from app.providers import models as providers
from app.readiness import models as readiness
from app.records import models as records
from app.reflection import models as reflection
from app.reminders import models as reminders
from app.search import models as search
from app.second_step import models as second_step
from app.supervision import models as supervision
from app.welcome import models as welcome
from app.welcome import own_models as welcome_own

METADATA = Base.metadata

__all__ = [
    "METADATA",
    "accounts",
    "assignments",
    "audit",
    "bookmarks",
    "conversations",
    "dispatch",
    "elsewhere",
    "erasure",
    "evidence",
    "feedback",
    "importing",
    "induction",
    "launching",
    "learning",
    "library",
    "lti",
    "mail",
    "offline",
    "organisations",
    "packages",
    "practice",
    "providers",
    "readiness",
    "records",
    "reflection",
    "reminders",
    "search",
    "second_step",
    "supervision",
    "tries",
    "welcome",
    "welcome_own",
]
