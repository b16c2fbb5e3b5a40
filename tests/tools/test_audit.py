"""Libraries: a known hole fails the gate, a licence that is not allowed does too."""

import datetime as dt
import json
from pathlib import Path

import pytest

from tools import audit, known_holes, licences
from tools.known_holes import (
    ACCEPTED,
    Accepted,
    Hole,
    UnansweredError,
    faults,
    node_holes,
    python_holes,
    read_accepted,
)
from tools.licences import Library

TODAY = dt.date(2026, 11, 30)
HOLE = Hole("flask", "3.1.3", "GHSA-aaaa-bbbb-cccc", ("CVE-2026-1",), "3.1.4")
UNTIL_JANUARY = Accepted("CVE-2026-1", "flask", "It is not used.", TODAY, dt.date(2027, 1, 31))

PIP_ANSWER = {
    "dependencies": [
        {"name": "click", "version": "8.5.1", "vulns": []},
        {
            "name": "flask",
            "version": "3.1.3",
            "vulns": [
                {
                    "id": "GHSA-aaaa-bbbb-cccc",
                    "aliases": ["CVE-2026-1"],
                    "fix_versions": ["3.1.4"],
                    "description": "…",
                }
            ],
        },
    ]
}
NPM_ANSWER = {
    "vulnerabilities": {
        "sass": {
            "range": "<1.109.0",
            "via": [{"source": 7, "url": "https://github.com/advisories/GHSA-dddd-eeee-ffff"}],
            "fixAvailable": {"name": "sass", "version": "1.109.0"},
        },
        "uses-sass": {"range": "*", "via": ["sass"], "fixAvailable": True},
    }
}


def test_a_known_hole_fails_and_an_accepted_one_does_not() -> None:
    assert faults([HOLE], [], TODAY) == (
        "flask 3.1.3: GHSA-aaaa-bbbb-cccc, mended in 3.1.4: update it, or accept it in"
        " accepted-holes.toml",
    )
    assert faults([HOLE], [UNTIL_JANUARY], TODAY) == ()
    assert "look at it again" in faults([HOLE], [UNTIL_JANUARY], dt.date(2027, 2, 1))[0]
    assert "no hole any more" in faults([], [UNTIL_JANUARY], TODAY)[0]


def test_answers_of_both_are_read() -> None:
    assert python_holes(lambda _: json.dumps(PIP_ANSWER)) == (HOLE,)
    assert node_holes(lambda _: json.dumps(NPM_ANSWER)) == (
        Hole("sass", "<1.109.0", "GHSA-dddd-eeee-ffff", (), "1.109.0"),
    )


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "no network",
        json.dumps({"dependencies": [{"name": "click", "skip_reason": "not found"}]}),
    ],
)
def test_no_answer_is_no_clean_answer(answer: str) -> None:
    with pytest.raises(UnansweredError):
        python_holes(lambda _: answer)
    with pytest.raises(UnansweredError):
        node_holes(lambda _: json.dumps({"message": "405 Method Not Allowed"}))


def test_without_an_answer_the_gate_says_so_and_fails_where_one_is_required(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert audit.main(lambda _: "") == 0
    assert "Not asked for known holes: Python" in capsys.readouterr().out
    monkeypatch.setenv(audit.REQUIRED, "required")
    assert audit.main(lambda _: "") == 1


def test_the_gate_fails_on_a_hole(capsys: pytest.CaptureFixture[str]) -> None:
    sources = (("Python", lambda _: (HOLE,)),)
    assert audit.main(lambda _: "", sources) == 1
    assert "GHSA-aaaa-bbbb-cccc" in capsys.readouterr().out


def test_what_is_accepted_has_a_reason_and_two_days(tmp_path: Path) -> None:
    read_accepted(ACCEPTED)
    file = tmp_path / "accepted.toml"
    file.write_text('[[hole]]\nnumber = "CVE-2026-1"\npackage = "x"\nsince = 2026-11-30\n')
    with pytest.raises(ValueError, match="CVE-2026-1 needs"):
        read_accepted(file)


def test_every_locked_package_has_a_licence_that_allows_the_use() -> None:
    assert licences.faults() == ()
    found = {each.name: each for each in licences.libraries()}
    assert found["flask"].licence == "BSD-3-Clause"
    assert found["axe-core"].use == "tests"


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("MIT", True),
        ("Apache-2.0 OR GPL-3.0-only", True),
        ("MIT AND PSF-2.0", True),
        ("MIT AND GPL-3.0-only", False),
        ("AGPL-3.0-only", False),
        ("", False),
    ],
)
def test_a_licence_is_judged_by_what_it_offers_and_asks(licence: str, allowed: bool) -> None:
    assert Library("Python", "x", "1", "product", licence).is_allowed() is allowed


def test_a_program_that_is_not_there_is_no_answer() -> None:
    with pytest.raises(UnansweredError):
        known_holes.ask(["/nonexistent/program"])
