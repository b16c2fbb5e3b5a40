"""A course with the welcome meeting form, and a form between a doctor and their supervisor."""

import datetime as dt
import io
import re
import shutil
import uuid
from pathlib import Path

import pytest
from msgspec import Struct
from werkzeug.test import TestResponse

from app.assignments.due import today
from app.database import now
from tests.app.actors import PASSWORD, Actor
from tests.app.conftest import MODULES
from tests.app.trust import Trust

FORM = b"%PDF-1.7\n1 0 obj\n<< /Type /Page >>\nendobj\n%%EOF\n"
"""As little of a trust's own form as is taken for one."""

BEFORE_SIGNING = {
    "e": {
        "e.alone:-:answer": "Lumbar puncture",
        "e.oncall:-:when": "2026-12-20",
        "e.shadow:-:from": "2026-12-01",
        "e.local:-:answer": "yes",
    },
    "h": {
        "h.meetings:-:answer": "weekly",
        "h.protected:-:answer": "4",
    },
}


@pytest.fixture(scope="session")
def one_module(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a course of one module with the form."""
    folder = tmp_path_factory.mktemp("course-with-form") / "modules"
    shutil.copytree(MODULES / "culture", folder / "culture")
    for file in MODULES.glob("*.yaml"):
        if file.name not in {"course.yaml", "glossary.yaml"}:
            shutil.copy(file, folder)
    return folder


class Pair(Struct, frozen=True):
    """A form with its two people signed in. path: of the form."""

    doctor: Actor
    supervisor: Actor
    path: str
    form_id: uuid.UUID

    def save(self, who: Actor, section: str, **fields: str) -> None:
        """Send a section as its page would, every field at the version that the page shows."""
        answer = self.send(who, section, fields)
        assert answer.status_code == 303, answer.text

    def send(self, who: Actor, section: str, fields: dict[str, str]) -> TestResponse:
        """Send some fields of a section with the versions that its page shows now."""
        page = who.get(f"{self.path}/sections/{section}")
        assert page.status_code == 200, page.text
        shown = dict(re.findall(r'name="([^"]+:version)" value="(\d+)"', page.text))
        heads = {name.rsplit(":", 1)[0] for name in fields}
        versions = {f"{head}:version": shown.get(f"{head}:version", "0") for head in heads}
        return who.send(f"{self.path}/sections/{section}", **versions, **fields)

    def share(self) -> None:
        """Let the doctor share the form."""
        assert self.doctor.send(f"{self.path}/share").status_code == 303

    def ready(self) -> None:
        """Fill what must be filled before signing, and agree on an action."""
        for section, fields in BEFORE_SIGNING.items():
            self.save(self.supervisor, section, **fields)
        self.save(self.supervisor, "h", **{"h.escalate:-:answer": "Any doubt, day or night"})
        self.add_action("Give handover twice")

    def begins(self, days: int) -> None:
        """Say that the post began so many days ago."""
        start = today(now()) - dt.timedelta(days=days)
        self.save(self.supervisor, "a", **{"a.start:-:answer": str(start)})

    def add_action(self, title: str) -> None:
        """Add an action of the doctor's."""
        answer = self.supervisor.send(
            f"{self.path}/actions/{uuid.uuid4()}", title=title, owner="img", due="2026-12-24"
        )
        assert answer.status_code == 303, answer.text

    def sign(self, who: Actor, months: int = 0) -> TestResponse:
        """Sign what the page shows."""
        page = who.get(f"{self.path}/sign?months={months}")
        found = re.search(r'name="digest" value="([0-9a-f]+)"', page.text)
        return who.send(
            f"{self.path}/sign",
            months=str(months),
            digest=found[1] if found else "",
            password=PASSWORD,
        )


@pytest.fixture
def pair(as_learner: Actor, as_supervisor: Actor, trust: Trust) -> Pair:
    """Begin a form between the doctor and the supervisor."""
    answer = as_learner.send("/welcome-meeting/start", supervisor=str(trust.members["supervisor"]))
    path = answer.headers["Location"]
    return Pair(as_learner, as_supervisor, path, uuid.UUID(path.rsplit("/", 1)[1]))


def give_form(who: Actor, content: bytes = FORM, **fields: str) -> TestResponse:
    """Give the trust's own form, from today on unless another day is said."""
    said = {"title": "Our form 2026", "since": today(now()).isoformat(), **fields}
    upload = (io.BytesIO(content), "form.pdf")
    return who.send("/welcome-meeting/own-form", file=upload, **said)


@pytest.fixture
def own_pair(as_administrator: Actor, request: pytest.FixtureRequest) -> Pair:
    """Begin a meeting between the doctor and the supervisor with the trust's own form."""
    assert give_form(as_administrator).status_code == 303
    found: Pair = request.getfixturevalue("pair")
    return found
