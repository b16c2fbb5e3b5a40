"""Agents in one line, and back."""

from typing import Any

import msgspec
import pytest

from app.statements.agents import agent_json, agent_line

SHA1 = "0123456789abcdef0123456789abcdef01234567"


@pytest.mark.parametrize(
    ("line", "agent"),
    [
        ("a@alder.example", {"mbox": "mailto:a@alder.example"}),
        ("mailto:a@alder.example", {"mbox": "mailto:a@alder.example"}),
        (
            "https://lms.example.org amina yusuf",
            {"account": {"homePage": "https://lms.example.org", "name": "amina yusuf"}},
        ),
        (SHA1, {"mbox_sha1sum": SHA1}),
        ("https://id.example/amina", {"openid": "https://id.example/amina"}),
    ],
)
def test_a_line_names_an_agent(line: str, agent: dict[str, Any]) -> None:
    assert msgspec.json.decode(agent_json(f" {line} ")) == agent
    assert msgspec.json.decode(agent_json(agent_line(agent))) == agent


@pytest.mark.parametrize("line", ["", "amina", "a@b@c", "lms amina", "{}"])
def test_what_names_nobody_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="Enter an e-mail address"):
        agent_json(line)


def test_a_group_without_identifier_has_no_line() -> None:
    assert agent_line({"objectType": "Group", "member": [{"mbox": "mailto:a@b.example"}]}) == ""
