"""A signature alone lapses when what was signed changes before the other has signed too."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.welcome.agreed import agreed
from app.welcome.models import WelcomeForm, WelcomeSignature, WelcomeVersion
from app.welcome.texts import Texts
from course.welcome_form.canonical import digest


def lapse_if_changed(
    session: Session, form: WelcomeForm, sealed: Texts, moment: dt.datetime
) -> None:
    """Let each signature lapse that stands alone under what is no longer so."""
    waiting = session.execute(
        select(WelcomeSignature, WelcomeVersion)
        .join(WelcomeVersion, WelcomeVersion.id == WelcomeSignature.version_id)
        .where(
            WelcomeVersion.form_id == form.id,
            WelcomeVersion.frozen.is_(None),
            WelcomeSignature.lapsed.is_(None),
        )
    ).all()
    for signature, version in waiting:
        if digest(agreed(session, form, sealed, version.months)) != version.digest:
            signature.lapsed = moment
    session.flush()
