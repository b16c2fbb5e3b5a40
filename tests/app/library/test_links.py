"""The command that asks the links, and the page on which editors see how they answered."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from app.cli import cli
from app.database import Database
from app.library.models import LinkCheck, OwnResource
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.feedback.conftest import make_editor
from tests.app.library.served import Served, served
from tests.app.trust import Trust

pytestmark = pytest.mark.enable_socket

LIBRARY = """\
good:
  title: A good page
  publisher: A college
  address: https://college.invalid/good
  for: [doctors]
  theme: learning
  when: At once.
  summary: It is good.
  checklist: [Read it.]
  tags: [gmp]
  status: seen
  checked: 2024-01-10
unseen:
  title: A page that nobody has seen
  publisher: A college
  for: [doctors]
  theme: learning
  when: At once.
  summary: It may be good.
  checklist: [Read it.]
  tags: [gmp]
  status: check
  checked: 2026-11-25
"""


@pytest.fixture
def site() -> Iterator[Served]:
    with served() as running:
        yield running


@pytest.fixture
def as_editor(sign_in: SignIn, database: Database, trust: Trust) -> Actor:
    return sign_in(make_editor(database, trust))


@pytest.fixture
def environment(environment: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """Give a library of one page, so that every number is known."""
    folder = tmp_path / "modules"
    shutil.copytree(environment["FIRSTSHIFT_MODULES"], folder)
    (folder / "library.yaml").write_text(LIBRARY)
    (folder / "tips.yaml").unlink()
    return {
        **environment,
        "FIRSTSHIFT_MODULES": str(folder),
        "FIRSTSHIFT_LINKS_IN_PRIVATE_NETWORKS": "yes",
    }


def own_link(actor: Actor, database: Database, address: str, title: str = "Our page") -> None:
    """Let a trust's page lead to the site of the test, which is not encrypted."""
    fields = {"readers": ["doctors"], "summary": "For us.", "version": "0"}
    answer = actor.send(
        "/library/own/new", title=title, address="https://intranet.example/x", **fields
    )
    assert answer.status_code == 303
    with database.write() as session:
        session.query(OwnResource).filter_by(title=title).update({"address": address})


def run(environment: dict[str, str], *arguments: str) -> Result:
    command = ["library", "check-links", "--seconds", "5", *arguments]
    return CliRunner().invoke(cli, command, env=environment)


def test_what_is_dead_is_a_line_and_an_exit_status(
    app: Flask,
    environment: dict[str, str],
    site: Served,
    as_administrator: Actor,
    as_other_administrator: Actor,
    as_editor: Actor,
    database: Database,
) -> None:
    own_link(as_administrator, database, f"{site.address}/moved")
    own_link(as_other_administrator, database, f"{site.address}/gone", "Their page")
    done = run(environment)
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        "dead: https://college.invalid/good  No server has this name.  (A good page)",
        f"dead: {site.address}/gone  The server answers 404.  (Their page, Birch Coast Trust)",
        f"has moved: {site.address}/moved -> {site.address}/good  It has moved for good.  "
        "(Our page, Alder Valley Trust)",
        "3 links asked, 2 dead.",
    ]
    page = as_editor.get("/library/links").text
    assert "1 link of 2" in page and "is dead" in page
    assert "No server has this name." in page and f"{site.address}/good" in page
    # Another trust's page, and its address, are nobody else's.
    assert "Their page" not in page and f"{site.address}/gone" not in page
    # What nobody has looked at for long, and what nobody has seen.
    assert "To look at again" in page and "A page that nobody has seen" in page
    assert "Look again" in as_editor.get("/library").text


def test_the_answers_come_as_json_and_replace_those_before(
    app: Flask,
    environment: dict[str, str],
    site: Served,
    as_administrator: Actor,
    database: Database,
) -> None:
    own_link(as_administrator, database, f"{site.address}/good")
    for _ in range(2):
        told = json.loads(run(environment, "--json").stdout)
    assert {each["address"]: (each["state"], each["pages"]) for each in told} == {
        "https://college.invalid/good": ("dead", ["A good page"]),
        f"{site.address}/good": ("works", ["Our page, Alder Valley Trust"]),
    }
    with database.read() as session:
        assert {row.address: row.state for row in session.query(LinkCheck)} == {
            each["address"]: each["state"] for each in told
        }


def test_a_server_in_a_private_network_is_not_asked(
    app: Flask,
    environment: dict[str, str],
    site: Served,
    as_administrator: Actor,
    database: Database,
) -> None:
    own_link(as_administrator, database, f"{site.address}/good")
    done = run({**environment, "FIRSTSHIFT_LINKS_IN_PRIVATE_NETWORKS": "no"})
    assert "not asked: " in done.stdout and site.asked.total() == 0


def test_the_page_asks_nothing_and_is_for_those_who_keep_the_library(
    as_editor: Actor, as_lead: Actor, as_learner: Actor, as_supervisor: Actor
) -> None:
    for actor in (as_editor, as_lead):
        assert "Nobody has asked yet whether the links answer." in actor.get("/library/links").text
    for actor in (as_learner, as_supervisor):
        assert actor.get("/library/links").status_code == 403
        assert "Look again" not in actor.get("/library").text
