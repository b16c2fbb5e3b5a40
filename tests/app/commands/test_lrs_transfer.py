"""Export and import from the command line, into this store and into another over HTTP."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli import cli
from lrs import LRS, Authority, Document, Owner, View
from tests.lrs.samples import attachment, encoded, part, statement


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Give that of a store alone, filled for an organisation."""
    url = f"sqlite:///{tmp_path / 'lrs.db'}"
    store = LRS.open(url, home_page="https://lrs.example")
    store.migrate()
    alder = Authority.internal("Alder", "https://lrs.example")
    store.store(encoded([statement()] * 150), alder)
    store.store(encoded(statement(attachments=[attachment(b"x")])), alder, parts=[part(b"x")])
    agent = {"objectType": "contextAgent", "agent": statement()["actor"]}
    store.store(encoded(statement(context={"contextAgents": [agent]})), alder, "2.0.0")
    owner = Owner(activity="https://a.example", agent=statement()["actor"])
    store.state.put("Alder", owner, "s", Document(b"s"))
    store.activity_profile.put("Alder", owner, "p", Document(b"p"))
    store.close()
    return {"FIRSTSHIFT_DATABASE_URL": url, "FIRSTSHIFT_INSTANCE": str(tmp_path)}


def run(environment: dict[str, str], *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["lrs", *arguments], env=environment)


def test_an_organisation_is_copied_by_file(environment: dict[str, str], tmp_path: Path) -> None:
    file = str(tmp_path / "alder.jsonl")
    told = run(environment, "export", "Alder", file, "--documents")
    assert told.output == "Written: 152 statements, 1 attachment, 2 documents.\n"
    assert "choose another name" in run(environment, "export", "Alder", file).output
    for _ in range(2):
        done = run(environment, "import", file, "--into", "Copy", "--faithful")
        assert done.exit_code == 0, done.output
    assert "Stored: 0 statements of 152, 0 documents; 2 documents stay" in done.output
    again = str(tmp_path / "copy.jsonl")
    run(environment, "export", "Copy", again)
    bodies = [
        [
            json.loads(line)["statement"]
            for line in Path(name).read_text().splitlines()
            if '"statement":{' in line
        ]
        for name in (file, again)
    ]
    assert bodies[0] == bodies[1] and len(bodies[0]) == 152


def test_another_store_is_filled_over_http(
    environment: dict[str, str], tmp_path: Path, other: LRS, live_server: str
) -> None:
    file = str(tmp_path / "alder.jsonl")
    run(environment, "export", "Alder", file, "--documents")
    key, secret = other.credentials.issue("theirs", "x", ("all",))
    environment["LRS_SECRET"] = secret
    for _ in range(2):
        done = run(environment, "import", file, "--to", live_server, "--key", key)
        assert done.exit_code == 0, done.output
    assert "2 documents stay as they were" in done.output
    assert len(other.since("theirs", 0)) == 152
    owner = Owner(activity="https://a.example", agent=statement()["actor"])
    assert other.state.get("theirs", owner, "s") is not None
    found = [json.loads(row.body) for row in other.since("theirs", 0)]
    (attached,) = [one["id"] for one in found if "attachments" in one]
    one = other.statement(View(organisation="theirs"), attached, attachments=True)
    assert one is not None and [each.content for each in one.parts] == [b"x"]


def test_a_store_that_refuses_the_key_is_a_sentence(
    environment: dict[str, str], tmp_path: Path, live_server: str
) -> None:
    file = str(tmp_path / "alder.jsonl")
    run(environment, "export", "Alder", file)
    environment["LRS_SECRET"] = "wrong"
    told = run(environment, "import", file, "--to", live_server, "--key", "x")
    assert told.exit_code == 1
    assert "answered 401. Run it again later." in told.output


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--into", "x", "--to", "https://x", "--key", "k"),
        ("--to", "https://x"),
        ("--key", "k"),
        ("--to", "http://theirs.example/xapi", "--key", "k"),
        ("--to", "https://x", "--key", "k", "--faithful"),
    ],
)
def test_where_to_is_said_once(environment: dict[str, str], arguments: tuple[str, ...]) -> None:
    assert run(environment, "import", "nowhere.jsonl", *arguments).exit_code == 2


def test_a_bad_file_is_a_sentence(environment: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "bad.jsonl"
    assert "cannot be opened" in run(environment, "import", str(file), "--into", "x").output
    file.write_text("{}\n")
    assert "Error: Line 1: " in run(environment, "import", str(file), "--into", "x").output
